import type { Database } from "../database/database.ts";
import {
  CHARTS,
  DOUBTFUL,
  DRIFT,
  EVENTS,
  EVIDENCE,
  FAITHFULNESS,
  FIT,
  LABEL_ROUTING,
  LABELS,
  LANGUAGES,
  LAST_MOVES,
  LATEST_DAYS,
  LEVELS,
  MAP_NUMBERS,
  MAP_POINTS,
  MAP_QUALITY,
  MERGED,
  PAIRS_IN_DOUBT,
  PERIOD,
  PERIOD_STARTS,
  PHRASE_TRENDS,
  QUOTES,
  REJECTED,
  REPRESENTATIVES,
  SHARES_OVER_TIME,
  SOURCES,
  TOPICS,
  TOTALS,
  TREE,
  TRENDS,
  UNASSIGNED,
  UNSETTLED,
  UNSURE,
} from "./queries.ts";
import type { FitRow, LastMoves, LatestDays, ReportData, SharesOverTime, ShownSetting } from "./report-rows.ts";

/** Reads all that the report shows. */
export async function readReportData(database: Database, settings: ShownSetting[]): Promise<ReportData> {
  const { routing } = await database.queryOne<{ routing: number }>(LABEL_ROUTING);
  return {
    totals: await database.queryOne(TOTALS),
    languages: await database.query(LANGUAGES),
    levels: await database.query(LEVELS),
    mapQuality: await database.queryOne(MAP_QUALITY),
    topics: await database.query(TOPICS),
    tree: await database.query(TREE),
    events: await database.query(EVENTS),
    lastMoves: (await database.query<LastMoves>(LAST_MOVES))[0] ?? null,
    faithfulness: await database.queryOne(FAITHFULNESS),
    labels: await database.query(LABELS),
    routing,
    representatives: await database.query(REPRESENTATIVES),
    doubtful: await database.query(DOUBTFUL),
    evidence: await database.query(EVIDENCE),
    quotes: await database.query(QUOTES),
    latest: (await database.query<LatestDays>(LATEST_DAYS))[0] ?? null,
    trends: await database.query(TRENDS),
    phrases: await database.query(PHRASE_TRENDS),
    fit: (await database.query<FitRow>(FIT))[0] ?? null,
    drift: await database.query(DRIFT),
    unsettled: await database.query(UNSETTLED),
    time: await readSharesOverTime(database),
    mapPoints: await database.query(MAP_POINTS),
    mapNumbers: await database.query(MAP_NUMBERS),
    sources: await database.query(SOURCES),
    merged: await database.query(MERGED),
    pairsInDoubt: await database.query(PAIRS_IN_DOUBT),
    rejected: await database.query(REJECTED),
    unsure: await database.query(UNSURE),
    unassigned: await database.query(UNASSIGNED),
    charts: await database.query(CHARTS),
    settings,
  };
}

async function readSharesOverTime(database: Database): Promise<SharesOverTime | null> {
  const [found] = await database.query<Pick<SharesOverTime, "period">>(PERIOD);
  if (!found) return null;
  const { period } = found;
  const starts = (await database.query<{ starts: string }>(PERIOD_STARTS)).map((row) => row.starts);
  const rows = await database.query<{ topic_id: number; starts: string; share: number }>(SHARES_OVER_TIME);
  const shares = new Map<number, number[]>();
  for (const { topic_id, starts: start, share } of rows) {
    const course = shares.get(topic_id) ?? starts.map(() => 0);
    course[starts.indexOf(start)] = share;
    shares.set(topic_id, course);
  }
  return starts.length > 1 ? { period, starts, shares } : null;
}
