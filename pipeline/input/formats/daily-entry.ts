import type { FoundRecord, Rejection } from "../record.ts";
import { type RecordPlace, toFoundRecord } from "./found-record.ts";
import { asList, asNumber, asObject, asText, asTexts, isJsonObject, type JsonObject, omitKeys } from "./json-values.ts";
import { readListing } from "./listed-day.ts";

const READ_OF_ENTRY = ["paper", "title", "summary", "publishedAt", "numComments"];
const READ_OF_PAPER = [
  "id",
  "title",
  "summary",
  "authors",
  "publishedAt",
  "submittedOnDailyAt",
  "upvotes",
  "ai_keywords",
  "githubRepo",
  "projectPage",
];

/** Returns an entry of a daily list of papers as a record; its rank is its place in the list. An entry may be the paper itself. */
export function readDailyEntry(
  { object, index, ...place }: RecordPlace & { object: JsonObject; index: number },
  source: string,
): FoundRecord | Rejection {
  const hasPaper = isJsonObject(object.paper);
  const paper = hasPaper ? asObject(object.paper) : object;
  const entry = hasPaper ? object : {};
  return toFoundRecord(place, {
    title: asText(paper.title) ?? asText(entry.title),
    abstract: asText(paper.summary) ?? asText(entry.summary),
    authors: readAuthors(paper.authors),
    published: asText(paper.publishedAt),
    ...readListing(asText(paper.submittedOnDailyAt), source),
    rank: index + 1,
    upvotes: asNumber(paper.upvotes),
    comments: asNumber(object.numComments),
    keywords: asTexts(paper.ai_keywords),
    code_url: asText(paper.githubRepo),
    project_url: asText(paper.projectPage),
    arxiv_id: asText(paper.id),
    extra: { ...omitKeys(entry, READ_OF_ENTRY), ...omitKeys(paper, READ_OF_PAPER) },
  });
}

/** Leaves out the entries that the feed hides: they are no authors, but parts of addresses and the like. */
function readAuthors(authors: unknown): string[] | null {
  return asTexts(
    asList(authors).filter((author) => !isJsonObject(author) || author.hidden !== true),
    "name",
  );
}
