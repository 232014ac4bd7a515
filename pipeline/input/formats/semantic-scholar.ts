import type { FoundRecord, Rejection } from "../record.ts";
import { findArxivReference } from "./arxiv-reference.ts";
import type { Format } from "./format.ts";
import { toFoundRecord } from "./found-record.ts";
import { type JsonRecord, readJsonRecords } from "./json-records.ts";
import { hasJsonKeys } from "./json-shape.ts";
import { asObject, asText, asTexts, omitKeys } from "./json-values.ts";

const READ = ["title", "abstract", "authors", "publicationDate", "year", "venue", "fieldsOfStudy"];

/** Papers of Semantic Scholar: an answer of its API, a list, or JSON lines. */
export const semanticScholar: Format = {
  name: "semantic-scholar",
  description: "papers of Semantic Scholar",
  recognizes: (head) => hasJsonKeys(head, "paperId", "title"),
  readRecords: (file) => readJsonRecords(file, readPaper),
};

function readPaper({ object, ...place }: JsonRecord): FoundRecord | Rejection {
  const ids = asObject(object.externalIds);
  const pdf = asText(asObject(object.openAccessPdf).url);
  return toFoundRecord(place, {
    title: asText(object.title),
    abstract: asText(object.abstract),
    authors: asTexts(object.authors, "name"),
    published: asText(object.publicationDate) ?? asText(object.year),
    venue: asText(object.venue) ?? asText(asObject(object.journal).name),
    categories: asTexts(object.fieldsOfStudy) ?? asTexts(object.s2FieldsOfStudy, "category"),
    doi: asText(ids.DOI),
    paper_url: pdf ?? asText(object.url),
    ...findArxivReference([asText(ids.ArXiv), pdf]),
    extra: omitKeys(object, READ),
  });
}
