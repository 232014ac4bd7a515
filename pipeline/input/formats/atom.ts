import type { FileContent } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { findArxivReference } from "./arxiv-reference.ts";
import { readDescription } from "./feed-description.ts";
import { dropNulls, FEED_FIELDS, readFeedFields } from "./feed-entry.ts";
import type { Format } from "./format.ts";
import { type ReadRecord, toFoundRecord } from "./found-record.ts";
import { readHtmlText } from "./html-text.ts";
import { childText, findChild, listChildren, listOtherFields, textOf, type XmlElement } from "./xml-elements.ts";
import { readXmlRecords } from "./xml-records.ts";
import { readXmlRoot } from "./xml-root.ts";

/** Elements of an entry that `readAtomEntry` reads. */
export const ATOM_FIELDS: readonly string[] = [
  "title",
  "id",
  "link",
  "summary",
  "content",
  "author",
  "category",
  "published",
  "updated",
  ...FEED_FIELDS,
];

/** A feed of Atom. */
export const atom: Format = {
  name: "atom",
  description: "Atom feeds",
  recognizes: (head) => readXmlRoot(head) === "feed",
  readRecords,
};

async function* readRecords(file: FileContent): AsyncGenerator<FoundRecord | Rejection> {
  for await (const record of readXmlRecords(file, ["entry"])) {
    if ("reason" in record) yield record;
    else yield toFoundRecord(record, readAtomEntry(record.element));
  }
}

/** Returns what an entry of an Atom feed says. */
export function readAtomEntry(entry: XmlElement): ReadRecord {
  const { announceType, ...described } = readDescription(
    readText(entry, "summary") ?? readText(entry, "content") ?? "",
  );
  const id = childText(entry, "id");
  const link = findLink(entry);
  return {
    title: readTitle(entry),
    published: childText(entry, "published") ?? childText(entry, "updated"),
    categories: listAttributes(entry, "category", "term"),
    paper_url: link ?? id,
    ...dropNulls({ authors: listAuthors(entry) }),
    ...dropNulls(readFeedFields(entry)),
    ...findArxivReference([id, link]),
    ...described,
    extra: {
      ...listOtherFields(entry, ATOM_FIELDS),
      ...(childText(entry, "updated") !== null && { updated: childText(entry, "updated") }),
      ...(announceType !== undefined && { announce_type: announceType }),
    },
  };
}

/** Plain text, the default, may hold `<` as mathematics does: it is made HTML, since descriptions are read as that. */
function readText(entry: XmlElement, name: string): string | null {
  const element = findChild(entry, name);
  const text = textOf(element).trim();
  if (!element || text === "") return null;
  const isPlain = (element.attributes.type ?? "text") === "text" && !/<\/?(?:p|br|b|i|div|span|a)\b[^<>]*>/i.test(text);
  return isPlain && !text.startsWith("arXiv:") ? escapeHtml(text) : text;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function readTitle(entry: XmlElement): string | null {
  const title = childText(entry, "title");
  return title !== null && findChild(entry, "title")?.attributes.type === "html" ? readHtmlText(title) : title;
}

function listAuthors(entry: XmlElement): string[] | null {
  const names = listChildren(entry, "author").flatMap((author) => childText(author, "name") ?? []);
  return names.length > 0 ? names : null;
}

function findLink(entry: XmlElement): string | null {
  const links = listChildren(entry, "link").map(({ attributes }) => attributes);
  return links.find(({ rel = "alternate" }) => rel === "alternate")?.href ?? null;
}

function listAttributes(entry: XmlElement, name: string, attribute: string): string[] | null {
  const values = listChildren(entry, name).flatMap(({ attributes }) => attributes[attribute] ?? []);
  return values.length > 0 ? values : null;
}
