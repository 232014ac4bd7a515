import type { TopLevelSpec } from "vega-lite";
import { readDay } from "../calendar-day.ts";
import { namePeriod, type PeriodUnit, startPeriod } from "../calendar-period.ts";
import { formatCount, formatPercent, roundFigure } from "../text/format-figure.ts";
import { toChartName } from "./chart-names.ts";
import { measureArimo } from "./measure-text.ts";
import { chartConfig, GREY_INK, INK, SPEC_SCHEMA } from "./theme.ts";
import { cutToWidth, wrapLabel } from "./wrap-label.ts";

/**
 * The share of each period, with its 95 % interval, of the nine topics that moved most: those of any level that are new, rise or fade, then
 * those of the finest level whose share lately differs most from that before.
 */
export const TOPIC_MOVERS_QUERY = `
  WITH movers AS (
    SELECT topic_id, topic_label AS label, color, trend, since, earlier_share, new_share,
      row_number() OVER (ORDER BY trend IS NULL, list_position(['new', 'rising', 'fading'], trend), topic_trends.level, abs(change) DESC, topic_id)::INTEGER AS place
    FROM topic_trends
    JOIN topic_marks USING (topic_id)
    WHERE change IS NOT NULL AND (trend IS NOT NULL OR topic_trends.level = 0)
    QUALIFY place <= 9
  )
  SELECT place, topic_id, label, color, trend, strftime(since, '%Y-%m-%d') AS since, earlier_share, new_share,
    strftime(starts, '%Y-%m-%d') AS starts, period, papers, share, share_low, share_high
  FROM movers
  JOIN topic_periods USING (topic_id)
  ORDER BY place, starts`;

/** A topic in a period. Days are such as 2026-11-24; the shares are null where the period has no papers. */
export type TopicMoverRow = {
  /** Place among the topics, from 1. */
  place: number;
  topic_id: number;
  label: string;
  color: string;
  trend: "new" | "rising" | "fading" | null;
  since: string;
  earlier_share: number;
  new_share: number;
  starts: string;
  period: PeriodUnit;
  papers: number;
  share: number | null;
  share_low: number | null;
  share_high: number | null;
};

type SubChart = Extract<TopLevelSpec, { concat: unknown }>["concat"][number];

const COLUMNS = 3;
const PANEL_WIDTH = 230;
const PANEL_HEIGHT = 110;
const NAME_SIZE = 13;
const MOST_MARKS = 4;
/** Of more periods the line is thin and the dots are small. */
const MOST_DOTS = 30;
/** Over more days or weeks the year is told too. */
const MOST_OF_A_YEAR = 40;
const MS_PER_DAY = 86_400_000;
const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** Returns a small chart a topic, all on one scale: a line for its share, a band for the interval. There must be a row. */
export function drawTopicMovers(rows: readonly TopicMoverRow[]): TopLevelSpec {
  const panels = [...new Set(rows.map(({ place }) => place))].map((place) => rows.filter((row) => row.place === place));
  const unit = rows[0]!.period;
  const top = rows.reduce((most, { share_high }) => Math.max(most, share_high ?? 0), 0.01);
  const judged = panels.filter(([row]) => row!.trend !== null).length;
  return {
    $schema: SPEC_SCHEMA,
    title: {
      text: judged > 0 ? "What is new, rises or fades" : "Topics that moved most",
      subtitle: explain(judged, panels.length, unit),
    },
    description: `Line charts of the share of ${formatCount(panels.length, "topic")} by ${unit}, with a band for the 95 % interval`,
    config: chartConfig(),
    columns: COLUMNS,
    spacing: { row: 26, column: 26 },
    concat: panels.map((panel, place) => drawPanel(panel, top, place % COLUMNS === 0)),
  };
}

/** Says which topics these are, so that nobody takes for a trend what may be chance. */
function explain(judged: number, panels: number, unit: PeriodUnit): string[] {
  const others = panels - judged;
  const they = others === 1 ? "the one that" : `the ${NUMBERS[others]} that`;
  return [
    judged === 0
      ? `No topic is new, rising or fading; these are ${they} moved most, which may be chance.`
      : `${others > 0 ? `The first ${judged === 1 ? "one" : NUMBERS[judged]} by a test of all topics; then ${they} moved most, which may be chance.` : "By a test of all topics."}`,
    `Line: share of the papers of the ${unit}. Band: its 95 % interval. Dashed: from here on the topic is set against all days before.`,
  ];
}

function drawPanel(rows: readonly TopicMoverRow[], top: number, isFirst: boolean): SubChart {
  const { label, color, trend, since, earlier_share, new_share, period } = rows[0]!;
  const place = (row: TopicMoverRow) => {
    const start = readDay(row.starts)!;
    return ((start + startPeriod(start, period, 1)) / 2) * MS_PER_DAY;
  };
  const starts = rows.map((row) => readDay(row.starts)! * MS_PER_DAY);
  const end = startPeriod(readDay(rows.at(-1)!.starts)!, period, 1) * MS_PER_DAY;
  const x = {
    type: "temporal" as const,
    title: null,
    scale: { type: "utc" as const, nice: false, domain: [starts[0]!, end] },
    axis: {
      format: chooseDateFormat(period, starts.length),
      labelColor: GREY_INK,
      labelFontSize: 11,
      values: starts.filter((_, index) => index % Math.ceil(starts.length / MOST_MARKS) === 0),
      labelOverlap: true,
      domain: true,
      domainColor: "#d0d7de",
      ticks: true,
      tickColor: "#d0d7de",
    },
  };
  const isLong = starts.length > MOST_DOTS;
  const y = {
    type: "quantitative" as const,
    title: null,
    scale: { domain: [0, top] },
    axis: {
      format: ".0%",
      labelColor: GREY_INK,
      labelFontSize: 11,
      tickCount: 4,
      grid: true,
      gridColor: "#eaeef2",
      labels: isFirst,
    },
  };
  return {
    title: {
      text: nameLines(label),
      subtitle: `${trend ?? "no trend"}: ${formatPercent(earlier_share, 1)} → ${formatPercent(new_share, 1)} since ${namePeriod(since, period)}`,
      fontSize: NAME_SIZE,
      subtitleFontSize: 12,
      subtitlePadding: 3,
      subtitleFontWeight: trend ? "bold" : "normal",
      subtitleColor: trend ? INK : GREY_INK,
      offset: 8,
      anchor: "start",
      frame: "group",
    },
    width: PANEL_WIDTH,
    height: PANEL_HEIGHT,
    data: {
      values: rows.map((row) => ({
        middle: place(row),
        from: row.starts,
        papers: row.papers,
        share: round(row.share),
        low: round(row.share_low),
        high: round(row.share_high),
      })),
    },
    layer: [
      {
        mark: { type: "area", color, opacity: 0.25, aria: false },
        encoding: { x: { field: "middle", ...x }, y: { field: "low", ...y }, y2: { field: "high" } },
      },
      {
        data: { values: [{ since }] },
        mark: { type: "rule", color: GREY_INK, strokeDash: [3, 3], aria: false },
        encoding: { x: { field: "since", ...x } },
      },
      {
        mark: {
          type: "line",
          color,
          strokeWidth: isLong ? 1 : 2,
          aria: false,
          point: { size: isLong ? 3 : 16, color, aria: false },
        },
        encoding: {
          x: { field: "middle", ...x },
          y: { field: "share", ...y },
          tooltip: [
            { field: "from", type: "nominal", title: "From" },
            { field: "papers", type: "quantitative", title: "Papers" },
            { field: "share", type: "quantitative", title: "Share", format: ".1%" },
          ],
        },
      },
    ],
  };
}

function chooseDateFormat(period: PeriodUnit, count: number): string {
  if (period === "month" || period === "quarter") return "%b %Y";
  if (period !== "day" && period !== "week") return "%Y";
  return count > MOST_OF_A_YEAR ? "%b %Y" : "%-d %b";
}

/** Returns a label in one line or two; what does not fit ends in an ellipsis. */
function nameLines(label: string): string[] {
  const measure = (text: string) => measureArimo(text, NAME_SIZE, "bold");
  const [first, ...rest] = wrapLabel(label, PANEL_WIDTH, measure);
  const lines = rest.length === 0 ? [first ?? ""] : [first!, cutToWidth(rest.join(" "), PANEL_WIDTH, measure)];
  return lines.map(toChartName);
}

function round(share: number | null): number | null {
  return share === null ? null : roundFigure(share, 4);
}
