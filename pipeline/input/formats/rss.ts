import type { FileContent } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { findArxivReference } from "./arxiv-reference.ts";
import { readDescription } from "./feed-description.ts";
import { dropNulls, FEED_FIELDS, readAnnouncement, readFeedFields } from "./feed-entry.ts";
import type { Format } from "./format.ts";
import { toFoundRecord } from "./found-record.ts";
import { readHtmlText } from "./html-text.ts";
import { splitNames } from "./person-names.ts";
import { childText, childTexts, listOtherFields } from "./xml-elements.ts";
import { readXmlRecords, type XmlRecord } from "./xml-records.ts";
import { readXmlRoot } from "./xml-root.ts";

const READ = [
  "title",
  "link",
  "description",
  "content:encoded",
  "guid",
  "pubDate",
  "category",
  "author",
  ...FEED_FIELDS,
];

/** What arXiv once wrote behind a title: "A title. (arXiv:2401.00001v1 [cs.CL])". */
const TITLE_REFERENCE = /\((arXiv:\S{1,40})\s\[([^\]]{1,40})\][^()]{0,40}\)$/;

/** A feed of RSS 2.0, or of RSS 1.0, which is RDF. */
export const rss: Format = {
  name: "rss",
  description: "RSS feeds",
  recognizes: (head) => ["rss", "RDF"].includes(readXmlRoot(head) ?? ""),
  readRecords,
};

async function* readRecords(file: FileContent): AsyncGenerator<FoundRecord | Rejection> {
  for await (const record of readXmlRecords(file, ["item"])) yield "reason" in record ? record : readItem(record);
}

function readItem({ element, ...place }: XmlRecord): FoundRecord | Rejection {
  const written = childText(element, "title");
  const reference = TITLE_REFERENCE.exec(written ?? "");
  const {
    abstract,
    announceType = childText(element, "arxiv:announce_type"),
    ...described
  } = readDescription(childText(element, "description") ?? childText(element, "content:encoded") ?? "");
  const link = childText(element, "link");
  const arxiv = findArxivReference([reference?.[1] ?? null, childText(element, "guid"), link]);
  const date = childText(element, "pubDate");
  const listing = announceType === null ? {} : readAnnouncement(date);
  return toFoundRecord(place, {
    title: written && readTitle(reference ? written.slice(0, reference.index).trimEnd().replace(/\.$/, "") : written),
    abstract,
    published: announceType === null || announceType === "new" ? date : null,
    categories: childTexts(element, "category") ?? (reference ? [reference[2]!] : null),
    paper_url: link,
    ...dropNulls({ authors: readAuthors(childTexts(element, "author")) }),
    ...dropNulls(readFeedFields(element)),
    ...arxiv,
    ...listing,
    ...described,
    extra: {
      ...listOtherFields(element, READ),
      ...(announceType !== null && { announce_type: announceType }),
    },
  });
}

/** By the letter of RSS an author is an address for mail, and perhaps a name in brackets. */
function readAuthors(authors: string[] | null): string[] | null {
  const names = authors?.map((author) => /^\S+@\S+\s\(([^()]+)\)$/.exec(author)?.[1] ?? author) ?? [];
  const persons = names.filter((name) => !name.includes("@")).flatMap(splitNames);
  return persons.length > 0 ? persons : null;
}

/** Titles are plain text by the letter of RSS; those with tags in them are HTML. */
function readTitle(title: string): string {
  return /<\/?(?:i|b|em|strong|sub|sup|span)\b[^<>]*>/i.test(title) ? readHtmlText(title) : title;
}
