import type { TopLevelSpec } from "vega-lite";
import { formatFigure } from "../text/format-figure.ts";
import { describeLevels, nameLevel } from "../topics/level-names.ts";
import { type ChartLayer, chartConfig, GREY_INK, SPEC_SCHEMA } from "./theme.ts";

/** Each number of topics that was tried and how it did. */
export const K_SCAN_QUERY = `
SELECT k, information, fine_score, broad_score, stability, prediction, level, topics, reason FROM k_scan ORDER BY k`;

/** How many topics there are. */
export const TOPIC_COUNT_QUERY = "SELECT count(*)::INTEGER AS topics FROM topics WHERE level = 0";

/** A number of topics that was tried; figures are NULL where they could not be had. */
export type KScanRow = {
  k: number;
  information: number | null;
  fine_score: number | null;
  broad_score: number | null;
  stability: number | null;
  prediction: number | null;
  /** The level that rests on it and its topics; null for the other numbers. */
  level: number | null;
  topics: number | null;
  reason: string | null;
};

/** All that was tried, none where the number was given, and how many topics there are. */
export type KScanRows = { scan: readonly KScanRow[]; topics: number };

type ChosenRow = KScanRow & { level: number; topics: number };

const MEASURES = [
  {
    field: "fine_score",
    title: "Information that repeats",
    note: "nats that the topics of one random half foretell of those of the other, averaged around k: for the fine level",
  },
  {
    field: "broad_score",
    title: "Standing out",
    note: "silhouette × stability × prediction × information, averaged around k: for broader levels",
  },
  { field: "stability", title: "Stability", note: "how far clusterings of two random subsamples agree" },
  {
    field: "prediction",
    title: "Prediction",
    note: "how far the topics of one random half foretell those of the other",
  },
] as const;

const ACCENT = "#b93a06";
const LINE_COLOR = "#1f5fa8";
const WIDTH = 640;
const HEIGHT = 110;
const SUBTITLE_CHARACTERS = 92;

/** Returns what was measured against the number of topics, one figure above the other, with the numbers that the levels rest on. */
export function drawKScan({ scan, topics }: KScanRows): TopLevelSpec {
  if (scan.length < 2) return drawNoScan(topics);
  const chosen = scan.filter((row): row is ChosenRow => row.level !== null).sort((a, b) => a.level - b.level);
  const reasons = chosen.map((row) => `${nameLevel(row.level, chosen.length)}: ${row.topics} topics, ${row.reason}`);
  return {
    $schema: SPEC_SCHEMA,
    title: {
      text: chosen.length > 0 ? `Why ${describeLevels(chosen.map((row) => row.topics))}` : "How many topics",
      subtitle: reasons.map((reason) => reason.charAt(0).toUpperCase() + reason.slice(1)).flatMap(breakLines),
    },
    description: "Line charts of figures that the numbers of topics were chosen by, against the number of topics",
    config: chartConfig(),
    spacing: 16,
    vconcat: MEASURES.map(({ field, title, note }, panel) => ({
      width: WIDTH,
      height: HEIGHT,
      title: { text: title, subtitle: note, fontSize: 13, subtitleFontSize: 12, offset: 6, subtitlePadding: 3 },
      data: { values: scan.map((row) => ({ k: row.k, value: row[field] })) },
      layer: drawPanel(
        scan,
        title,
        panel === MEASURES.length - 1,
        chosen.map((row) => ({ k: row.k, value: row[field], level: nameLevel(row.level, chosen.length) })),
      ),
    })),
  };
}

type ChosenPoint = { k: number; value: number | null; level: string };

function drawPanel(
  scan: readonly KScanRow[],
  title: string,
  isLast: boolean,
  chosen: readonly ChosenPoint[],
): ChartLayer[] {
  const first = scan[0]!.k;
  const last = Math.max(scan.at(-1)!.k, first + 1);
  const x = {
    field: "k",
    type: "quantitative" as const,
    title: isLast ? "Number of topics" : null,
    axis: { labels: isLast, tickMinStep: 1 },
    scale: { type: "log" as const, domain: [first, last], nice: false },
  };
  const y = {
    field: "value",
    type: "quantitative" as const,
    title: null,
    axis: { grid: true, gridColor: "#ebedf0", tickCount: 4, minExtent: 40 },
    scale: { zero: false },
  };
  const line: ChartLayer = {
    mark: {
      type: "line",
      color: LINE_COLOR,
      strokeWidth: 2,
      point: { filled: true, color: LINE_COLOR, size: 28 },
      aria: false,
    },
    encoding: {
      x,
      y,
      tooltip: [
        { field: "k", type: "quantitative", title: "Topics" },
        { field: "value", type: "quantitative", title, format: ".3f" },
      ],
    },
  };
  const middle = Math.sqrt(first * last);
  return [line, ...chosen.flatMap((point) => drawChosen(point, point.k > middle, { x, y }))];
}

function drawChosen(
  { k, value, level }: ChosenPoint,
  isRight: boolean,
  { x, y }: { x: object; y: object },
): ChartLayer[] {
  const label = value === null ? `${level}, ${k}` : `${level}, ${k}: ${formatFigure(value, 3)}`;
  const data = { values: [{ k, value, label }] };
  return [
    { data, mark: { type: "rule", color: ACCENT, strokeWidth: 1.5, strokeDash: [4, 3], aria: false }, encoding: { x } },
    {
      data,
      mark: { type: "point", filled: true, color: ACCENT, size: 80, opacity: 1, aria: false },
      encoding: { x, y },
    },
    {
      data,
      mark: {
        type: "text",
        align: isRight ? "right" : "left",
        baseline: "bottom",
        dx: isRight ? 3 : -3,
        y: -5,
        color: ACCENT,
        fontWeight: "bold",
        aria: false,
      },
      encoding: { x, text: { field: "label", type: "nominal" } },
    },
  ];
}

function drawNoScan(topics: number): TopLevelSpec {
  return {
    $schema: SPEC_SCHEMA,
    title: { text: `${topics} topics, as asked for`, subtitle: "The number was given with --topics" },
    description: "No numbers of topics were compared",
    config: chartConfig(),
    width: WIDTH,
    height: 60,
    data: {
      values: [
        { line: "No other numbers of topics were tried, so there is nothing to compare." },
        { line: "Run without --topics to have the number chosen." },
      ],
    },
    mark: { type: "text", align: "left", x: 0, fontSize: 14, color: GREY_INK, aria: false },
    encoding: {
      y: { field: "line", type: "nominal", sort: null, axis: null },
      text: { field: "line", type: "nominal" },
    },
  };
}

function breakLines(text: string): string[] {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + word.length >= SUBTITLE_CHARACTERS) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}
