import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { readFit } from "../growth/fit-row.ts";
import { SPACE_SETTINGS } from "../growth/shaping-settings.ts";
import { writeAxes } from "../growth/space-tables.ts";
import { takeOver } from "../growth/take-over.ts";
import { measureMeanSimilarity } from "../numeric/mean-similarity.ts";
import { findNearestNeighbors } from "../numeric/nearest-neighbors.ts";
import { computeTfIdf } from "../numeric/tf-idf.ts";
import type { Vectors } from "../numeric/vectors.ts";
import { createRandom } from "../random.ts";
import { listWordsAndPairs } from "../text/words-and-pairs.ts";
import { areAlmostAlike } from "../topics/judge-likeness.ts";
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
  if (!stands) await fitSpace(context, ids, vectors);

  const { vectors: sharp } = await database.queryVectors("SELECT paper_id, sharp FROM space ORDER BY paper_id");
  const { k, indices, similarities } = await findNearestNeighbors(sharp, settings.storedNeighbors);
  await database.append("neighbors", {
    paper_id: Array.from(indices, (_, entry) => ids[Math.floor(entry / k)]!),
    rank: Array.from(indices, (_, entry) => (entry % k) + 1),
    neighbor_id: Array.from(indices, (neighbor) => ids[neighbor]!),
    similarity: similarities,
  });
  const meanSimilarity = measureMeanSimilarity(vectors);
  if (areAlmostAlike(meanSimilarity)) {
    log.warn(
      `the papers all say about the same (mean cosine ${meanSimilarity.toFixed(2)}): topics part them by details`,
    );
  }
  return {
    rowsIn: ids.length,
    rowsOut: ids.length,
    summary: `${settings.space} space of ${sharp.dimensions} dimensions${fit && stands ? `, that of fit ${fit.fit}` : ""}, ${k} neighbours a paper`,
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

async function fitSpace({ database, settings }: Context, ids: readonly string[], vectors: Vectors): Promise<void> {
  const papers = await database.query<{ text: string }>("SELECT text FROM papers ORDER BY paper_id");
  const texts = papers.map(({ text }) => text);
  const rules = await readLanguageRules(database, texts);
  const words = computeTfIdf(
    texts.map((text) => listWordsAndPairs(text, rules)),
    settings,
  );
  const space =
    settings.space === "raw"
      ? { sharp: vectors, smooth: vectors, axes: null }
      : await computeTopicSpace(vectors, words, settings, createRandom(START_OF_DECOMPOSITION, "space"));
  await database.setVectorWidth("space", "vector", space.smooth.dimensions);
  await database.setVectorWidth("space", "sharp", space.sharp.dimensions);
  await database.append("space", { paper_id: ids, vector: space.smooth, sharp: space.sharp });
  if (space.axes) await writeAxes(database, ids, space.axes);
}
