import { readDay, writeDay } from "../calendar-day.ts";
import { toColumns, toDateValue } from "../database/columns.ts";
import type { Database } from "../database/database.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { formatNumber } from "../text/format-figure.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { assignLevels } from "../topics/assign-levels.ts";
import { countPhrases } from "../trends/count-phrases.ts";
import { judgeUpvotes } from "../trends/expected-upvotes.ts";
import { chargeChange, findChangePoints } from "../trends/find-change-points.ts";
import { type Counted, describeChange, judgeShares, nameRise } from "../trends/judge-trends.ts";
import { LatestScanner } from "../trends/scan-latest-days.ts";
import { groupPhrases, spellPhrases } from "../trends/spell-phrases.ts";
import { leastPapers, type TestedPhrase, testPhrases } from "../trends/test-phrases.ts";
import { chooseTrendPeriod, listTopicPeriods } from "../trends/topic-periods.ts";
import { countPlaces, type DayPrecision, readCalendar, type TrendCalendar } from "../trends/trend-calendar.ts";
import { readLanguageRules } from "./corpus-languages.ts";

const SETTINGS = ["maxTermWords", "maxWordShare"] as const;

type Context = StageContext<(typeof SETTINGS)[number]>;

/** Phrases that are kept, the surest first. */
const MOST_PHRASES = 20;

/** Says what each topic's share of the papers was over time, what is new, rises or fades lately, and which papers have many upvotes for their day. */
export const trendStage = defineStage({
  name: "trend",
  module: import.meta.url,
  reads: ["papers", "languages", "appearances", "topic_papers", "topics"],
  writes: ["topic_periods", "topic_trends", "phrase_trends", "paper_upvotes"],
  settings: SETTINGS,
  run,
});

/** A paper of a known day; null where it has no topic. */
type DatedPaper = { text: string; topic: number | null; day: number; precision: DayPrecision };

type TopicRow = { id: number; parent: number | null; level: number; label: string };

async function run({ database, settings }: Context): Promise<StageResult> {
  const upvotes = await writeUpvotes(database);
  const topics = await database.query<TopicRow>(
    "SELECT topic_id AS id, parent_id AS parent, level, label FROM topics ORDER BY level, topic_id",
  );
  const papers = await readDatedPapers(database);
  const rules = await readLanguageRules(
    database,
    papers.map(({ text }) => text),
  );
  const phrases = await writePhrases(database, papers, settings, rules);
  const placed = papers.filter((paper) => paper.topic !== null);
  if (placed.length === 0) return { rowsIn: papers.length, rowsOut: upvotes, summary: "no days known" };
  const { calendar, placeOf } = readPaperDays(placed);
  const counted = countTopics(placed, placeOf, topics, calendar);
  const periods = await writePeriods(database, counted, calendar);
  const trends = judgeTopics(counted, topics, calendar);
  await database.append("topic_trends", toColumns(trends));
  const raised = trends.filter(({ trend }) => trend !== null).length;
  return {
    rowsIn: papers.length,
    rowsOut: periods + trends.length + phrases.rows + upvotes,
    summary: `${raised} of ${trends.length} topics new, rising or fading; ${phrases.raised} phrases of ${formatNumber(phrases.tested)} new or rising`,
    figures: { phrases_tested: phrases.tested },
  };
}

/** Returns the papers of known days, ordered by id. */
async function readDatedPapers(database: Database): Promise<DatedPaper[]> {
  const rows = await database.query<Omit<DatedPaper, "day"> & { day: string }>(
    `SELECT text, topic_id AS topic, strftime(day, '%Y-%m-%d') AS day, date_basis.precision
     FROM paper_days JOIN papers USING (paper_id) LEFT JOIN topic_papers USING (paper_id) CROSS JOIN date_basis
     WHERE day IS NOT NULL ORDER BY paper_id`,
  );
  return rows.map((row) => ({ ...row, day: readDay(row.day)! }));
}

function readPaperDays(papers: readonly DatedPaper[]) {
  return readCalendar(
    papers.map(({ day }) => day),
    papers[0]!.precision,
  );
}

/** Writes the phrases that stand in more papers lately; returns how many were tested, how many rows it wrote and how many of them have a trend. */
async function writePhrases(
  database: Database,
  papers: readonly DatedPaper[],
  settings: Context["settings"],
  rules: LanguageRules,
): Promise<{ tested: number; rows: number; raised: number }> {
  if (papers.length === 0) return { tested: 0, rows: 0, raised: 0 };
  const { calendar, placeOf } = readPaperDays(papers);
  const scanner = new LatestScanner(calendar);
  if (scanner.windows.length === 0) return { tested: 0, rows: 0, raised: 0 };
  const texts = papers.map(({ text }) => text);
  const counted = countPhrases(texts, { least: leastPapers(scanner), maxWords: settings.maxTermWords, rules });
  const { tested, found } = testPhrases(counted, placeOf, scanner);
  const listLatest = ({ rows, window }: TestedPhrase) => rows.filter((row) => placeOf[row]! >= window.start);
  const spelled = spellPhrases(found.slice(0, MOST_PHRASES), texts, listLatest, settings, rules);
  const leaders = groupPhrases(spelled, listLatest);
  const rows = spelled.map((phrase, place) => {
    const { window, newPapers, pValue, qValue, isRaised } = phrase;
    const change = describeChange(phrase.rows.length, newPapers, window, scanner);
    const topic = findCommonest(listLatest(phrase).map((row) => papers[row]!.topic));
    const first = phrase.rows.reduce((earliest, row) => Math.min(earliest, placeOf[row]!), calendar.days.length);
    return {
      phrase_key: phrase.key,
      phrase: phrase.surface,
      papers: phrase.rows.length,
      first_day: toDate(calendar.days[first]!),
      since: toDate(calendar.days[window.start]!),
      new_papers: newPapers,
      earlier_papers: change.earlierPapers,
      new_share: change.newShare,
      earlier_share: change.earlierShare,
      change: change.change,
      change_low: change.low,
      change_high: change.high,
      p_value: pValue,
      q_value: qValue,
      trend: isRaised ? nameRise(phrase.rows.length, newPapers) : null,
      topic_id: topic.id,
      topic_papers: topic.papers,
      told_with: leaders[place]! < 0 ? null : spelled[leaders[place]!]!.surface,
    };
  });
  await database.append("phrase_trends", toColumns(rows));
  return { tested, rows: rows.length, raised: rows.filter(({ trend }) => trend !== null).length };
}

/** Returns the topic that most papers are in, of equal ones the first by id, and how many. */
function findCommonest(topics: readonly (number | null)[]): { id: number | null; papers: number } {
  const counts = new Map<number, number>();
  for (const topic of topics) if (topic !== null) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  const [best] = [...counts].sort(([a, ofA], [b, ofB]) => ofB - ofA || a - b);
  return best ? { id: best[0], papers: best[1] } : { id: null, papers: 0 };
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
  return judgeShares(counted, new LatestScanner(calendar)).map((judged, index) => {
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
