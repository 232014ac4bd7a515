import type { Database } from "../database/database.ts";
import {
  CHANGES,
  CHARTS,
  CHOICE,
  DOUBTFUL,
  EVIDENCE,
  FAITHFULNESS,
  LABEL_ROUTING,
  LABELS,
  REJECTED,
  REPRESENTATIVES,
  SOURCES,
  TOPICS,
  TOTALS,
  TREE,
  TRUSTWORTHINESS,
  UNASSIGNED,
  UNSURE,
} from "./queries.ts";

export type Totals = {
  records: number;
  files: number;
  papers: number;
  repeats: number;
  rejected: number;
  left_out: number;
  topics: number;
  broader: number;
  edges: number;
  unassigned: number;
  words: number;
};

export type TopicRow = {
  topic_id: number;
  label: string;
  size: number;
  share: number;
  terms: string[] | null;
  cohesion: number;
  stability: number;
  nearest_label: string | null;
  nearest_similarity: number;
};

export type LabelRow = {
  topic_id: number;
  level: number;
  verdict: "fits" | "provisional";
  /** Papers of the topic with a phrase of the label, and other papers; null where the label is the title of a paper. */
  inside: number | null;
  outside: number | null;
  size: number;
  routing: number | null;
  routing_with_terms: number | null;
};
export type Representative = {
  topic_id: number;
  paper_id: string;
  title: string;
  urls: string[];
  arxiv_id: string | null;
  reasons: string[] | null;
};
export type DoubtfulRow = { topic_id: number; title: string; second: string; margin: number };
export type FaithfulnessRow = {
  papers: number;
  sufficiency: number;
  random_sufficiency: number;
  comprehensiveness: number;
  random_comprehensiveness: number;
};
export type EvidenceRow = { topic_id: number; term: string; sentence: string; title: string };
/** A topic of any level, in reading order: a broader one before its parts. */
export type TreeRow = {
  topic_id: number;
  level: number;
  label: string;
  size: number;
  share: number;
  children: number;
  stability: number;
  /** Steps down from the broadest level, from 1. */
  depth: number;
  nearest_label: string | null;
};
export type ChangeRow = {
  topic_id: number | null;
  previous_topic_id: number | null;
  level: number;
  fate: string;
  papers: number;
  previous_papers: number;
  shared_papers: number;
  label: string | null;
  previous_label: string | null;
};
export type UnassignedRow = { title: string; best: string; probability: number };
export type SourceRow = { source: string; records: number; repeats: number; rejected: number };
export type RejectedRow = { source: string; line: number; reason: string };
export type UnsureRow = { title: string; topic: string; second: string; probability: number };
/** A drawn chart; `reason` says why there was nothing to draw. */
export type ChartRow = { name: string; description: string; reason: string | null; svg: string };

/** All that the report shows; see queries.ts for where each part comes from. */
export type ReportData = {
  totals: Totals;
  choice: { k: number; reason: string } | null;
  trust: { trustworthiness: number; neighbors: number };
  topics: TopicRow[];
  tree: TreeRow[];
  changes: ChangeRow[];
  faithfulness: FaithfulnessRow;
  labels: LabelRow[];
  routing: number;
  representatives: Representative[];
  doubtful: DoubtfulRow[];
  evidence: EvidenceRow[];
  sources: SourceRow[];
  rejected: RejectedRow[];
  unsure: UnsureRow[];
  unassigned: UnassignedRow[];
  charts: ChartRow[];
  settings: [name: string, value: string][];
};

/** Reads all that the report shows. */
export async function readReportData(
  database: Database,
  settings: [name: string, value: string][],
): Promise<ReportData> {
  const [choice] = await database.query<{ k: number; reason: string }>(CHOICE);
  const { routing } = await database.queryOne<{ routing: number }>(LABEL_ROUTING);
  return {
    totals: await database.queryOne(TOTALS),
    choice: choice ?? null,
    trust: await database.queryOne(TRUSTWORTHINESS),
    topics: await database.query(TOPICS),
    tree: await database.query(TREE),
    changes: await database.query(CHANGES),
    faithfulness: await database.queryOne(FAITHFULNESS),
    labels: await database.query(LABELS),
    routing,
    representatives: await database.query(REPRESENTATIVES),
    doubtful: await database.query(DOUBTFUL),
    evidence: await database.query(EVIDENCE),
    sources: await database.query(SOURCES),
    rejected: await database.query(REJECTED),
    unsure: await database.query(UNSURE),
    unassigned: await database.query(UNASSIGNED),
    charts: await database.query(CHARTS),
    settings,
  };
}
