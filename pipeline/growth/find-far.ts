import { computeMean } from "../numeric/mean.ts";
import { findNearestAmong, findNearestNeighbors, type Neighbors } from "../numeric/nearest-neighbors.ts";
import { pickVectors, type Vectors } from "../numeric/vectors.ts";

/** Nearest papers of the fit by which a paper is judged to fit anywhere. */
const NEAREST = 10;
/** Share of the papers of the fit itself that lie as far from their nearest ones as an unsettled paper. */
const FAR_SHARE = 0.02;
/** Returns for each paper asked for whether it is farther from its nearest known papers than hardly any paper of the fit is from its own. */
export async function findFar(
  asked: readonly number[],
  known: readonly number[],
  fitted: readonly number[],
  sharp: Vectors,
): Promise<boolean[]> {
  const own = await findNearestNeighbors(pickVectors(sharp, fitted), NEAREST);
  const usual = measureNearness(own, fitted.length).sort();
  const least = usual[Math.floor(FAR_SHARE * usual.length)] ?? Number.NEGATIVE_INFINITY;
  const near = await findNearestAmong(pickVectors(sharp, asked), pickVectors(sharp, known), NEAREST);
  return Array.from(measureNearness(near, asked.length), (nearness) => nearness < least);
}

function measureNearness({ k, similarities }: Neighbors, rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) =>
    computeMean(Float64Array.from(similarities.subarray(row * k, (row + 1) * k))),
  );
}
