import type { Config } from "../config.ts";
import type { Database } from "../database/database.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { type Fit, readFit } from "../growth/fit-row.ts";
import { MAP_SETTINGS } from "../growth/shaping-settings.ts";
import { takeOver } from "../growth/take-over.ts";
import { type Log, withProgress } from "../log.ts";
import { measureMoves } from "../numeric/map-moves.ts";
import { findNearestNeighbors, type Neighbors } from "../numeric/nearest-neighbors.ts";
import { refineNeighbors } from "../numeric/refine-neighbors.ts";
import { projectOnStandingMap, type StandingMap } from "../numeric/standing-map.ts";
import { computeTrustworthiness } from "../numeric/trustworthiness.ts";
import { countEpochs } from "../numeric/umap.ts";
import { countVectors, type Vectors } from "../numeric/vectors.ts";
import { createRandom, sampleIndices } from "../random.ts";
import { formatFigure, formatPercent } from "../text/format-figure.ts";
import { readNeighbors } from "./read-neighbors.ts";

/** Papers that the map is judged by, at most, and pairs with all papers that are looked at for it: beyond 20,000 papers fewer are judged. */
const JUDGED_ROWS = 2000;
const JUDGED_PAIRS = 40_000_000;

const SETTINGS = ["seed", ...MAP_SETTINGS] as const;
const PREVIOUS = ["positions", "space", "fit"] as const;

type Setting = (typeof SETTINGS)[number];
type Context = StageContext<Setting, (typeof PREVIOUS)[number]>;

/** Lays the papers out on a map of two dimensions, those of the last run near where they lay, and measures how far it can be trusted. */
export const projectStage = defineStage({
  name: "project",
  module: import.meta.url,
  reads: ["space", "neighbors", "fit", "placements"],
  writes: ["positions"],
  previous: PREVIOUS,
  settings: SETTINGS,
  run,
});

async function run(context: Context): Promise<StageResult> {
  const { database, settings, log } = context;
  const fit = await readFit(database);
  const last = await context.previousTable("positions");
  const { placed } = await database.queryOne<{ placed: number }>("SELECT count(*)::INTEGER AS placed FROM placements");
  const { ids, vectors } = await database.queryVectors("SELECT paper_id, vector FROM space ORDER BY paper_id");
  const standing = await readStandingMap(context, ids);
  const stands = fit?.map_decision === "standing" && last !== null;
  const isMade = await isMadeAlready(context, fit);
  if (stands) await takeStandingMap(database, last);
  else {
    const made = isMade
      ? standing.positions
      : await projectWithProgress(
          vectors,
          await findMapNeighbors(database, vectors, settings),
          standing,
          settings,
          log,
        );
    await database.append("positions", {
      paper_id: ids,
      x: ids.map((_, row) => made.values[2 * row]!),
      y: ids.map((_, row) => made.values[2 * row + 1]!),
    });
  }
  const map = await readMap(database);
  const count = countVectors(vectors);
  const k = Math.min(settings.umapNeighbors, Math.ceil(count / 2) - 1);
  const judgedRows = Math.min(count, JUDGED_ROWS, Math.ceil(JUDGED_PAIRS / count));
  const judged = sampleIndices(createRandom(settings.seed, "trustworthiness"), count, judgedRows);
  const trustworthiness = computeTrustworthiness(vectors, map, k, judged);
  const moves = measureMoves(standing, map);
  const moved =
    !stands && moves && `; papers of the last map moved by ${formatPercent(moves.medianShare)} of its width (median)`;
  return {
    rowsIn: count,
    rowsOut: count,
    summary: `map of ${count} papers${stands ? `, ${placed} of them placed on it since it was laid out` : ""}, trustworthiness ${formatFigure(trustworthiness, 3)} (${k} neighbours)${moved || ""}`,
    figures: { trustworthiness, trustworthiness_neighbors: k },
    metrics: moves ? { papers_on_both_maps: moves.points, median_move: moves.medianShare } : {},
  };
}

/** Leaves papers where they were on the last map, and adds those that are placed on it. */
async function takeStandingMap(database: Database, last: string): Promise<void> {
  await takeOver(
    database,
    "positions",
    last,
    "paper_id IN (SELECT paper_id FROM space) AND paper_id NOT IN (SELECT paper_id FROM placements)",
  );
  await database.execute("INSERT INTO positions SELECT paper_id, x, y FROM placements");
}

async function readMap(database: Database): Promise<Vectors> {
  const points = await database.query<{ x: number; y: number }>("SELECT x, y FROM positions ORDER BY paper_id");
  return { values: Float32Array.from(points.flatMap(({ x, y }) => [x, y])), dimensions: 2 };
}

/** Returns where papers lay in the last run; none is known on a first run. */
async function readStandingMap({ database, previousTable }: Context, ids: readonly string[]): Promise<StandingMap> {
  const table = await previousTable("positions");
  const rows = table
    ? await database.query<{ paper_id: string; x: number; y: number }>(`SELECT paper_id, x, y FROM ${table}`)
    : [];
  const placeOf = new Map(rows.map(({ paper_id, x, y }) => [paper_id, [x, y]]));
  return {
    positions: { values: Float32Array.from(ids.flatMap((id) => placeOf.get(id) ?? [0, 0])), dimensions: 2 },
    isKnown: ids.map((id) => placeOf.has(id)),
  };
}

/** Whether the last run's map is of the same vectors and settings: it is kept, since a map made anew from itself would move on. */
async function isMadeAlready({ database, previousTable }: Context, fit: Fit | null): Promise<boolean> {
  const tables = [await previousTable("positions"), await previousTable("space"), await previousTable("fit")];
  const [positions, space, fits] = tables;
  if (!positions || !space || !fits || !fit) return false;
  if ((await readFit(database, fits))?.settings !== fit.settings) return false;
  const { others } = await database.queryOne<{ others: number }>(
    `SELECT count(*)::INTEGER AS others FROM (SELECT paper_id, vector::FLOAT[] AS vector FROM space) AS today
     FULL JOIN (SELECT paper_id, vector::FLOAT[] AS vector FROM ${space} JOIN ${positions} USING (paper_id)) AS last USING (paper_id)
     WHERE today.vector IS DISTINCT FROM last.vector`,
  );
  return others === 0;
}

/**
 * Returns the papers that UMAP keeps near each, one less than its setting says, which counts the paper itself: looked for among those stored as its neighbours and theirs, or among all where
 * fewer are stored.
 */
async function findMapNeighbors(
  database: Database,
  vectors: Vectors,
  { umapNeighbors }: Pick<Config, Setting>,
): Promise<Neighbors> {
  const k = Math.max(0, Math.min(umapNeighbors, countVectors(vectors) - 1) - 1);
  const stored = await readNeighbors(database, null);
  return stored.k < k ? findNearestNeighbors(vectors, k) : refineNeighbors(vectors, stored, k);
}

function projectWithProgress(
  vectors: Vectors,
  near: Neighbors,
  standing: StandingMap,
  settings: Pick<Config, Setting>,
  log: Log,
): Promise<Vectors> {
  const options = { minDistance: settings.umapMinDistance };
  const bar = { label: "project", total: countEpochs(countVectors(vectors)), unit: "epochs" };
  return withProgress(log, bar, (advance) =>
    projectOnStandingMap(vectors, near, standing, options, createRandom(settings.seed, "project"), advance),
  );
}
