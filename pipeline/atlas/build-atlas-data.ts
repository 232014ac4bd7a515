import { ROLES } from "../topics/paper-role.ts";
import {
  type AppearanceColumns,
  type AtlasData,
  type AtlasTexts,
  COORDINATE_RANGE,
  FRACTION_UNIT,
  type NearestColumns,
  NONE,
  type PaperColumns,
  type PaperDetails,
  type RisingPhrase,
} from "./atlas-data.ts";
import type { AtlasAppearanceRow, AtlasNearestRow, AtlasPaperRow, AtlasPhraseRow, AtlasRows } from "./atlas-rows.ts";
import { buildTopics, type ChooseDarkColors, type PlaceOnPage } from "./build-atlas-topics.ts";
import { findCommonestLanguage } from "./commonest-language.ts";
import { toSpan } from "./text-spans.ts";

/** Returns what travels in the page, without the long texts. */
export function buildAtlasData(rows: AtlasRows, chooseDarkColors: ChooseDarkColors): AtlasData {
  const rowOf = new Map(rows.papers.map(({ paper_id }, row) => [paper_id, row]));
  const sources = [...new Set(rows.appearances.map(({ source }) => source))].sort();
  const place = fitCoordinates(rows.papers);
  return {
    papers: buildPapers(rows, rowOf, sources, place),
    topics: buildTopics(rows, rowOf, place, chooseDarkColors),
    sources,
    dates: rows.dates ?? { basis: "listed", precision: "day" },
    quality: rows.quality,
    language: findCommonestLanguage(rows.papers),
    ...(rows.phrases && rows.phrases.length > 0 && { phrases: rows.phrases.map(describePhrase) }),
  };
}

function describePhrase(row: AtlasPhraseRow): RisingPhrase {
  const { phrase, trend: kind, since, new_papers, earlier_papers, topic_id } = row;
  return { phrase, kind, since, newPapers: new_papers, earlierPapers: earlier_papers, topic: topic_id };
}

/** Returns the long texts of the papers, with the places of terms and sentences in them. */
export function buildAtlasTexts({ papers, paperTerms = [], paperSentences = [] }: AtlasRows): AtlasTexts {
  const rowOf = new Map(papers.map(({ paper_id }, row) => [paper_id, row]));
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
    texts.terms[row]!.push({ term, weight, span: hasPlace ? toSpan(papers[row]!, start_offset, end_offset) : null });
  }
  for (const { paper_id, start_offset, end_offset, score } of paperSentences) {
    const row = rowOf.get(paper_id);
    const span = row === undefined ? null : toSpan(papers[row]!, start_offset, end_offset);
    if (span) texts.sentences[row!]!.push({ span, score });
  }
  return texts;
}

function listDetails(paper: AtlasPaperRow): PaperDetails {
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

/** Returns the map from data coordinates to those of the page: one scale for both axes, y turned to go down. */
function fitCoordinates(points: readonly { x: number; y: number }[]): PlaceOnPage {
  const least = (axis: "x" | "y") => points.reduce((low, point) => Math.min(low, point[axis]), Infinity);
  const most = (axis: "x" | "y") => points.reduce((high, point) => Math.max(high, point[axis]), -Infinity);
  const [left, right, bottom, top] = [least("x"), most("x"), least("y"), most("y")];
  const scale = COORDINATE_RANGE / (Math.max(right - left, top - bottom) || 1);
  return (x, y) => ({ x: Math.round((x - left) * scale), y: Math.round((top - y) * scale) });
}

function buildPapers(
  { papers, appearances, nearest }: AtlasRows,
  rowOf: ReadonlyMap<string, number>,
  sources: readonly string[],
  place: PlaceOnPage,
): PaperColumns {
  const places = papers.map(({ x, y }) => place(x, y));
  return {
    id: papers.map(({ paper_id }) => paper_id),
    title: papers.map(({ title }) => title),
    x: Uint16Array.from(places, ({ x }) => x),
    y: Uint16Array.from(places, ({ y }) => y),
    topicOf: Int32Array.from(papers, ({ topic_id }) => topic_id ?? NONE),
    probability: Uint16Array.from(papers, ({ probability }) => toTenThousandths(probability)),
    secondTopic: Int32Array.from(papers, ({ second_topic_id }) => second_topic_id ?? NONE),
    margin: Int16Array.from(papers, ({ margin }) => toTenThousandths(margin)),
    similarity: Int16Array.from(papers, ({ similarity }) => toTenThousandths(similarity)),
    role: Uint8Array.from(papers, ({ role }) => findRole(role)),
    ...(papers.some(({ fitted }) => fitted === false) && {
      placed: Uint8Array.from(papers, ({ fitted }) => (fitted === false ? 1 : 0)),
    }),
    ...(papers.some(({ upvote_ratio }) => upvote_ratio != null) && {
      voteRatio: Int32Array.from(papers, ({ upvote_ratio: ratio }) => (ratio == null ? NONE : Math.round(100 * ratio))),
    }),
    arxivId: papers.map(({ arxiv_id }) => arxiv_id ?? ""),
    urls: papers.map(({ urls }) => urls),
    appearances: buildAppearances(appearances, rowOf, sources),
    nearest: buildNearest(nearest, rowOf),
  };
}

function buildAppearances(
  rows: readonly AtlasAppearanceRow[],
  rowOf: ReadonlyMap<string, number>,
  sources: readonly string[],
): AppearanceColumns {
  const sourceOf = new Map(sources.map((source, index) => [source, index]));
  return {
    start: startRows(rows, rowOf),
    source: Uint16Array.from(rows, ({ source }) => sourceOf.get(source)!),
    day: Int32Array.from(rows, ({ day }) => day ?? NONE),
    rank: Int32Array.from(rows, ({ rank }) => rank ?? NONE),
    upvotes: Int32Array.from(rows, ({ upvotes }) => upvotes ?? NONE),
    ...(rows.some(({ comments }) => comments != null) && {
      comments: Int32Array.from(rows, ({ comments }) => comments ?? NONE),
    }),
    ...(rows.some(({ arxiv_version }) => arxiv_version != null) && {
      arxivVersion: Int32Array.from(rows, ({ arxiv_version }) => arxiv_version ?? NONE),
    }),
  };
}

function buildNearest(rows: readonly AtlasNearestRow[], rowOf: ReadonlyMap<string, number>): NearestColumns {
  return {
    start: startRows(rows, rowOf),
    row: Uint32Array.from(rows, ({ neighbor_id }) => rowOf.get(neighbor_id)!),
    similarity: Int16Array.from(rows, ({ similarity }) => toTenThousandths(similarity)),
  };
}

/** Returns where each paper's rows begin among rows that are in the order of the papers, and at the end how many there are. */
function startRows(rows: readonly { paper_id: string }[], rowOf: ReadonlyMap<string, number>): Uint32Array {
  const start = new Uint32Array(rowOf.size + 1);
  for (const { paper_id } of rows) start[rowOf.get(paper_id)! + 1]!++;
  for (let row = 0; row < rowOf.size; row++) start[row + 1]! += start[row]!;
  return start;
}

/** Returns the place of a role in ROLES. Throws where it has none. */
function findRole(name: string): number {
  const roles: readonly string[] = ROLES;
  const place = roles.indexOf(name);
  if (place === -1) throw new Error(`role: ${name}: is not known`);
  return place;
}

function toTenThousandths(value: number | null): number {
  return Math.round((value ?? 0) * FRACTION_UNIT);
}
