import type { TopLevelSpec } from "vega-lite";
import { readDay, shiftDay } from "../calendar-day.ts";
import { formatCount, roundFigure } from "../text/format-figure.ts";
import { withChartNames } from "./chart-names.ts";
import { chartConfig, GREY_INK, INK, SPEC_SCHEMA } from "./theme.ts";

/** Papers of each topic by their day, of listing or of publication; papers whose day is not known are left out. */
export const TOPICS_OVER_TIME_QUERY = `
  SELECT strftime(day, '%Y-%m-%d') AS day, topic_id, topics.label, color, count(*)::INTEGER AS papers, date_basis.basis, date_basis.precision
  FROM paper_days
  JOIN topic_papers USING (paper_id)
  JOIN topics USING (topic_id)
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
  color: string;
  papers: number;
  basis: "listed" | "published";
  precision: "day" | "month" | "year";
};

type ChartPeriod = "day" | "week" | "month" | "year";

/** Up to this many days from the first to the last, a bar is a day, and so on; beyond them all it is a year. */
const LONGEST_SPANS: [period: ChartPeriod, days: number][] = [
  ["day", 45],
  ["week", 400],
  ["month", 2200],
];
const LABEL_FORMATS: Record<ChartPeriod, string> = { day: "%-d %b", week: "%-d %b %Y", month: "%b %Y", year: "%Y" };
const ROW_HEIGHT = 26;
const WIDTH = 640;

const PERIODS: readonly ChartPeriod[] = ["day", "week", "month", "year"];

/** What happened to the papers on their days. */
const EVENTS: Record<TopicsOverTimeRow["basis"], string> = { listed: "first listed", published: "published" };

/** Returns whether there are two days or more: over one alone there is nothing to draw. */
export function spansTime(rows: readonly TopicsOverTimeRow[]): boolean {
  return rows.some(({ day }) => day !== rows[0]!.day);
}

/**
 * Returns a row of bars a topic, on one scale: its papers in each day, week, month or year, whichever suits the span and the dates.
 * There must be a row.
 */
export function drawTopicsOverTime(given: readonly TopicsOverTimeRow[]): TopLevelSpec {
  const rows = withChartNames(given);
  const period = choosePeriod(rows);
  const topics = [...new Map(rows.map((row) => [row.topic_id, row])).values()].sort((a, b) => a.topic_id - b.topic_id);
  const values = countByPeriod(rows, period);
  const mostPapers = values.reduce((most, bar) => Math.max(most, bar.papers), 0);
  const papers = rows.reduce((sum, row) => sum + row.papers, 0);
  return {
    $schema: SPEC_SCHEMA,
    title: {
      text: "Topics over time",
      subtitle: [
        `${formatCount(papers, "paper")} by the ${period} ${period === "day" ? "on" : "in"} which they were ${EVENTS[rows[0]!.basis]}`,
        `Height: papers of the topic. A full row is ${mostPapers}.`,
      ],
    },
    description: `Bar charts of the papers of each of ${topics.length} topics by ${period}`,
    config: chartConfig(),
    data: { values },
    spacing: 4,
    facet: {
      row: {
        field: "topic",
        type: "nominal",
        sort: topics.map(({ label }) => label),
        title: null,
        header: {
          labelAngle: 0,
          labelAlign: "left",
          labelBaseline: "middle",
          labelColor: INK,
          labelFontSize: 12,
          labelLimit: 330,
          labelPadding: 8,
        },
      },
    },
    spec: {
      width: WIDTH,
      height: ROW_HEIGHT,
      view: { stroke: null },
      mark: { type: "rect", stroke: "white", strokeWidth: 0.5, aria: false },
      encoding: {
        x: {
          field: "from",
          type: "temporal",
          title: null,
          scale: { type: "utc", nice: false },
          axis: {
            format: LABEL_FORMATS[period],
            labelColor: GREY_INK,
            labelOverlap: true,
            tickCount: 8,
            domain: true,
            domainColor: "#d0d7de",
            ticks: true,
            tickColor: "#d0d7de",
          },
        },
        x2: { field: "to" },
        y: { field: "papers", type: "quantitative", axis: null, scale: { domain: [0, mostPapers], nice: false } },
        y2: { datum: 0 },
        color: { field: "color", type: "nominal", scale: null },
        tooltip: [
          { field: "topic", type: "nominal", title: "title" },
          { field: "from", type: "temporal", title: "From", format: "%Y-%m-%d" },
          { field: "papers", type: "quantitative", title: "Papers" },
          { field: "share", type: "quantitative", title: `Share of the ${period}`, format: ".1%" },
        ],
      },
    },
  };
}

function choosePeriod(rows: readonly TopicsOverTimeRow[]): ChartPeriod {
  const days = readDay(rows.at(-1)!.day)! - readDay(rows[0]!.day)! + 1;
  const suited = LONGEST_SPANS.find(([, most]) => days <= most)?.[0] ?? "year";
  const { precision } = rows[0]!;
  return PERIODS.indexOf(suited) > PERIODS.indexOf(precision) ? suited : precision;
}

function countByPeriod(rows: readonly TopicsOverTimeRow[], period: ChartPeriod) {
  const totals = new Map<string, number>();
  const cells = new Map<string, { from: string; topic: string; color: string; papers: number }>();
  for (const { day, topic_id, label, color, papers } of rows) {
    const from = startPeriod(day, period, 0);
    totals.set(from, (totals.get(from) ?? 0) + papers);
    const key = `${from} ${topic_id}`;
    const cell = cells.get(key) ?? { from, topic: label, color, papers: 0 };
    cell.papers += papers;
    cells.set(key, cell);
  }
  return Array.from(cells.values(), ({ from, topic, color, papers }) => ({
    topic,
    from,
    to: startPeriod(from, period, 1),
    color,
    papers,
    share: roundFigure(papers / totals.get(from)!, 4),
  }));
}

/** Returns the first day of the period that a day lies in, or of one that is `later` periods on. Weeks begin on Monday. */
export function startPeriod(day: string, period: ChartPeriod, later: number): string {
  const [year, month] = day.split("-").map(Number) as [number, number];
  if (period === "day") return shiftDay(day, later);
  if (period === "week") return shiftDay(day, 7 * later - findWeekday(day));
  const months = period === "year" ? 12 * (year + later) : 12 * year + month - 1 + later;
  return writeFirstOfMonth(Math.floor(months / 12), months % 12);
}

/** Returns 0 for a Monday to 6 for a Sunday; 1970-01-01 was a Thursday. */
function findWeekday(day: string): number {
  return (((readDay(day)! + 3) % 7) + 7) % 7;
}

function writeFirstOfMonth(year: number, month: number): string {
  return `${String(year).padStart(4, "0")}-${String(month + 1).padStart(2, "0")}-01`;
}
