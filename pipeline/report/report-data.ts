import type { Database } from "../database.ts";
import {
  CHARTS,
  CHOICE,
  EVIDENCE,
  REJECTED,
  REPRESENTATIVES,
  SOURCES,
  TOPICS,
  TOTALS,
  TRUSTWORTHINESS,
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
  edges: number;
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

export type Representative = {
  topic_id: number;
  paper_id: string;
  title: string;
  urls: string[];
  arxiv_id: string | null;
};
export type EvidenceRow = { topic_id: number; term: string; sentence: string; title: string };
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
  representatives: Representative[];
  evidence: EvidenceRow[];
  sources: SourceRow[];
  rejected: RejectedRow[];
  unsure: UnsureRow[];
  charts: ChartRow[];
  settings: [name: string, value: string][];
};

/** Reads all that the report shows. */
export async function readReportData(
  database: Database,
  settings: [name: string, value: string][],
): Promise<ReportData> {
  const [choice] = await database.query<{ k: number; reason: string }>(CHOICE);
  return {
    totals: await database.queryOne(TOTALS),
    choice: choice ?? null,
    trust: await database.queryOne(TRUSTWORTHINESS),
    topics: await database.query(TOPICS),
    representatives: await database.query(REPRESENTATIVES),
    evidence: await database.query(EVIDENCE),
    sources: await database.query(SOURCES),
    rejected: await database.query(REJECTED),
    unsure: await database.query(UNSURE),
    charts: await database.query(CHARTS),
    settings,
  };
}
