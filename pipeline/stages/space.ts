import type { Database } from "../database/database.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { readFit } from "../growth/fit-row.ts";
import { SPACE_SETTINGS } from "../growth/shaping-settings.ts";
import { writeAxes } from "../growth/space-tables.ts";
import { takeOver } from "../growth/take-over.ts";
import { withProgress } from "../log.ts";
import { measureMeanSimilarity } from "../numeric/mean-similarity.ts";
import { findNearestNeighbors, keepNearest, type Neighbors } from "../numeric/nearest-neighbors.ts";
import type { Vectors } from "../numeric/vectors.ts";
import { createRandom } from "../random.ts";
import { areAlmostAlike } from "../topics/judge-likeness.ts";
import { weighPaperWords } from "../topics/paper-words.ts";
import { computeTopicSpace } from "../topics/topic-space.ts";
import { readLanguageRules } from "./corpus-languages.ts";

const SETTINGS = [...SPACE_SETTINGS, "storedNeighbors"] as const;

const PREVIOUS = ["space", "space_axes", "lexical_vectors"] as const;

/** The words have one decomposition, whatever its random start: the seed of the run is not to be felt in it. */
const START_OF_DECOMPOSITION = 1;

type Context = StageContext<(typeof SETTINGS)[number], (typeof PREVIOUS)[number]>;

/** Builds the vectors that are clustered and mapped, or takes over those of the standing fit; and finds each paper's nearest papers. */
export const spaceStage = defineStage({
  name: "space",
  module: import.meta.url,
  reads: ["papers", "languages", "paper_vectors", "fit", "placements"],
  writes: ["space", "space_axes", "lexical_vectors", "neighbors"],
  previous: PREVIOUS,
  settings: SETTINGS,
  run,
});

async function run(context: Context): Promise<StageResult> {
  const { database, settings, log } = context;
  const { ids, vectors } = await database.queryVectors("SELECT paper_id, vector FROM paper_vectors ORDER BY paper_id");
  const fit = await readFit(database);
  const stands = fit?.decision === "standing";
  await takeStanding(context, stands);
  const fitted = stands ? null : await fitSpace(context, ids, vectors);
  const { sharp, neighbors } = fitted ?? (await findStandingNeighbors(context));
  const near = keepNearest(neighbors, settings.storedNeighbors);
  await writeNeighbors(database, ids, near);
  const meanSimilarity = measureMeanSimilarity(vectors);
  if (areAlmostAlike(meanSimilarity)) {
    log.warn(
      `the papers all say about the same (mean cosine ${meanSimilarity.toFixed(2)}): topics part them by details`,
    );
  }
  return {
    rowsIn: ids.length,
    rowsOut: ids.length,
    summary: `${settings.space} space of ${sharp.dimensions} dimensions${fit && stands ? `, that of fit ${fit.fit}` : ""}, ${near.k} neighbours a paper`,
    figures: { mean_similarity: meanSimilarity },
  };
}

/** Takes over the vectors of the last run, with those of the papers that are placed since the fit, where it `stands`. */
async function takeStanding({ database, previousTable }: Context, stands: boolean): Promise<void> {
  const [space, axes, lexical] = [
    await previousTable("space"),
    await previousTable("space_axes"),
    await previousTable("lexical_vectors"),
  ];
  const { placed } = await database.queryOne<{ placed: number }>("SELECT count(*)::INTEGER AS placed FROM placements");
  if (!stands) return;
  if (space === null || axes === null || lexical === null) throw new Error("space of the standing fit: not there");
  const isThere = "paper_id IN (SELECT paper_id FROM papers)";
  await takeOver(database, "space", space, `${isThere} AND paper_id NOT IN (SELECT paper_id FROM placements)`);
  if (placed > 0) await database.execute("INSERT INTO space SELECT paper_id, vector, sharp FROM placements");
  await takeOver(database, "space_axes", axes);
  await takeOver(database, "lexical_vectors", lexical, isThere);
}

type NearPapers = { sharp: Vectors; neighbors: Neighbors };

async function findStandingNeighbors({ database, settings }: Context): Promise<NearPapers> {
  const { vectors: sharp } = await database.queryVectors("SELECT paper_id, sharp FROM space ORDER BY paper_id");
  return { sharp, neighbors: await findNearestNeighbors(sharp, settings.storedNeighbors) };
}

/** Writes neighbours by row number first: a text for each would take more memory than all vectors. */
async function writeNeighbors(database: Database, ids: readonly string[], near: Neighbors): Promise<void> {
  const { k, indices, similarities } = near;
  await database.execute("CREATE OR REPLACE TEMP TABLE numbered (row INTEGER, paper_id VARCHAR)");
  await database.execute("CREATE OR REPLACE TEMP TABLE near_rows (entry INTEGER, neighbor INTEGER, similarity FLOAT)");
  await database.append("numbered", { row: Int32Array.from(ids, (_, row) => row), paper_id: ids });
  const entries = Int32Array.from(indices, (_, entry) => entry);
  await database.append("near_rows", { entry: entries, neighbor: indices, similarity: similarities });
  const width = Math.max(1, k);
  await database.execute(
    `INSERT INTO neighbors BY NAME
     SELECT own.paper_id, entry % ${width} + 1 AS rank, other.paper_id AS neighbor_id, similarity
     FROM near_rows JOIN numbered AS own ON own.row = entry // ${width} JOIN numbered AS other ON other.row = neighbor
     ORDER BY entry`,
  );
  await database.execute("DROP TABLE numbered");
  await database.execute("DROP TABLE near_rows");
}

async function fitSpace(
  { database, settings, log }: Context,
  ids: readonly string[],
  vectors: Vectors,
): Promise<NearPapers> {
  const papers = await database.query<{ text: string }>("SELECT text FROM papers ORDER BY paper_id");
  const texts = papers.map(({ text }) => text);
  const rules = await readLanguageRules(database, texts);
  const words = weighPaperWords(texts, rules, settings);
  const space =
    settings.space === "raw"
      ? {
          sharp: vectors,
          smooth: vectors,
          axes: null,
          neighbors: await findNearestNeighbors(vectors, settings.storedNeighbors),
        }
      : await withProgress(log, { label: "space", total: ids.length, unit: "papers" }, (onRows) =>
          computeTopicSpace(vectors, words, settings, createRandom(START_OF_DECOMPOSITION, "space"), {
            leastNeighbors: settings.storedNeighbors,
            onRows,
          }),
        );
  await database.setVectorWidth("space", "vector", space.smooth.dimensions);
  await database.setVectorWidth("space", "sharp", space.sharp.dimensions);
  await database.append("space", { paper_id: ids, vector: space.smooth, sharp: space.sharp });
  if (space.axes) await writeAxes(database, ids, space.axes);
  return space;
}
