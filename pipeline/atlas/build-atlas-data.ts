import {
  type AppearanceColumns,
  type AtlasData,
  type AtlasTexts,
  type AtlasTopic,
  COORDINATE_RANGE,
  type MapQuality,
  type NearestColumns,
  NONE,
  type PaperColumns,
  ROLES,
  type Role,
  SHARE_UNIT,
} from "./atlas-data.ts";
import { toSpan } from "./text-spans.ts";

export type PaperRow = {
  paper_id: string;
  title: string;
  abstract: string;
  text: string;
  x: number;
  y: number;
  topic_id: number | null;
  probability: number | null;
  second_topic_id: number | null;
  margin: number | null;
  similarity: number | null;
  role: string;
  arxiv_id: string | null;
  urls: string[];
};
export type AppearanceRow = {
  paper_id: string;
  source: string;
  day: number | null;
  rank: number | null;
  upvotes: number | null;
};
export type TopicRow = {
  topic_id: number;
  parent_id: number | null;
  level: number | null;
  label: string;
  size: number;
  cohesion: number | null;
  stability: number | null;
  nearest_topic_id: number | null;
  nearest_similarity: number | null;
  color: string | null;
  anchor_x: number | null;
  anchor_y: number | null;
  short_label?: string | null;
  label_verdict?: string | null;
  label_coverage?: number | null;
  label_precision?: number | null;
  routing?: number | null;
};
export type TermRow = {
  topic_id: number;
  term: string;
  score: number;
  documents_inside: number;
  documents_outside: number;
};
export type WordRow = { topic_id: number; word: string };
export type EvidenceRow = { topic_id: number; paper_id: string; term: string; sentence: string };
export type NearestRow = { paper_id: string; neighbor_id: string; similarity: number };
/** Offsets are code points of the paper's text, the end exclusive; NULL where the term does not stand in it as it is. */
export type PaperTermRow = {
  paper_id: string;
  term: string;
  weight: number;
  start_offset: number | null;
  end_offset: number | null;
};
export type PaperSentenceRow = { paper_id: string; start_offset: number; end_offset: number; score: number };

/** The rows of the queries of queries.ts, in their order. */
export type AtlasRows = {
  papers: readonly PaperRow[];
  appearances: readonly AppearanceRow[];
  topics: readonly TopicRow[];
  terms: readonly TermRow[];
  words?: readonly WordRow[];
  evidence: readonly EvidenceRow[];
  nearest: readonly NearestRow[];
  quality: MapQuality;
  paperTerms?: readonly PaperTermRow[];
  paperSentences?: readonly PaperSentenceRow[];
};

const REPRESENTATIVES = 3;
const UNMARKED = "#8a9199";

/** Returns what travels in the page, without the long texts. `chooseDarkColors` gives a colour for the dark ground for each topic, in order. */
export function buildAtlasData(
  rows: AtlasRows,
  chooseDarkColors: (topics: readonly { color: string; x: number; y: number }[]) => string[],
): AtlasData {
  const rowOf = new Map(rows.papers.map(({ paper_id }, row) => [paper_id, row]));
  const sources = [...new Set(rows.appearances.map(({ source }) => source))].sort();
  const place = fitCoordinates(rows.papers);
  return {
    papers: buildPapers(rows, rowOf, sources, place),
    topics: buildTopics(rows, rowOf, place, chooseDarkColors),
    sources,
    quality: rows.quality,
  };
}

/** Returns the long texts of the papers, with the places of terms and sentences in them. */
export function buildAtlasTexts({ papers, paperTerms = [], paperSentences = [] }: AtlasRows): AtlasTexts {
  const rowOf = new Map(papers.map(({ paper_id }, row) => [paper_id, row]));
  const texts: AtlasTexts = {
    abstract: papers.map(({ abstract }) => abstract),
    terms: papers.map(() => []),
    sentences: papers.map(() => []),
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

type Place = (x: number, y: number) => { x: number; y: number };

/** Returns the map from data coordinates to those of the page: one scale for both axes, y turned to go down. */
function fitCoordinates(points: readonly { x: number; y: number }[]): Place {
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
  place: Place,
): PaperColumns {
  const places = papers.map(({ x, y }) => place(x, y));
  return {
    id: papers.map(({ paper_id }) => paper_id),
    title: papers.map(({ title }) => title),
    x: Uint16Array.from(places, ({ x }) => x),
    y: Uint16Array.from(places, ({ y }) => y),
    topic: Int32Array.from(papers, ({ topic_id }) => topic_id ?? NONE),
    probability: Uint16Array.from(papers, ({ probability }) => toShare(probability)),
    secondTopic: Int32Array.from(papers, ({ second_topic_id }) => second_topic_id ?? NONE),
    margin: Uint16Array.from(papers, ({ margin }) => toShare(margin)),
    similarity: Int16Array.from(papers, ({ similarity }) => toShare(similarity)),
    role: Uint8Array.from(papers, ({ role }) => Math.max(0, ROLES.indexOf(role as Role))),
    arxivId: papers.map(({ arxiv_id }) => arxiv_id ?? ""),
    urls: papers.map(({ urls }) => urls),
    appearances: buildAppearances(appearances, rowOf, sources),
    nearest: buildNearest(nearest, rowOf),
  };
}

function buildAppearances(
  rows: readonly AppearanceRow[],
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
  };
}

function buildNearest(rows: readonly NearestRow[], rowOf: ReadonlyMap<string, number>): NearestColumns {
  return {
    start: startRows(rows, rowOf),
    row: Uint32Array.from(rows, ({ neighbor_id }) => rowOf.get(neighbor_id)!),
    similarity: Int16Array.from(rows, ({ similarity }) => toShare(similarity)),
  };
}

/** Returns where each paper's rows begin among rows that are in the order of the papers, and at the end how many there are. */
function startRows(rows: readonly { paper_id: string }[], rowOf: ReadonlyMap<string, number>): Uint32Array {
  const start = new Uint32Array(rowOf.size + 1);
  for (const { paper_id } of rows) start[rowOf.get(paper_id)! + 1]!++;
  for (let row = 0; row < rowOf.size; row++) start[row + 1]! += start[row]!;
  return start;
}

function buildTopics(
  rows: AtlasRows,
  rowOf: ReadonlyMap<string, number>,
  place: Place,
  chooseDarkColors: (topics: readonly { color: string; x: number; y: number }[]) => string[],
): AtlasTopic[] {
  const terms = groupByTopic(rows.terms);
  const words = groupByTopic(rows.words ?? []);
  const evidence = groupByTopic(rows.evidence);
  const members = groupByTopic(rows.papers.map((paper, row) => ({ ...paper, row })));
  const topics = rows.topics.map((topic): AtlasTopic => {
    const marked = findMarked(topic, rows.topics);
    const anchor = place(marked?.anchor_x ?? 0, marked?.anchor_y ?? 0);
    return {
      id: topic.topic_id,
      parent: topic.parent_id,
      level: topic.level ?? 0,
      label: topic.label,
      size: topic.size,
      cohesion: round(topic.cohesion),
      stability: round(topic.stability),
      nearest: topic.nearest_topic_id,
      nearestSimilarity: round(topic.nearest_similarity),
      color: marked?.color ?? UNMARKED,
      darkColor: UNMARKED,
      ...anchor,
      terms: (terms.get(topic.topic_id) ?? []).map(({ term, score, documents_inside, documents_outside }) => ({
        term,
        score: round(score) ?? 0,
        inside: documents_inside,
        outside: documents_outside,
      })),
      words: (words.get(topic.topic_id) ?? []).map(({ word }) => word),
      evidence: (evidence.get(topic.topic_id) ?? []).map(({ paper_id, term, sentence }) => ({
        paper: rowOf.get(paper_id)!,
        term,
        sentence,
      })),
      representatives: listMembers(topic.topic_id, rows.topics, members)
        .sort((a, b) => (b.similarity ?? 0) - (a.similarity ?? 0) || a.row - b.row)
        .slice(0, REPRESENTATIVES)
        .map(({ row }) => row),
      ...describeLabel(topic),
    };
  });
  const darkColors = new Map<number, string>();
  // Topics of one level stand beside each other; those of two levels need not differ.
  for (const level of new Set(topics.map((topic) => topic.level))) {
    const ofLevel = topics.filter((topic) => topic.level === level);
    for (const [index, color] of chooseDarkColors(ofLevel).entries()) darkColors.set(ofLevel[index]!.id, color);
  }
  return topics.map((topic, index) => {
    const marked = findMarked(rows.topics[index]!, rows.topics);
    return { ...topic, darkColor: darkColors.get(marked?.topic_id ?? topic.id)! };
  });
}

/** Returns the topic itself where it has a colour and a place, else the largest of its parts that has. */
function findMarked(topic: TopicRow, topics: readonly TopicRow[]): TopicRow | null {
  if (topic.color !== null) return topic;
  const parts = topics.filter(({ parent_id }) => parent_id === topic.topic_id).sort((a, b) => b.size - a.size);
  for (const part of parts) {
    const marked = findMarked(part, topics);
    if (marked) return marked;
  }
  return null;
}

/** Returns the papers of a topic and of the topics that are part of it. */
function listMembers<Member>(
  id: number,
  topics: readonly TopicRow[],
  members: ReadonlyMap<number, readonly Member[]>,
): Member[] {
  const parts = topics.filter(({ parent_id }) => parent_id === id);
  return [...(members.get(id) ?? []), ...parts.flatMap(({ topic_id }) => listMembers(topic_id, topics, members))];
}

function describeLabel(topic: TopicRow): Partial<AtlasTopic> {
  const described: Partial<AtlasTopic> = {};
  if (topic.short_label) described.shortLabel = topic.short_label;
  if (topic.label_verdict === "firm" || topic.label_verdict === "provisional") described.verdict = topic.label_verdict;
  const coverage = round(topic.label_coverage);
  const precision = round(topic.label_precision);
  const routing = round(topic.routing);
  if (coverage !== null) described.coverage = coverage;
  if (precision !== null) described.precision = precision;
  if (routing !== null) described.routing = routing;
  return described;
}

function groupByTopic<Row extends { topic_id: number | null }>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    if (row.topic_id === null) continue;
    const group = groups.get(row.topic_id);
    if (group) group.push(row);
    else groups.set(row.topic_id, [row]);
  }
  return groups;
}

function toShare(value: number | null): number {
  return Math.round((value ?? 0) * SHARE_UNIT);
}

function round(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.round(value * 1e4) / 1e4;
}
