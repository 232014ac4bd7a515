import type { TopLevelSpec } from "vega-lite";
import { readDay, writeDay } from "../calendar-day.ts";
import { choosePeriodUnit, listPeriods, type PeriodUnit, startPeriod } from "../calendar-period.ts";
import { formatCount, roundFigure } from "../text/format-figure.ts";
import { withChartNames } from "./chart-names.ts";
import { type ChartLayer, chartConfig, GREY_INK, INK, SPEC_SCHEMA } from "./theme.ts";

/** Papers of each topic by their day, of listing or of publication; papers whose day is not known are left out. The root is the broadest topic that holds it. */
export const TOPICS_OVER_TIME_QUERY = `
  SELECT strftime(day, '%Y-%m-%d') AS day, topic_id, topic_tree.label, path[1] AS root_id, labels[1] AS root_label, color, count(*)::INTEGER AS papers,
    date_basis.basis, date_basis.precision
  FROM paper_days
  JOIN topic_papers USING (paper_id)
  JOIN topic_tree USING (topic_id)
  JOIN topic_marks USING (topic_id)
  CROSS JOIN date_basis
  WHERE day IS NOT NULL
  GROUP BY ALL
  ORDER BY day, topic_id`;

/** Papers of a topic whose day is one such as 2026-11-24; what the days of all are, and how exactly they are known. */
export type TopicsOverTimeRow = {
  day: string;
  topic_id: number;
  label: string;
  /** The broadest topic that holds it; itself where none does. */
  root_id: number;
  root_label: string;
  color: string;
  papers: number;
  basis: "listed" | "published";
  precision: "day" | "month" | "year";
};

/** A period is the shortest of which there are no more than so many. */
const MOST_PERIODS = 52;
const DATE_FORMATS: Partial<Record<PeriodUnit, string>> = {
  day: "%Y-%m-%d",
  week: "%Y-%m-%d",
  month: "%Y-%m",
  quarter: "%Y-%m",
};
const ROW_HEIGHT = 28;
/** Part of a row that the highest bar fills. */
const FULL = 0.9;
const WIDTH = 640;
const LABEL_WIDTH = 330;
const MOST_MARKS = 8;
const MARK_STEPS = [1, 2, 4, 5, 10, 20];

/** What happened to the papers on their days. */
const EVENTS: Record<TopicsOverTimeRow["basis"], string> = { listed: "first listed", published: "published" };

/** Returns whether there are two days or more: over one alone there is nothing to draw. */
export function spansTime(rows: readonly TopicsOverTimeRow[]): boolean {
  return rows.some(({ day }) => day !== rows[0]!.day);
}

/** A line of the chart: a topic, or the name of the broad topic over those that follow. */
type Line = { label: string; topic_id: number | null };

/**
 * Returns a row of bars a topic, on one scale: its papers in each stretch of the calendar that suits the span and the dates. Topics stand under their broadest
 * one; those with more papers come first. There must be a row.
 */
export function drawTopicsOverTime(given: readonly TopicsOverTimeRow[]): TopLevelSpec {
  const rows = withChartNames(given);
  const unit = choosePeriod(rows);
  const lines = orderLines(rows);
  const values = countByPeriod(rows, unit, new Map(lines.map(({ topic_id }, line) => [topic_id, line])));
  const mostPapers = values.reduce((most, bar) => Math.max(most, bar.papers), 0);
  const papers = rows.reduce((sum, row) => sum + row.papers, 0);
  const topics = lines.filter(({ topic_id }) => topic_id !== null).length;
  const scale = { domain: [lines.length, 0], nice: false, zero: false };
  const y = { type: "quantitative", axis: null, scale } as const;
  const names = (isTopic: boolean): ChartLayer => ({
    data: {
      values: lines.flatMap(({ label, topic_id }, line) =>
        (topic_id !== null) === isTopic ? [{ name: label, middle: line + (isTopic ? 0.6 : 0.7) }] : [],
      ),
    },
    mark: {
      type: "text",
      x: isTopic ? -10 : -LABEL_WIDTH - 10,
      align: isTopic ? "right" : "left",
      baseline: "middle",
      limit: isTopic ? LABEL_WIDTH - 10 : LABEL_WIDTH + WIDTH,
      fontSize: 12,
      fontWeight: isTopic ? "normal" : "bold",
      color: INK,
      aria: false,
    },
    encoding: { y: { field: "middle", ...y }, text: { field: "name", type: "nominal" } },
  });
  return {
    $schema: SPEC_SCHEMA,
    title: {
      text: "Topics over time",
      subtitle: [
        `${formatCount(papers, "paper")} by the ${unit} ${unit === "day" ? "on" : "in"} which they were ${EVENTS[rows[0]!.basis]}`,
        `Height: papers of the topic. The highest bar is ${mostPapers}.`,
      ],
    },
    description: `Bar charts of the papers of each of ${topics} topics by ${unit}`,
    config: chartConfig(),
    data: {
      values: values.map((bar) => ({ ...bar, top: roundFigure(bar.base - (FULL * bar.papers) / mostPapers, 4) })),
    },
    width: WIDTH,
    height: ROW_HEIGHT * lines.length,
    layer: [
      {
        mark: { type: "rect", stroke: "white", strokeWidth: 0.5, aria: false },
        encoding: {
          x: {
            field: "from",
            type: "temporal",
            title: null,
            scale: { type: "utc", nice: false },
            axis: {
              format: DATE_FORMATS[unit] ?? "%Y",
              labelColor: GREY_INK,
              labelOverlap: true,
              values: placeMarks(rows, unit),
              domain: true,
              domainColor: "#d0d7de",
              grid: true,
              gridColor: "#eaeef2",
              ticks: true,
              tickColor: "#d0d7de",
            },
          },
          x2: { field: "to" },
          y: { field: "top", ...y },
          y2: { field: "base" },
          color: { field: "color", type: "nominal", scale: null },
          tooltip: [
            { field: "topic", type: "nominal", title: "title" },
            { field: "from", type: "temporal", title: "From", format: "%Y-%m-%d" },
            { field: "papers", type: "quantitative", title: "Papers" },
            { field: "share", type: "quantitative", title: `Share of the ${unit}`, format: ".1%" },
          ],
        },
      },
      names(true),
      ...(topics < lines.length ? [names(false)] : []),
    ],
  };
}

function choosePeriod(rows: readonly TopicsOverTimeRow[]): PeriodUnit {
  const [first, last] = [readDay(rows[0]!.day)!, readDay(rows.at(-1)!.day)!];
  return choosePeriodUnit(first, last, rows[0]!.precision, MOST_PERIODS);
}

/** Returns the first days of some periods, evenly apart, in milliseconds; years are round where they can be. */
function placeMarks(rows: readonly TopicsOverTimeRow[], unit: PeriodUnit): number[] {
  const starts = listPeriods(readDay(rows[0]!.day)!, readDay(rows.at(-1)!.day)!, unit).map(writeDay);
  const step = MARK_STEPS.find((count) => starts.length / count <= MOST_MARKS) ?? starts.length;
  const offset = unit === "year" ? (step - (Number(starts[0]!.slice(0, 4)) % step)) % step : 0;
  return starts.filter((_, place) => place % step === offset).map((start) => Date.parse(start));
}

/** Returns the lines from the top: each broadest topic with several parts, then its topics; topics that stand alone come last. */
function orderLines(rows: readonly TopicsOverTimeRow[]): Line[] {
  const papersOf = (chosen: readonly TopicsOverTimeRow[]) => chosen.reduce((sum, { papers }) => sum + papers, 0);
  const families = [...groupRows(rows, "root_id")]
    .map(([root_id, members]) => ({
      root_id,
      label: members[0]!.root_label,
      papers: papersOf(members),
      topics: [...groupRows(members, "topic_id")]
        .map(([topic_id, days]) => ({ topic_id, label: days[0]!.label, papers: papersOf(days) }))
        .sort((a, b) => b.papers - a.papers || a.topic_id - b.topic_id),
    }))
    .sort((a, b) => b.papers - a.papers || a.root_id - b.root_id);
  const isAlone = ({ topics, root_id }: (typeof families)[number]) =>
    topics.every(({ topic_id }) => topic_id === root_id);
  return [
    ...families
      .filter((family) => !isAlone(family))
      .flatMap(({ label, topics }) => [{ label, topic_id: null }, ...topics]),
    ...families.filter(isAlone).flatMap(({ topics }) => topics),
  ].map(({ label, topic_id }) => ({ label, topic_id }));
}

function groupRows(
  rows: readonly TopicsOverTimeRow[],
  field: "topic_id" | "root_id",
): Map<number, TopicsOverTimeRow[]> {
  const groups = new Map<number, TopicsOverTimeRow[]>();
  for (const row of rows) groups.set(row[field], [...(groups.get(row[field]) ?? []), row]);
  return groups;
}

function countByPeriod(
  rows: readonly TopicsOverTimeRow[],
  unit: PeriodUnit,
  lineOf: ReadonlyMap<number | null, number>,
) {
  const totals = new Map<number, number>();
  const cells = new Map<string, { from: number; topic: string; base: number; color: string; papers: number }>();
  for (const { day, topic_id, label, color, papers } of rows) {
    const from = startPeriod(readDay(day)!, unit);
    totals.set(from, (totals.get(from) ?? 0) + papers);
    const key = `${from} ${topic_id}`;
    const cell = cells.get(key) ?? { from, topic: label, base: lineOf.get(topic_id)! + 1, color, papers: 0 };
    cell.papers += papers;
    cells.set(key, cell);
  }
  return Array.from(cells.values(), ({ from, topic, base, color, papers }) => ({
    topic,
    from: writeDay(from),
    to: writeDay(startPeriod(from, unit, 1)),
    base,
    color,
    papers,
    share: roundFigure(papers / totals.get(from)!, 4),
  }));
}
