import { readDay, writeDay } from "../calendar-day.ts";
import { toColumns, toDateValue } from "../database/columns.ts";
import type { Database } from "../database/database.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { assignLevels } from "../topics/assign-levels.ts";
import { judgeUpvotes } from "../trends/expected-upvotes.ts";
import { chargeChange, findChangePoints } from "../trends/find-change-points.ts";
import { type Counted, frameScan, judgeShares } from "../trends/judge-trends.ts";
import { chooseTrendPeriod, listTopicPeriods } from "../trends/topic-periods.ts";
import { countPlaces, type DayPrecision, readCalendar, type TrendCalendar } from "../trends/trend-calendar.ts";

/** Says what each topic's share of the papers was over time, what is new, rises or fades lately, and which papers have many upvotes for their day. */
export const trendStage = defineStage({
  name: "trend",
  module: import.meta.url,
  reads: ["papers", "appearances", "topic_papers", "topics"],
  writes: ["topic_periods", "topic_trends", "phrase_trends", "paper_upvotes"],
  settings: [],
  run,
});

/** A paper of a known day that has a topic. */
type DatedPaper = { topic: number; day: number; precision: DayPrecision };

type TopicRow = { id: number; parent: number | null; level: number; label: string };

async function run({ database }: StageContext): Promise<StageResult> {
  const upvotes = await writeUpvotes(database);
  const topics = await database.query<TopicRow>(
    "SELECT topic_id AS id, parent_id AS parent, level, label FROM topics ORDER BY level, topic_id",
  );
  const papers = await readDatedPapers(database);
  if (papers.length === 0) {
    return { rowsIn: 0, rowsOut: upvotes, summary: "no days known" };
  }
  const { calendar, placeOf } = readCalendar(
    papers.map(({ day }) => day),
    papers[0]!.precision,
  );
  const counted = countTopics(papers, placeOf, topics, calendar);
  const periods = await writePeriods(database, counted, calendar);
  const trends = judgeTopics(counted, topics, calendar);
  await database.append("topic_trends", toColumns(trends));
  const raised = trends.filter(({ trend }) => trend !== null).length;
  return {
    rowsIn: papers.length,
    rowsOut: periods + trends.length + upvotes,
    summary: `${raised} of ${trends.length} topics new, rising or fading`,
  };
}

/** Returns the papers that have a topic and a known day, ordered by id. */
async function readDatedPapers(database: Database): Promise<DatedPaper[]> {
  const rows = await database.query<{ topic: number; day: string; precision: DayPrecision }>(
    `SELECT topic_id AS topic, strftime(day, '%Y-%m-%d') AS day, date_basis.precision
     FROM paper_days JOIN topic_papers USING (paper_id) CROSS JOIN date_basis
     WHERE topic_id IS NOT NULL AND day IS NOT NULL ORDER BY paper_id`,
  );
  return rows.map((row) => ({ ...row, day: readDay(row.day)! }));
}

/** Returns how many papers each topic of any level has on each day; one without papers of known days is left out. */
function countTopics(
  papers: readonly DatedPaper[],
  placeOf: Int32Array,
  topics: readonly TopicRow[],
  { days }: TrendCalendar,
): Counted<number>[] {
  const levels = assignLevels(
    papers.map(({ topic }) => topic),
    topics,
  );
  return levels.flatMap(({ ids, topicOf }) => {
    const places: number[][] = ids.map(() => []);
    topicOf.forEach((topic, row) => {
      if (topic >= 0) places[topic]!.push(placeOf[row]!);
    });
    return ids.flatMap((id, topic) =>
      places[topic]!.length > 0 ? [{ id, byDay: countPlaces(places[topic]!, days.length) }] : [],
    );
  });
}

/** Returns how many rows it wrote. */
async function writePeriods(
  database: Database,
  topics: readonly Counted<number>[],
  calendar: TrendCalendar,
): Promise<number> {
  const period = chooseTrendPeriod(calendar);
  const rows = listTopicPeriods(topics, calendar, period).map(({ id, start, papers, total, share, low, high }) => ({
    topic_id: id,
    starts: toDate(start),
    period,
    papers,
    total,
    share,
    share_low: low,
    share_high: high,
  }));
  await database.append("topic_periods", toColumns(rows));
  return rows.length;
}

function judgeTopics(counted: readonly Counted<number>[], topics: readonly TopicRow[], calendar: TrendCalendar) {
  const { days, totals } = calendar;
  const rowOf = new Map(topics.map((topic) => [topic.id, topic]));
  const penalty = chargeChange(days.length, counted.length);
  return judgeShares(counted, frameScan(calendar)).map((judged, index) => {
    const { id, byDay } = counted[index]!;
    const changes = findChangePoints(byDay, totals, penalty);
    const { newShare, earlierShare } = judged;
    return {
      topic_id: id,
      topic_label: rowOf.get(id)!.label,
      level: rowOf.get(id)!.level,
      papers: judged.newPapers + judged.earlierPapers,
      first_day: toDate(days[byDay.findIndex((count) => count > 0)]!),
      last_day: toDate(days[byDay.findLastIndex((count) => count > 0)]!),
      since: judged.start === null ? null : toDate(days[judged.start]!),
      new_papers: judged.newPapers,
      earlier_papers: judged.earlierPapers,
      new_share: newShare,
      earlier_share: earlierShare,
      growth: newShare !== null && earlierShare ? newShare / earlierShare : null,
      change: judged.change,
      change_low: judged.low,
      change_high: judged.high,
      p_value: judged.pValue,
      q_value: judged.qValue,
      trend: judged.trend,
      change_point: changes.length > 0 ? toDate(days[changes.at(-1)!]!) : null,
    };
  });
}

/** Returns how many rows it wrote. */
async function writeUpvotes(database: Database): Promise<number> {
  const papers = await database.query<{ id: string; upvotes: number; listing: string; age: number | null }>(
    `SELECT paper_id AS id, max(upvotes) AS upvotes, coalesce(strftime(min(listed_date), '%Y-%m-%d'), min(source)) AS listing,
       datediff('day', min(listed_date), (SELECT max(listed_date) FROM appearances))::INTEGER AS age
     FROM appearances GROUP BY paper_id HAVING max(upvotes) IS NOT NULL ORDER BY paper_id`,
  );
  const judged = judgeUpvotes(papers);
  const rows = papers.map(({ id, upvotes, age }, row) => ({
    paper_id: id,
    upvotes,
    age,
    expected_upvotes: judged[row]!.expected,
    upvote_ratio: judged[row]!.ratio,
    upvote_percentile: judged[row]!.percentile,
  }));
  await database.append("paper_upvotes", toColumns(rows));
  return rows.length;
}

function toDate(day: number) {
  return toDateValue(writeDay(day));
}
