import type { FoundRecord, Rejection } from "../record.ts";
import { findArxivReference } from "./arxiv-reference.ts";
import type { Format } from "./format.ts";
import { toFoundRecord } from "./found-record.ts";
import { dropMarkup } from "./html-text.ts";
import { type JsonRecord, readJsonRecords } from "./json-records.ts";
import { hasJsonKeys } from "./json-shape.ts";
import { asList, asObject, asText, asTexts, type JsonObject, omitKeys } from "./json-values.ts";

const READ = [
  "title",
  "display_name",
  "abstract",
  "abstract_inverted_index",
  "authorships",
  "publication_date",
  "topics",
  "concepts",
  "keywords",
  "doi",
  "language",
];

/** Works of OpenAlex: a page of its API, a list, or JSON lines. */
export const openalex: Format = {
  name: "openalex",
  description: "works of OpenAlex",
  recognizes: (head) =>
    hasJsonKeys(head, "abstract_inverted_index") ||
    hasJsonKeys(head, "display_name", "authorships", "publication_year"),
  readRecords: (file) => readJsonRecords(file, readWork),
};

function readWork({ object, ...place }: JsonRecord): FoundRecord | Rejection {
  const location = asObject(object.primary_location);
  const page = asText(location.landing_page_url);
  const doi = asText(object.doi) ?? asText(asObject(object.ids).doi);
  const title = asText(object.title) ?? asText(object.display_name);
  const pages = asList(object.locations).map((other) => asText(asObject(other).landing_page_url));
  const authors = asList(object.authorships).map(asObject);
  return toFoundRecord(place, {
    title: title && dropMarkup(title),
    abstract: asText(object.abstract) ?? joinIndex(asObject(object.abstract_inverted_index)),
    authors: asTexts(
      authors.map(({ author, raw_author_name }) => asText(asObject(author).display_name) ?? raw_author_name),
    ),
    published: asText(object.publication_date) ?? asText(object.publication_year),
    venue: asText(asObject(location.source).display_name) ?? asText(asObject(object.host_venue).display_name),
    categories: asTexts(object.topics, "display_name") ?? asTexts(object.concepts, "display_name"),
    keywords: asTexts(object.keywords, "display_name"),
    doi,
    paper_url: page ?? doi,
    language: asText(object.language),
    ...findArxivReference([doi, page, ...pages]),
    extra: omitKeys(object, READ),
  });
}

/** Returns the text whose words an index gives with their places, counted from 0; null where it has none. */
export function joinIndex(index: JsonObject): string | null {
  const words = Object.entries(index).flatMap(([word, places]) =>
    asList(places).flatMap((place) => (typeof place === "number" ? [{ place, word }] : [])),
  );
  words.sort((a, b) => a.place - b.place);
  return words.length > 0 ? dropMarkup(words.map(({ word }) => word).join(" ")) : null;
}
