import type { TopLevelSpec } from "vega-lite";
import { namePeriod, type PeriodUnit } from "../calendar-period.ts";
import { roundFigure } from "../text/format-figure.ts";
import { withChartNames } from "./chart-names.ts";
import { type ChartLayer, chartConfig, gradientLength, INK, SPEC_SCHEMA } from "./theme.ts";

/**
 * Papers of each topic of the finest level in each period, and how many its share of all periods lets expect. `deviate` tells how far
 * they are apart, about in standard deviations (Freeman and Tukey 1950). Periods without papers are left out.
 */
export const TOPIC_HEAT_QUERY = `
  WITH counted AS (
    SELECT topic_id, topics.label, starts, period, topic_periods.papers, total, share,
      total * sum(topic_periods.papers) OVER own / sum(total) OVER own AS expected,
      coalesce(change_point >= starts AND change_point < lead(starts, 1, DATE 'infinity') OVER (PARTITION BY topic_id ORDER BY starts), false) AS changes
    FROM topic_periods
    JOIN topics USING (topic_id)
    LEFT JOIN topic_trends USING (topic_id)
    WHERE topics.level = 0
    WINDOW own AS (PARTITION BY topic_id)
  )
  SELECT topic_id, label, strftime(starts, '%Y-%m-%d') AS starts, period, papers, share, expected,
    sqrt(papers) + sqrt(papers + 1) - sqrt(4 * expected + 1) AS deviate, changes
  FROM counted
  WHERE total > 0
  ORDER BY topic_id, starts`;

/** A topic in a period; `starts` is its first day, such as 2026-11-24. */
export type TopicHeatRow = {
  topic_id: number;
  label: string;
  starts: string;
  period: PeriodUnit;
  papers: number;
  share: number;
  expected: number;
  deviate: number;
  /** Whether the topic's share is another from a day of this period on. */
  changes: boolean;
};

const MOST_WIDTH = 760;
const ROW_STEP = 22;
/** From this width on a cell holds its number. */
const NUMBERED_STEP = 18;
const MARK_WIDTH = 84;
/** The colours reach at least so far on both sides, so that most of what chance does stays pale. */
const LEAST_REACH = 4;

/** Returns whether there are two periods or more with papers: over one alone there is nothing to draw. */
export function spansPeriods(rows: readonly { starts: string }[]): boolean {
  return rows.some(({ starts }) => starts !== rows[0]!.starts);
}

/** Returns a heat map: a row a topic, a column a period, orange where the topic has more papers than its share of all lets expect. There must be a row. */
export function drawTopicHeat(given: readonly TopicHeatRow[]): TopLevelSpec {
  const rows = withChartNames(given);
  const unit = rows[0]!.period;
  const periods = [...new Set(rows.map(({ starts }) => starts))].sort();
  const nameOf = new Map(periods.map((starts) => [starts, namePeriod(starts, unit)]));
  const topics = [...new Set(orderByTime(rows, periods))];
  const step = Math.max(7, Math.min(48, Math.floor(MOST_WIDTH / periods.length)));
  const reach = rows.reduce((most, { deviate }) => Math.max(most, Math.abs(deviate)), LEAST_REACH);
  const hasNumbers = step >= NUMBERED_STEP;
  const hasChanges = rows.some(({ changes }) => changes);
  const marked = Math.ceil(MARK_WIDTH / step);
  const x = {
    field: "period",
    type: "nominal" as const,
    scale: { domain: [...nameOf.values()] },
    title: null,
    axis: {
      orient: "top" as const,
      labelAngle: 0,
      values: [...nameOf.values()].filter((_, place) => place % marked === 0),
    },
  };
  const y = {
    field: "topic",
    type: "nominal" as const,
    scale: { domain: topics },
    title: null,
    axis: { labelLimit: 330 },
  };
  const cells: ChartLayer = {
    mark: { type: "rect", stroke: "white", strokeWidth: step < 12 ? 0.5 : 1, aria: false },
    encoding: {
      x,
      y,
      color: {
        field: "deviate",
        type: "quantitative",
        title: ["Papers against", "what to expect"],
        scale: { scheme: "blueorange", domain: [-reach, reach] },
        legend: {
          values: [-reach, 0, reach],
          labelExpr: "datum.value < 0 ? 'fewer' : datum.value > 0 ? 'more' : 'as many'",
          gradientLength: gradientLength(ROW_STEP * topics.length),
        },
      },
      tooltip: [
        { field: "topic", type: "nominal", title: "title" },
        { field: "period", type: "nominal", title: "From" },
        { field: "papers", type: "quantitative", title: "Papers" },
        { field: "expected", type: "quantitative", title: "Papers to expect", format: ".1f" },
        { field: "share", type: "quantitative", title: `Share of the ${unit}`, format: ".1%" },
      ],
    },
  };
  const numbers: ChartLayer = {
    transform: [{ filter: "datum.papers > 0" }],
    mark: { type: "text", fontSize: 11, aria: false },
    encoding: {
      x,
      y,
      text: { field: "papers", type: "quantitative" },
      color: {
        condition: { test: `abs(datum.deviate) > ${roundFigure(0.75 * reach, 2)}`, value: "white" },
        value: INK,
      },
    },
  };
  const changes: ChartLayer = {
    transform: [{ filter: "datum.changes" }],
    mark: { type: "tick", orient: "vertical", size: ROW_STEP - 2, thickness: 3, color: INK, opacity: 1, aria: false },
    encoding: { x: { ...x, bandPosition: 0 }, y },
  };
  return {
    $schema: SPEC_SCHEMA,
    title: {
      text: "What came and what went",
      subtitle: [
        `Orange: more papers in the ${unit} than the topic's share of all lets expect; blue: fewer. A single cell may be chance.`,
        `${hasNumbers ? "Number: papers. " : ""}Topics that were largest lately stand first, those that were largest early last.${hasChanges ? " Upright stroke: the share is another from here on." : ""}`,
      ],
    },
    description: `Heat map of ${topics.length} topics by ${periods.length} ${unit === "century" ? "centuries" : unit === "millennium" ? "millennia" : `${unit}s`}: the topics that came lately first, those that went last`,
    config: chartConfig(),
    width: { step },
    height: { step: ROW_STEP },
    data: {
      values: rows.map(({ label, starts, papers, share, expected, deviate, changes }) => ({
        topic: label,
        period: nameOf.get(starts),
        papers,
        share: roundFigure(share, 4),
        expected: roundFigure(expected, 2),
        deviate: roundFigure(deviate, 2),
        ...(changes ? { changes } : {}),
      })),
    },
    layer: [cells, ...(hasNumbers ? [numbers] : []), ...(hasChanges ? [changes] : [])],
  };
}

/** Returns the labels by the middle of their shares over time, the latest first, equal ones by topic. */
function orderByTime(rows: readonly TopicHeatRow[], periods: readonly string[]): string[] {
  const placeOf = new Map(periods.map((starts, place) => [starts, place]));
  const sums = new Map<number, { label: string; shares: number; moment: number }>();
  for (const { topic_id, label, starts, share } of rows) {
    const sum = sums.get(topic_id) ?? { label, shares: 0, moment: 0 };
    sum.shares += share;
    sum.moment += share * placeOf.get(starts)!;
    sums.set(topic_id, sum);
  }
  return [...sums]
    .map(([topic_id, { label, shares, moment }]) => ({ topic_id, label, middle: shares > 0 ? moment / shares : 0 }))
    .sort((a, b) => b.middle - a.middle || a.topic_id - b.topic_id)
    .map(({ label }) => label);
}
