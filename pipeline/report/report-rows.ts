import type { TopicEvent } from "../lineage/traced-run.ts";

/** What went in and what came of it, in numbers. `broader` are topics above the finest level, `words` the median of an abstract. */
export type Totals = {
  records: number;
  files: number;
  papers: number;
  repeats: number;
  rejected: number;
  left_out: number;
  /** Papers too long to be searched as a whole. */
  cut_texts: number;
  topics: number;
  broader: number;
  edges: number;
  unassigned: number;
  words: number;
  /** Mean cosine of the embeddings of two papers; null where it was not measured. */
  mean_similarity: number | null;
};

/** A language by its code, and how many papers are in it. */
export type LanguageRow = { language: string; papers: number };

/** A topic that papers are in (level 0). Its share is of all papers. */
export type TopicRow = {
  topic_id: number;
  label: string;
  size: number;
  share: number;
  terms: string[] | null;
  cohesion: number;
  stability: number;
  mixed: boolean;
  nearest_label: string | null;
  nearest_similarity: number;
};

/** How a label does as a query for the papers of its topic. */
export type LabelRow = {
  topic_id: number;
  level: number;
  verdict: "fits" | "provisional";
  /** Papers of the topic with a phrase of the label, and other papers with one; null where the label is the title of a paper. */
  inside: number | null;
  outside: number | null;
  size: number;
  routing: number | null;
  routing_with_terms: number | null;
  mixed: boolean;
};

/** A paper of a topic with a high cosine to its centroid; `reasons` are its strongest terms. */
export type Representative = {
  topic_id: number;
  paper_id: string;
  title: string;
  urls: string[];
  arxiv_id: string | null;
  reasons: string[] | null;
};

/** An edge paper of a topic, and the topic that came second. */
export type DoubtfulRow = { topic_id: number; title: string; second: string; margin: number };

/** How far the sentences given as reasons lead papers to their topics; shares of `papers`. */
export type FaithfulnessRow = {
  papers: number;
  sufficiency: number;
  random_sufficiency: number;
  comprehensiveness: number;
  random_comprehensiveness: number;
};

/** A sentence of a paper that the label of a topic stands on. */
export type EvidenceRow = { topic_id: number; term: string; sentence: string; title: string };

/** A sentence of a paper that says what a topic is about. */
export type QuoteRow = { topic_id: number; sentence: string; title: string };

/** What lately means: from one day to another, both included; and how many papers came on these days and before. */
export type LatestDays = {
  since: string;
  until: string;
  precision: "day" | "month" | "year";
  basis: "listed" | "published";
  papers: number;
  earlier_papers: number;
};

/** A topic that is new, rises or fades: its papers since a day against those before; see topic_trends. */
export type TrendRow = {
  topic_id: number;
  topic_label: string;
  since: string;
  new_papers: number;
  new_share: number;
  earlier_share: number;
  change: number;
  change_low: number;
  change_high: number;
  trend: "new" | "rising" | "fading";
};

/** A phrase that is new or rises, and the topic that most of its papers are in, if any; see phrase_trends. */
export type PhraseTrendRow = {
  phrase: string;
  since: string;
  new_papers: number;
  earlier_papers: number;
  trend: "new" | "rising";
  topic_label: string | null;
};

/** Whether topics and map stand since an earlier run, and why; see fit. */
export type FitRow = {
  fit: number;
  decision: "new" | "standing";
  map_decision: "new" | "standing";
  reason: string;
  fitted_papers: number;
  placed_papers: number;
  unsettled_papers: number;
};

/** How well the standing fit describes the papers that came since, by one measure. */
export type DriftRow = {
  measure: string;
  at_fit: number | null;
  now: number | null;
  threshold: number;
  is_exceeded: boolean;
};

/** A paper that came since the fit and fits no topic yet, and the topic nearest to it. */
export type UnsettledRow = { title: string; best: string | null; probability: number | null };

/** Each topic's share of the papers of each period, 0 to 1, in the order of `starts`, the first days of the periods. */
export type SharesOverTime = {
  period: "day" | "week" | "month" | "year";
  starts: string[];
  shares: ReadonlyMap<number, number[]>;
};

/** A paper on the map, in the colour of its topic; null in none. */
export type MapPoint = { x: number; y: number; color: string | null };

/** A topic's number on the map, the largest topic first. */
export type MapNumber = { topic_id: number; x: number; y: number };

/** A topic of any level, in reading order: a broader one before its parts. */
export type TreeRow = {
  topic_id: number;
  level: number;
  label: string;
  size: number;
  share: number;
  children: number;
  cohesion: number;
  stability: number;
  /** Steps down from the broadest level, from 1. */
  depth: number;
  nearest_label: string | null;
};

/** Papers that were in a topic in the run before and are in one now, and those of them for which it is another. */
export type LastMoves = { papers_in_both: number; moved: number };

/** A paper in no topic, and the topic of the largest probability. */
export type UnassignedRow = { title: string; best: string; probability: number };

/** An input file, and what became of its records: found = papers + merged + rejected. */
export type SourceRow = {
  source: string;
  format: string | null;
  found: number;
  papers: number;
  merged: number;
  rejected: number;
};

/** How many records were merged into another by one kind of edge. */
export type MergedRow = { kind: string; records: number };

/** A pair of records near the threshold that decides on it; `kept` and `other` are titles. */
export type PairInDoubtRow = {
  kind: string;
  score: number;
  merged: boolean;
  distinction: string | null;
  kept: string;
  other: string;
};

/** A level of topics, the finest first: how many, how well they hold together, and why so many. */
export type LevelRow = { level: number; topics: number; stability: number; verdict: string; reason: string };

/** What could not be used, or is to be known; line 0 is a whole file. */
export type RejectedRow = { source: string; line: number; reason: string };

/** An edge paper, its topic, and the topic that came second. */
export type UnsureRow = { title: string; topic: string; second: string; probability: number };

/** A drawn chart. */
export type ChartRow = { name: string; description: string; svg: string };

/** A setting as the report shows it. */
export type ShownSetting = [name: string, value: string];

/** All that the report shows; see queries.ts for where each part comes from. */
export type ReportData = {
  totals: Totals;
  languages: LanguageRow[];
  levels: LevelRow[];
  mapQuality: { trustworthiness: number; neighbors: number };
  topics: TopicRow[];
  tree: TreeRow[];
  events: TopicEvent[];
  /** Null after a first run. */
  lastMoves: LastMoves | null;
  faithfulness: FaithfulnessRow;
  labels: LabelRow[];
  routing: number;
  representatives: Representative[];
  doubtful: DoubtfulRow[];
  evidence: EvidenceRow[];
  quotes: QuoteRow[];
  /** Null where no day is known. */
  latest: LatestDays | null;
  trends: TrendRow[];
  phrases: PhraseTrendRow[];
  /** Null where no stage has decided. */
  fit: FitRow | null;
  drift: DriftRow[];
  unsettled: UnsettledRow[];
  /** Null where there are not two days. */
  time: SharesOverTime | null;
  mapPoints: MapPoint[];
  mapNumbers: MapNumber[];
  sources: SourceRow[];
  merged: MergedRow[];
  pairsInDoubt: PairInDoubtRow[];
  rejected: RejectedRow[];
  unsure: UnsureRow[];
  unassigned: UnassignedRow[];
  charts: ChartRow[];
  settings: ShownSetting[];
};
