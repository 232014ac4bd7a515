import type { MapQuality } from "./atlas-data.ts";

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
