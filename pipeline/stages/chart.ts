import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TopLevelSpec } from "vega-lite";
import { formatSpec } from "../charts/format-spec.ts";
import { drawKScan, K_SCAN_QUERY, type KScanRow, TOPIC_COUNT_QUERY } from "../charts/k-scan.ts";
import type { NamePlace } from "../charts/kept-names.ts";
import { renderPng, renderSvg } from "../charts/render-chart.ts";
import { drawStaticMap } from "../charts/static-topic-map.ts";
import { drawTopicBySource, TOPIC_BY_SOURCE_QUERY, type TopicBySourceRow } from "../charts/topic-by-source.ts";
import { drawTopicHeat, spansPeriods, TOPIC_HEAT_QUERY, type TopicHeatRow } from "../charts/topic-heat.ts";
import { layOutTopicMap } from "../charts/topic-map.ts";
import {
  type BroadestTopic,
  type LabeledTopic,
  MAP_BROADEST_QUERY,
  MAP_COUNTS_QUERY,
  MAP_POINTS_QUERY,
  MAP_TOPICS_QUERY,
  type MapCounts,
  type MapPointRow,
} from "../charts/topic-map-rows.ts";
import { MARKED_TOPICS_QUERY, type MarkedTopicRow, markTopics, type TopicMark } from "../charts/topic-marks.ts";
import { drawTopicMovers, TOPIC_MOVERS_QUERY, type TopicMoverRow } from "../charts/topic-movers.ts";
import { drawTopicSimilarity, TOPIC_SIMILARITY_QUERY, type TopicSimilarityRow } from "../charts/topic-similarity.ts";
import { drawTopicSizes, TOPIC_SIZES_QUERY, type TopicSizeRow } from "../charts/topic-sizes.ts";
import { toColumns } from "../database/columns.ts";
import type { Database } from "../database/database.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { type Fit, readFit } from "../growth/fit-row.ts";
import { createRandom } from "../random.ts";

/** In the order in which the report shows them. */
const CHART_NAMES = [
  "topic-map",
  "topic-sizes",
  "topic-movers",
  "topic-heat",
  "topic-by-source",
  "topic-similarity",
  "k-scan",
] as const;
const CHART_FOLDER = "charts";

type ChartName = (typeof CHART_NAMES)[number];
/** The spec of each chart; null where there is nothing to draw. */
type Charts = Record<ChartName, TopLevelSpec | null>;
type DrawnChart = { name: ChartName; position: number; spec: TopLevelSpec };
const PREVIOUS = ["topic_marks", "map_names"] as const;
type ChartContext = StageContext<"seed", (typeof PREVIOUS)[number]>;

/** Chooses each topic's colour and place on the map, and draws the charts, which the report shows too. */
export const chartStage = defineStage({
  name: "chart",
  module: import.meta.url,
  reads: [
    "papers",
    "appearances",
    "fit",
    "k_scan",
    "clusters",
    "topic_papers",
    "topics",
    "topic_terms",
    "topic_periods",
    "topic_trends",
    "positions",
  ],
  writes: ["topic_marks", "map_names", "charts"],
  artifacts: CHART_NAMES.flatMap((name) =>
    ["vl.json", "svg", "png"].map((ending) => `${CHART_FOLDER}/${name}.${ending}`),
  ),
  settings: ["seed"],
  previous: PREVIOUS,
  run,
});

async function run(context: ChartContext): Promise<StageResult> {
  const { database, settings, outputDirectory } = context;
  const points = await database.query<MapPointRow>(MAP_POINTS_QUERY);
  const counts = await database.queryOne<MapCounts>(MAP_COUNTS_QUERY);
  const fit = await readFit(database);
  await chooseMarks(context, points, fit);
  const topics = await database.query<LabeledTopic>(MAP_TOPICS_QUERY);
  const broadest = await database.query<BroadestTopic>(MAP_BROADEST_QUERY);
  const before = await readPreviousNames(context);
  const standing = fit?.map_decision === "standing" ? before : [];
  const map = layOutTopicMap({ points, topics, broadest, counts }, createRandom(settings.seed, "topic-map"), standing);
  await database.append("map_names", toColumns(map.names));
  const specs = await drawCharts(database, map.spec);
  const drawn = CHART_NAMES.flatMap((name, index): DrawnChart[] => {
    const spec = specs[name];
    return spec ? [{ name, position: index + 1, spec }] : [];
  });
  await database.append("charts", {
    name: drawn.map(({ name }) => name),
    position: drawn.map(({ position }) => position),
    description: drawn.map(({ name, spec }) => spec.description ?? name),
    svg: await writeCharts(drawn, join(outputDirectory, CHART_FOLDER)),
  });
  return { rowsIn: counts.papers, rowsOut: topics.length, summary: `${drawn.length} charts` };
}

/** Writes the mark of each topic: while the fit stands its colour is that of the last run, while the map stands its anchor too. */
async function chooseMarks(
  { database, previousTable }: ChartContext,
  points: readonly MapPointRow[],
  fit: Fit | null,
): Promise<void> {
  const table = await previousTable("topic_marks");
  const previous = table
    ? await database.query<TopicMark>(`SELECT topic_id, anchor_x, anchor_y, color FROM ${table} ORDER BY topic_id`)
    : [];
  const topics = await database.query<MarkedTopicRow>(MARKED_TOPICS_QUERY);
  const colors = new Map(previous.map(({ topic_id, color }) => [topic_id, color]));
  const standing = new Map(fit?.decision === "standing" ? previous.map((mark) => [mark.topic_id, mark]) : []);
  await database.append("topic_marks", toColumns(markTopics(points, topics, colors, standing)));
}

async function readPreviousNames({ database, previousTable }: ChartContext): Promise<NamePlace[]> {
  const table = await previousTable("map_names");
  return table ? database.query<NamePlace>(`SELECT * FROM ${table} ORDER BY topic_id`) : [];
}

/** Returns the SVG of each chart, in order, and writes it to a folder beside its spec and its PNG. */
async function writeCharts(charts: readonly DrawnChart[], folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const pictures: string[] = [];
  // A PNG is drawn while the next chart is laid out.
  const pixels: Promise<void>[] = [];
  try {
    for (const { name, spec } of charts) {
      const svg = await renderSvg(spec);
      pixels.push(renderPng(svg).then((png) => writeFile(join(folder, `${name}.png`), png)));
      await writeFile(join(folder, `${name}.vl.json`), formatSpec(spec));
      await writeFile(join(folder, `${name}.svg`), svg);
      pictures.push(svg);
    }
  } finally {
    await Promise.allSettled(pixels);
  }
  await Promise.all(pixels);
  return pictures;
}

async function drawCharts(database: Database, map: TopLevelSpec): Promise<Charts> {
  const { topics } = await database.queryOne<{ topics: number }>(TOPIC_COUNT_QUERY);
  const movers = await database.query<TopicMoverRow>(TOPIC_MOVERS_QUERY);
  const heat = await database.query<TopicHeatRow>(TOPIC_HEAT_QUERY);
  return {
    "topic-map": drawStaticMap(map),
    "topic-sizes": drawTopicSizes(await database.query<TopicSizeRow>(TOPIC_SIZES_QUERY)),
    "topic-movers": spansPeriods(movers) ? drawTopicMovers(movers) : null,
    "topic-heat": spansPeriods(heat) ? drawTopicHeat(heat) : null,
    "topic-similarity": drawTopicSimilarity(await database.query<TopicSimilarityRow>(TOPIC_SIMILARITY_QUERY)),
    "k-scan": drawKScan({ scan: await database.query<KScanRow>(K_SCAN_QUERY), topics }),
    "topic-by-source": drawTopicBySource(await database.query<TopicBySourceRow>(TOPIC_BY_SOURCE_QUERY)),
  };
}
