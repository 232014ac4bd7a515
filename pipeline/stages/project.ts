import type { Config } from "../config.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { readFit, readPlacedIds } from "../growth/fit-row.ts";
import { type Log, withProgress } from "../log.ts";
import { computeTrustworthiness } from "../numeric/trustworthiness.ts";
import { countEpochs, projectByUmap } from "../numeric/umap.ts";
import { countVectors, type Vectors } from "../numeric/vectors.ts";
import { createRandom, sampleIndices } from "../random.ts";
import { formatFigure } from "../text/format-figure.ts";

/** Papers that the map is judged by, at most. */
const JUDGED_ROWS = 2000;

const SETTINGS = ["seed", "umapNeighbors", "umapMinDistance"] as const;

type Setting = (typeof SETTINGS)[number];

/** Lays the papers out on a map of two dimensions and measures how far it can be trusted. */
export const projectStage = defineStage({
  name: "project",
  module: import.meta.url,
  reads: ["space", "fit", "placements"],
  writes: ["positions"],
  settings: SETTINGS,
  run,
});

async function run({ database, settings, log }: StageContext<Setting>): Promise<StageResult> {
  const fit = await readFit(database);
  const placed = await readPlacedIds(database);
  if (fit?.decision === "standing" || placed.length > 0) throw new Error("a standing fit is not taken over yet");
  const { ids, vectors } = await database.queryVectors("SELECT paper_id, vector FROM space ORDER BY paper_id");
  const map = await projectWithProgress(vectors, settings, log);
  await database.append("positions", {
    paper_id: ids,
    x: ids.map((_, row) => map.values[2 * row]!),
    y: ids.map((_, row) => map.values[2 * row + 1]!),
  });
  const count = countVectors(vectors);
  const k = Math.min(settings.umapNeighbors, Math.ceil(count / 2) - 1);
  const judged = sampleIndices(createRandom(settings.seed, "trustworthiness"), count, Math.min(count, JUDGED_ROWS));
  const trustworthiness = computeTrustworthiness(vectors, map, k, judged);
  return {
    rowsIn: count,
    rowsOut: count,
    summary: `map of ${count} papers, trustworthiness ${formatFigure(trustworthiness, 3)} (${k} neighbours)`,
    figures: { trustworthiness, trustworthiness_neighbors: k },
  };
}

function projectWithProgress(vectors: Vectors, settings: Pick<Config, Setting>, log: Log): Promise<Vectors> {
  const options = { neighbors: settings.umapNeighbors, minDistance: settings.umapMinDistance };
  const bar = { label: "project", total: countEpochs(countVectors(vectors)), unit: "epochs" };
  return withProgress(log, bar, (advance) =>
    projectByUmap(vectors, options, createRandom(settings.seed, "project"), advance),
  );
}
