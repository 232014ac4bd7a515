import { findArxivReference } from "./arxiv-reference.ts";
import type { Format } from "./format.ts";
import { type ReadRecord, toFoundRecord } from "./found-record.ts";
import { dropMarkup } from "./html-text.ts";
import { readJsonRecords } from "./json-records.ts";
import { hasJsonKeys } from "./json-shape.ts";
import { asList, asObject, asText, asTexts, isJsonObject, type JsonObject, omitKeys } from "./json-values.ts";
import { splitKeywords } from "./keywords.ts";

/** Keys of an item that are read. */
export const READ_OF_ITEM: readonly string[] = [
  "title",
  "abstract",
  "author",
  "issued",
  "container-title",
  "keyword",
  "DOI",
  "URL",
  "language",
];

/** Keys of which an item of CSL has one at least beside its type and title. */
const TELLING = [
  "issued.date-parts",
  "issued.raw",
  "container-title",
  "author.family",
  "author.literal",
  "citation-key",
];

/** Items of CSL-JSON, as reference managers write them. */
export const cslJson: Format = {
  name: "csl-json",
  description: "CSL-JSON of reference managers",
  recognizes: (head) => hasJsonKeys(head, "type", "title") && TELLING.some((key) => hasJsonKeys(head, key)),
  readRecords: (file) =>
    readJsonRecords(file, ({ object, ...place }) =>
      toFoundRecord(place, { ...readItem(object), extra: omitKeys(object, READ_OF_ITEM) }),
    ),
};

/** Returns what an item says. */
export function readItem(object: JsonObject): ReadRecord {
  const title = readOne(object.title);
  const abstract = asText(object.abstract);
  const url = asText(object.URL);
  const doi = asText(object.DOI);
  const note = /\barXiv:\s*(\S+)/i.exec(asText(object.note) ?? "")?.[1] ?? null;
  return {
    title: title && dropMarkup(title),
    abstract: abstract && dropMarkup(abstract),
    authors: readAuthors(object.author),
    published: readDate(object.issued),
    venue: readOne(object["container-title"]),
    keywords: splitKeywords(asText(object.keyword)),
    doi,
    paper_url: url,
    language: asText(object.language),
    ...findArxivReference([asText(object.number), url, doi, note]),
  };
}

/** Some writers give a list of one. */
function readOne(value: unknown): string | null {
  return asText(value) ?? asTexts(value)?.[0] ?? null;
}

function readAuthors(authors: unknown): string[] | null {
  const names = asList(authors).map((author) => {
    if (!isJsonObject(author)) return asText(author);
    const parts = [
      author.given,
      author["dropping-particle"],
      author["non-dropping-particle"],
      author.family,
      author.suffix,
    ];
    return asText(author.literal) ?? asText(author.name) ?? (asTexts(parts)?.join(" ") || null);
  });
  return asTexts(names);
}

/** A date is the numbers of its first parts, or a text. */
function readDate(issued: unknown): string | null {
  const date = asObject(issued);
  const parts = asTexts(asList(date["date-parts"])[0]);
  if (parts) return parts.map((part) => part.trim().padStart(2, "0")).join("-");
  return asText(issued) ?? asText(date.raw) ?? asText(date.literal);
}
