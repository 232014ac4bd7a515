import { countVectors, dotProducts, type Vectors } from "../numeric/vectors.ts";

/** Two groups of topics that are joined, named by their first topics, and the mean cosine of their topics, weighed by size. */
export type Merge = { first: number; second: number; similarity: number };

/** Broader topics, numbered from 0 in order of their first topics. */
export type Hierarchy = {
  /** The broader topic of each topic, or -1 where it stands alone. */
  parents: Int32Array;
  count: number;
  /** Why there are so many, in words. */
  reason: string;
};

/** So many topics are taken in at a glance: they need no broader ones. */
const MOST_AT_A_GLANCE = 6;

/**
 * Returns all merges of topics by average linkage (Sokal and Michener 1958), in their order: the two groups of the highest mean cosine
 * first, of equals those of the smallest numbers. A topic counts as often as `sizes` says it has papers. `centroids` has a unit row a topic.
 */
export function agglomerateTopics(centroids: Vectors, sizes: ArrayLike<number>): Merge[] {
  const count = countVectors(centroids);
  const similarities = dotProducts(centroids, centroids);
  const weights = Float64Array.from(sizes);
  const groups = new Set(weights.keys());
  const merges: Merge[] = [];
  while (groups.size > 1) {
    const merge = findMostAlike(groups, similarities, count);
    const { first, second } = merge;
    const [a, b] = [weights[first]!, weights[second]!];
    for (const other of groups) {
      const mean = (a * similarities[first * count + other]! + b * similarities[second * count + other]!) / (a + b);
      similarities[first * count + other] = similarities[other * count + first] = mean;
    }
    weights[first] = a + b;
    groups.delete(second);
    merges.push(merge);
  }
  return merges;
}

/**
 * Returns how alike two papers are that share nothing but the space: the root mean square cosine of each two different rows. Rows are unit
 * vectors, two or more. In d dimensions that are all used alike it is 1/sqrt(d).
 */
export function measureChance(vectors: Vectors): number {
  const { values, dimensions } = vectors;
  const count = countVectors(vectors);
  // The sum of all squared cosines is that of all squared entries of the matrix of products of columns.
  let squares = 0;
  for (let a = 0; a < dimensions; a++) {
    for (let b = 0; b <= a; b++) {
      let product = 0;
      for (let row = 0; row < values.length; row += dimensions) product += values[row + a]! * values[row + b]!;
      squares += (a === b ? 1 : 2) * product * product;
    }
  }
  return Math.sqrt(Math.max(0, squares - count) / (count * (count - 1)));
}

/**
 * Returns the broader topics: groups that merge while they are at least `chance` alike (see measureChance). `centroids` has a unit row a
 * topic, `sizes` its papers. There are none where there are few topics, where none is like another, or where all are.
 */
export function findBroaderTopics(centroids: Vectors, sizes: ArrayLike<number>, chance: number): Hierarchy {
  const count = countVectors(centroids);
  const none = (reason: string): Hierarchy => ({ parents: new Int32Array(count).fill(-1), count: 0, reason });
  if (count <= MOST_AT_A_GLANCE) return none(`${count} topics need none`);
  const merges = agglomerateTopics(centroids, sizes);
  const joined = merges.filter(({ similarity }) => similarity >= chance);
  const papers = `two papers at random (${chance.toFixed(2)})`;
  if (joined.length === 0) return none(`no two topics are more alike than ${papers}`);
  if (joined.length === merges.length) return none(`all topics are more alike than ${papers}: no cut sets them apart`);
  const { parents, groups, alone } = nameGroups(joined, count);
  const last = joined.at(-1)!.similarity.toFixed(2);
  const next = merges[joined.length]!.similarity.toFixed(2);
  const reason = `${alone} topics stand alone; the last merge has a mean cosine of ${last}, the next would have ${next}, less than ${papers}`;
  return { parents, count: groups, reason };
}

function findMostAlike(groups: ReadonlySet<number>, similarities: Float64Array, count: number): Merge {
  let best: Merge = { first: -1, second: -1, similarity: Number.NEGATIVE_INFINITY };
  for (const first of groups) {
    for (const second of groups) {
      const similarity = similarities[first * count + second]!;
      if (first < second && similarity > best.similarity) best = { first, second, similarity };
    }
  }
  return best;
}

function nameGroups(merges: readonly Merge[], count: number): { parents: Int32Array; groups: number; alone: number } {
  const heads = Int32Array.from({ length: count }, (_, topic) => topic);
  for (const { first, second } of merges) {
    for (let topic = 0; topic < count; topic++) if (heads[topic] === second) heads[topic] = first;
  }
  const shared = [...new Set(heads)].filter((head) => heads.filter((other) => other === head).length > 1);
  const parents = heads.map((head) => shared.indexOf(head));
  return { parents, groups: shared.length, alone: parents.filter((parent) => parent === -1).length };
}
