import type { AtlasData, AtlasTexts, PaperDetails, RisingPhrase } from "./atlas-data.ts";
import type {
  AtlasAppearanceColumns,
  AtlasDetailColumns,
  AtlasNearestColumns,
  AtlasPaperColumns,
  AtlasPhraseRow,
  AtlasRows,
  AtlasTopicRows,
} from "./atlas-rows.ts";
import { buildTopics, type ChooseDarkColors } from "./build-atlas-topics.ts";
import { buildPapers, fitCoordinates } from "./build-paper-columns.ts";
import { findCommonestLanguage } from "./commonest-language.ts";
import { readSpansOf } from "./text-spans.ts";

/** What the page itself holds, in columns; `nearest` null leaves the nearest papers to the long texts. */
export type AtlasColumns = {
  papers: AtlasPaperColumns;
  appearances: AtlasAppearanceColumns;
  nearest: AtlasNearestColumns | null;
};

/** Returns what travels in the page, without the long texts. */
export function buildAtlasData(rows: AtlasRows, chooseDarkColors: ChooseDarkColors): AtlasData {
  const rowOf = new Map(rows.papers.map(({ paper_id }, row) => [paper_id, row]));
  const numbered = rows.appearances.map((appearance) => ({ ...appearance, row: rowOf.get(appearance.paper_id)! }));
  const columns: AtlasColumns = {
    papers: toColumns(rows.papers, PAPER_FIELDS),
    appearances: toColumns(numbered, APPEARANCE_FIELDS),
    nearest: {
      row: rows.nearest.map(({ paper_id }) => rowOf.get(paper_id)!),
      neighbor: rows.nearest.map(({ neighbor_id }) => rowOf.get(neighbor_id)!),
      similarity: rows.nearest.map(({ similarity }) => similarity),
    },
  };
  return buildColumnData(columns, rows, chooseDarkColors);
}

/** Returns the same from papers that were read as columns. */
export function buildColumnData(
  { papers, appearances, nearest }: AtlasColumns,
  rows: AtlasTopicRows,
  chooseDarkColors: ChooseDarkColors,
): AtlasData {
  const rowOf = new Map(papers.paper_id.map((id, row) => [id, row]));
  const sources = [...new Set(appearances.source)].sort();
  const place = fitCoordinates(papers);
  return {
    papers: buildPapers(papers, appearances, nearest, sources, place),
    topics: buildTopics(rows, papers, rowOf, place, chooseDarkColors),
    sources,
    dates: rows.dates ?? { basis: "listed", precision: "day" },
    quality: rows.quality,
    language: findCommonestLanguage(papers.language ?? []),
    ...(rows.phrases && rows.phrases.length > 0 && { phrases: rows.phrases.map(describePhrase) }),
  };
}

/** What the page holds of a paper and of an appearance. */
export const PAPER_FIELDS = [
  "paper_id",
  "title",
  "x",
  "y",
  "topic_id",
  "probability",
  "second_topic_id",
  "margin",
  "similarity",
  "role",
  "fitted",
  "upvote_ratio",
  "arxiv_id",
  "urls",
  "language",
] as const satisfies readonly (keyof AtlasPaperColumns)[];
export const APPEARANCE_FIELDS = [
  "row",
  "source",
  "day",
  "rank",
  "upvotes",
  "comments",
  "arxiv_version",
] as const satisfies readonly (keyof AtlasAppearanceColumns)[];

function toColumns<Row, const Name extends keyof Row>(
  rows: readonly Row[],
  names: readonly Name[],
): { [Field in Name]: Row[Field][] } {
  const entries = names.map((name) => [name, rows.map((row) => row[name])]);
  return Object.fromEntries(entries) as { [Field in Name]: Row[Field][] };
}

function describePhrase(row: AtlasPhraseRow): RisingPhrase {
  const { phrase, trend: kind, since, new_papers, earlier_papers, topic_id } = row;
  return { phrase, kind, since, newPapers: new_papers, earlierPapers: earlier_papers, topic: topic_id };
}

/** Returns the long texts of the papers, with the places of terms and sentences in them. */
export function buildAtlasTexts({ papers, paperTerms = [], paperSentences = [] }: AtlasRows): AtlasTexts {
  const rowOf = new Map(papers.map(({ paper_id }, row) => [paper_id, row]));
  const readSpan = papers.map(readSpansOf);
  const texts: AtlasTexts = {
    abstract: papers.map(({ abstract }) => abstract),
    terms: papers.map(() => []),
    sentences: papers.map(() => []),
    details: papers.map(listDetails),
  };
  for (const { paper_id, term, weight, start_offset, end_offset } of paperTerms) {
    const row = rowOf.get(paper_id);
    if (row === undefined) continue;
    const hasPlace = start_offset !== null && end_offset !== null;
    texts.terms[row]!.push({ term, weight, span: hasPlace ? readSpan[row]!(start_offset, end_offset) : null });
  }
  for (const { paper_id, start_offset, end_offset, score } of paperSentences) {
    const row = rowOf.get(paper_id);
    const span = row === undefined ? null : readSpan[row]!(start_offset, end_offset);
    if (span) texts.sentences[row!]!.push({ span, score });
  }
  return texts;
}

/** Returns what the sources say of a paper as it travels. */
export function listDetails(paper: Partial<AtlasDetailColumns>): PaperDetails {
  return {
    authors: paper.authors ?? [],
    published: paper.published ?? "",
    venue: paper.venue ?? "",
    categories: paper.categories ?? [],
    keywords: paper.keywords ?? [],
    doi: paper.doi ?? "",
    paperUrl: paper.paper_url ?? "",
    codeUrl: paper.code_url ?? "",
    projectUrl: paper.project_url ?? "",
    language: paper.language ?? "",
    authorComment: paper.author_comment ?? "",
  };
}
