import type { MapQuality, ShownDates, TopicTrend, TrendKind } from "./atlas-data.ts";

/** A paper on the map, its topic and how surely it is in it; probabilities, margins and similarities are 0 to 1. */
export type AtlasPaperRow = {
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
  fitted?: boolean | null;
  upvote_ratio?: number | null;
  arxiv_id: string | null;
  urls: string[];
} & Partial<AtlasDetailColumns>;

/** Papers in the order of the page, a column each; what the page itself holds of them. */
export type AtlasPaperColumns = {
  [Name in keyof Omit<
    AtlasPaperRow,
    "abstract" | "text" | Exclude<keyof AtlasDetailColumns, "language">
  >]: readonly AtlasPaperRow[Name][];
};

/** Appearances in the order of the papers; `row` is the place of the paper. */
export type AtlasAppearanceColumns = { row: readonly number[] } & {
  [Name in keyof Omit<AtlasAppearanceRow, "paper_id">]: readonly AtlasAppearanceRow[Name][];
};

/** Nearest papers in the order of the papers, both named by their place. */
export type AtlasNearestColumns = {
  row: readonly number[];
  neighbor: readonly number[];
  similarity: readonly number[];
};

/** What the sources say of a paper beside its text, as in `papers`. */
export type AtlasDetailColumns = {
  authors: string[] | null;
  published: string | null;
  venue: string | null;
  categories: string[] | null;
  keywords: string[] | null;
  doi: string | null;
  paper_url: string | null;
  code_url: string | null;
  project_url: string | null;
  language: string | null;
  author_comment: string | null;
};

/** A place where a paper stood; `day` counts from 1970-01-01. */
export type AtlasAppearanceRow = {
  paper_id: string;
  source: string;
  day: number | null;
  rank: number | null;
  upvotes: number | null;
  comments?: number | null;
  arxiv_version?: number | null;
};

/** A topic of any level, with its mark on the map and the figures of its label. */
export type AtlasTopicRow = {
  topic_id: number;
  parent_id: number | null;
  level: number | null;
  label: string;
  size: number;
  cohesion: number | null;
  stability: number | null;
  mixed: boolean | null;
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
  routing_with_terms?: number | null;
};

/** A term of a topic, and how many papers of the topic and of all others contain it. */
export type AtlasTermRow = {
  topic_id: number;
  term: string;
  score: number;
  documents_inside: number;
  documents_outside: number;
};

/** A single word of a topic. */
export type AtlasWordRow = { topic_id: number; word: string };

/** A sentence that contains the term of a label. */
export type AtlasEvidenceRow = { topic_id: number; paper_id: string; term: string; sentence: string };

/** A paper near another; the similarity is their cosine. */
export type AtlasNearestRow = { paper_id: string; neighbor_id: string; similarity: number };

/** A term that ties a paper to its topic. Offsets are code points of the paper's text, the end exclusive; NULL where the term does not stand in it as it is. */
export type AtlasPaperTermRow = {
  paper_id: string;
  term: string;
  weight: number;
  start_offset: number | null;
  end_offset: number | null;
};

/** A sentence that ties a paper to its topic, its place given as that of a term. */
export type AtlasPaperSentenceRow = { paper_id: string; start_offset: number; end_offset: number; score: number };

/** What a topic does lately; days count from 1970-01-01. */
export type AtlasTrendRow = {
  topic_id: number;
  trend: TopicTrend["kind"];
  since: number;
  change_point: number | null;
  new_papers: number;
  earlier_papers: number;
  new_share: number;
  earlier_share: number;
  change_low: number;
  change_high: number;
};

/** A phrase that is new or rises. */
export type AtlasPhraseRow = {
  phrase: string;
  trend: TrendKind;
  since: number;
  new_papers: number;
  earlier_papers: number;
  topic_id: number | null;
};

/** What is known of the topics, days and the map as a whole: rows of the queries of queries.ts. */
export type AtlasTopicRows = {
  topics: readonly AtlasTopicRow[];
  terms: readonly AtlasTermRow[];
  words?: readonly AtlasWordRow[];
  evidence: readonly AtlasEvidenceRow[];
  dates?: ShownDates;
  trends?: readonly AtlasTrendRow[];
  phrases?: readonly AtlasPhraseRow[];
  quality: MapQuality;
};

/** The rows of all queries of queries.ts, in their order. */
export type AtlasRows = AtlasTopicRows & {
  papers: readonly AtlasPaperRow[];
  appearances: readonly AtlasAppearanceRow[];
  nearest: readonly AtlasNearestRow[];
  paperTerms?: readonly AtlasPaperTermRow[];
  paperSentences?: readonly AtlasPaperSentenceRow[];
};
