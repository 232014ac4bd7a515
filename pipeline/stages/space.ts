import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { readFit, readPlacedIds } from "../growth/fit-row.ts";
import { measureMeanSimilarity } from "../numeric/mean-similarity.ts";
import { findNearestNeighbors } from "../numeric/nearest-neighbors.ts";
import { createRandom } from "../random.ts";
import { listWordsAndPairs } from "../text/words-and-pairs.ts";
import { areAlmostAlike } from "../topics/judge-likeness.ts";
import { computeTopicSpace } from "../topics/topic-space.ts";
import { readLanguageRules } from "./corpus-languages.ts";

const SETTINGS = [
  "space",
  "storedNeighbors",
  "lexicalWeight",
  "minDocumentCount",
  "maxDocumentShare",
  "lsaDimensions",
  "pcaDimensions",
  "smoothingNeighbors",
  "smoothingWeight",
] as const;

/** The words have one decomposition, whatever its random start: the seed of the run is not to be felt in it. */
const START_OF_DECOMPOSITION = 1;

/** Builds the vectors that are clustered and mapped, and each paper's nearest papers. */
export const spaceStage = defineStage({
  name: "space",
  module: import.meta.url,
  reads: ["papers", "languages", "paper_vectors", "fit", "placements"],
  writes: ["space", "space_axes", "lexical_vectors", "neighbors"],
  settings: SETTINGS,
  run,
});

async function run({ database, settings, log }: StageContext<(typeof SETTINGS)[number]>): Promise<StageResult> {
  const fit = await readFit(database);
  const placed = await readPlacedIds(database);
  if (fit?.decision === "standing" || placed.length > 0) throw new Error("a standing fit is not taken over yet");
  const { ids, vectors } = await database.queryVectors("SELECT paper_id, vector FROM paper_vectors ORDER BY paper_id");
  const papers = await database.query<{ text: string }>("SELECT text FROM papers ORDER BY paper_id");
  const texts = papers.map(({ text }) => text);
  const rules = await readLanguageRules(database, texts);
  const terms = texts.map((text) => listWordsAndPairs(text, rules));
  const { sharp, smooth } =
    settings.space === "raw"
      ? { sharp: vectors, smooth: vectors }
      : await computeTopicSpace(vectors, terms, settings, createRandom(START_OF_DECOMPOSITION, "space"));

  await database.setVectorWidth("space", "vector", smooth.dimensions);
  await database.setVectorWidth("space", "sharp", sharp.dimensions);
  await database.append("space", { paper_id: ids, vector: smooth, sharp });

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
    summary: `${settings.space} space of ${smooth.dimensions} dimensions, ${k} neighbours a paper`,
    figures: { mean_similarity: meanSimilarity },
  };
}
