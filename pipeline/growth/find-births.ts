import { groupByAverageLinkage } from "../numeric/average-linkage.ts";
import { computeUnitCentroids } from "../numeric/centroids.ts";
import { listMembers } from "../numeric/cluster-sizes.ts";
import { computeMean } from "../numeric/mean.ts";
import { measureMeanSimilarity } from "../numeric/mean-similarity.ts";
import { findNearestNeighbors, type Neighbors } from "../numeric/nearest-neighbors.ts";
import { computePhi } from "../numeric/phi-coefficient.ts";
import { power } from "../numeric/power.ts";
import { dotProduct, dotProducts, pickVectors, type Vectors } from "../numeric/vectors.ts";
import type { Random } from "../random.ts";
import { drawHalves } from "../topics/half-prediction.ts";

/** All papers, a row each, and which of them came since the fit. */
export type GrownPapers = {
  /** Unit vectors before smoothing. */
  sharp: Vectors;
  /** The topic of each below k, or -1. */
  topicOf: Int32Array;
  k: number;
  isPlaced: readonly boolean[];
  isUnsettled: readonly boolean[];
};

/** Papers that are a topic of their own: their rows, how they hold together, and how well halves of them foretell each other. */
export type Birth = { rows: number[]; cohesion: number; stability: number };

const NEIGHBORS = 10;
/** A paper among whose nearest so many came since the fit is one of a crowd: by chance one in twenty is. */
const CROWD_CHANCE = 0.05;
/** Papers of the least topic that is born. */
const LEAST_PAPERS = 8;
/** A group holds together at least as this share of the topics of the fit do, and is at most so near to any of them. */
const COHESION_QUANTILE = 0.25;
const FAR_APART = 0.75;
/** How well halves of it must foretell the rest: as of a fair topic. */
const LEAST_STABILITY = 0.5;
const SPLITS = 12;

/**
 * Returns the topics that are born among papers which came since the fit: those that fit nowhere, and those whose nearest papers came since, too. They hold together as the
 * topics of the fit do, lie apart from each of these, and one half of them
 * foretells the other among all papers.
 */
export async function findBirths(papers: GrownPapers, random: Random): Promise<Birth[]> {
  const { sharp, topicOf, k, isPlaced, isUnsettled } = papers;
  const settled = topicOf.map((topic, row) => (isPlaced[row] ? -1 : topic));
  const members = listMembers(settled, k).filter((rows) => rows.length > 1);
  const cohesions = members.map((rows) => measureMeanSimilarity(sharp, rows)).sort((a, b) => a - b);
  const least = cohesions[Math.floor(COHESION_QUANTILE * cohesions.length)];
  if (least === undefined) return [];
  const near = await findNearestNeighbors(sharp, NEIGHBORS);
  const crowd = countCrowd(near.k, isPlaced.filter(Boolean).length / isPlaced.length);
  const candidates = [...isPlaced.keys()].filter(
    (row) => isPlaced[row] && (isUnsettled[row] || countPlaced(near, row, isPlaced) >= crowd),
  );
  if (candidates.length < LEAST_PAPERS) return [];
  const groups = groupByAverageLinkage(pickVectors(sharp, candidates), least)
    .map((places) => places.map((place) => candidates[place]!))
    .filter((rows) => rows.length >= LEAST_PAPERS);
  const centroids = computeUnitCentroids(sharp, settled, k);
  const known = [...settled.keys()].filter((row) => settled[row]! >= 0);
  const born: Birth[] = [];
  for (const rows of groups) {
    const cohesion = measureMeanSimilarity(sharp, rows);
    if (Math.max(...members.map((others) => measureBetween(sharp, rows, others))) > FAR_APART * cohesion) continue;
    const stability = measureStability(sharp, rows, known, centroids, random);
    if (stability >= LEAST_STABILITY) born.push({ rows, cohesion, stability });
  }
  return born;
}

/**
 * Returns how well one half of a group foretells which papers, of its other half and of all that are known, are in it: those nearer to its centroid than to that of any topic. The mean phi
 * coefficient over random halvings.
 */
function measureStability(
  sharp: Vectors,
  rows: readonly number[],
  known: readonly number[],
  centroids: Vectors,
  random: Random,
): number {
  const nearest = (row: number) => Math.max(...dotProducts(pickVectors(sharp, [row]), centroids));
  const [own, others] = [rows.map(nearest), known.map(nearest)];
  const phis = drawHalves(rows.length, SPLITS, random).map(({ first, second }) => {
    const half = pickVectors(
      sharp,
      Array.from(first, (place) => rows[place]!),
    );
    const centroid = computeUnitCentroids(half, new Int32Array(first.length), 1);
    const isNearer = (row: number, other: number) => dotProduct(sharp, row, centroid, 0) > other;
    const found = second.filter((place) => isNearer(rows[place]!, own[place]!)).length;
    const taken = known.filter((row, place) => isNearer(row, others[place]!)).length;
    return computePhi({
      total: second.length + known.length,
      first: found + taken,
      second: second.length,
      both: found,
    });
  });
  return computeMean(Float64Array.from(phis));
}

/** Returns the least number of `draws` that is reached by chance in one of twenty cases at most, where each counts with a probability. */
export function countCrowd(draws: number, probability: number): number {
  let chance = 0;
  let odds = power(probability, draws);
  for (let count = draws; count > 0; count--) {
    chance += odds;
    if (chance > CROWD_CHANCE) return count + 1;
    odds *= (count / (draws - count + 1)) * ((1 - probability) / probability);
  }
  return 1;
}

function countPlaced({ k, indices }: Neighbors, row: number, isPlaced: readonly boolean[]): number {
  return indices.subarray(row * k, (row + 1) * k).filter((other) => isPlaced[other]).length;
}

/** Returns the mean cosine of the rows to others. */
function measureBetween(vectors: Vectors, rows: readonly number[], others: readonly number[]): number {
  let sum = 0;
  for (const row of rows) for (const other of others) sum += dotProduct(vectors, row, vectors, other);
  return sum / (rows.length * others.length);
}
