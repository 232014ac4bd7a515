import { computeLatentSemantics, foldIntoLatentSemantics } from "../numeric/latent-semantics.ts";
import { findNearestAmong, findNearestNeighbors, keepNearest, type Neighbors } from "../numeric/nearest-neighbors.ts";
import {
  findPrincipalComponents,
  type PrincipalComponents,
  projectOnComponents,
} from "../numeric/principal-components.ts";
import { pickRows, type SparseMatrix } from "../numeric/tf-idf.ts";
import {
  columnMeans,
  joinColumns,
  normalizeRows,
  pickVectors,
  subtractRow,
  type Vectors,
  viewVector,
} from "../numeric/vectors.ts";
import type { Random } from "../random.ts";

/** Papers that the axes of the space are found from, at most; further ones are brought onto these axes. */
export const MOST_AXIS_ROWS = 10_000;

/** Parts of the space and their weights. */
export type TopicSpaceOptions = {
  /** Weight of the lexical part; the dense part has weight 1. */
  lexicalWeight: number;
  minDocumentCount: number;
  maxDocumentShare: number;
  lsaDimensions: number;
  pcaDimensions: number;
  smoothingNeighbors: number;
  /** Share of the neighbours' mean in a smoothed vector; 0 smooths nothing. */
  smoothingWeight: number;
};

/** What is looked for beside the space: so many neighbours of each paper at least; `onRows` is called after those of so many are found. */
export type SpaceSearch = { leastNeighbors?: number; mostAxisRows?: number; onRows?: (rows: number) => void };

/** A unit row for each of n papers, before and after smoothing over its neighbours. */
export type TopicSpace = { sharp: Vectors; smooth: Vectors };

/** How papers are brought into a topic space, those too that it was not made of. */
export type SpaceAxes = {
  /** Mean of the sentence vectors. */
  denseMean: Float64Array;
  /** Coordinates of the papers that the space was made of in the singular directions of their words, not of unit length. */
  lexical: Vectors;
  /** Components of both parts joined. */
  components: PrincipalComponents;
};

/**
 * Returns the space in which topics are looked for. Sentence vectors, less their mean, say what a paper is about; latent semantics of its
 * words and word pairs (`words`) tell apart what the encoder holds for the same. Both are joined and reduced to principal components, then
 * smoothed, which thins the bridges between topics. `neighbors` are the nearest of the sharp rows, `leastNeighbors` of each or more.
 */
export async function computeTopicSpace(
  embeddings: Vectors,
  words: SparseMatrix,
  options: TopicSpaceOptions,
  random: Random,
  { leastNeighbors = 0, mostAxisRows = MOST_AXIS_ROWS, onRows }: SpaceSearch = {},
): Promise<TopicSpace & { axes: SpaceAxes; neighbors: Neighbors }> {
  const denseMean = columnMeans(embeddings);
  const axisRows = chooseAxisRows(words.rows, mostAxisRows);
  const lexical = findLexicalCoordinates(words, axisRows, options.lsaDimensions, random);
  const joined = joinParts(embeddings, denseMean, lexical, options.lexicalWeight);
  const components = findPrincipalComponents(axisRows ? pickVectors(joined, axisRows) : joined, options.pcaDimensions);
  const sharp = normalizeRows(projectOnComponents(joined, components));
  const neighbors = await findNearestNeighbors(sharp, Math.max(leastNeighbors, options.smoothingNeighbors), {
    onRows,
  });
  const nearest = keepNearest(neighbors, options.smoothingNeighbors);
  const smooth = smoothOverNeighbors(sharp, nearest, options.smoothingWeight);
  return { sharp, smooth, axes: { denseMean, lexical, components }, neighbors };
}

/** Returns the rows that the axes are found from, spread evenly over all; null where all serve. */
function chooseAxisRows(count: number, most: number): Int32Array | null {
  return count <= most ? null : Int32Array.from({ length: most }, (_, place) => Math.floor((place * count) / most));
}

function findLexicalCoordinates(
  words: SparseMatrix,
  axisRows: Int32Array | null,
  dimensions: number,
  random: Random,
): Vectors {
  if (axisRows === null) return computeLatentSemantics(words, dimensions, random);
  const known = pickRows(words, axisRows);
  return foldIntoLatentSemantics(words, known, computeLatentSemantics(known, dimensions, random));
}

/** What is known of the papers that a space was made of: their words, and their sharp vectors; a row each. */
export type SpacePapers = { words: SparseMatrix; sharp: Vectors };

/**
 * Brings other papers into a topic space, as if it had been made with them: a unit row each. `words` has the columns of those of the `known` papers. They are smoothed over known papers
 * alone. The sharp vector of one that is known itself is its own.
 */
export async function foldIntoTopicSpace(
  embeddings: Vectors,
  words: SparseMatrix,
  known: SpacePapers,
  { denseMean, lexical, components }: SpaceAxes,
  options: TopicSpaceOptions,
): Promise<TopicSpace> {
  const folded = foldIntoLatentSemantics(words, known.words, lexical);
  const joined = joinParts(embeddings, denseMean, folded, options.lexicalWeight);
  const sharp = normalizeRows(projectOnComponents(joined, components));
  return { sharp, smooth: await smoothOverKnown(sharp, known.sharp, options) };
}

/** Returns the vectors smoothed over the nearest of known ones. */
export async function smoothOverKnown(
  sharp: Vectors,
  known: Vectors,
  options: Pick<TopicSpaceOptions, "smoothingNeighbors" | "smoothingWeight">,
): Promise<Vectors> {
  const neighbors = await findNearestAmong(sharp, known, options.smoothingNeighbors);
  return smoothOverNeighbors(sharp, neighbors, options.smoothingWeight, known);
}

function joinParts(embeddings: Vectors, denseMean: Float64Array, lexical: Vectors, weight: number): Vectors {
  return joinColumns(normalizeRows(subtractRow(embeddings, denseMean)), normalizeRows(lexical), weight);
}

/** Returns unit rows, n x dimensions: (1 - weight) of the own vector and `weight` of the mean of its neighbours', which are rows of `known`. */
export function smoothOverNeighbors(
  vectors: Vectors,
  { k, indices }: Neighbors,
  weight: number,
  known = vectors,
): Vectors {
  if (k === 0) return vectors;
  const { values, dimensions } = vectors;
  const smooth = new Float32Array(values.length);
  const mean = new Float64Array(dimensions);
  for (let row = 0; row * dimensions < values.length; row++) {
    mean.fill(0);
    for (let rank = 0; rank < k; rank++) {
      const neighbor = viewVector(known, indices[row * k + rank]!);
      for (let d = 0; d < dimensions; d++) mean[d]! += neighbor[d]! / k;
    }
    for (let d = 0; d < dimensions; d++) {
      smooth[row * dimensions + d] = (1 - weight) * values[row * dimensions + d]! + weight * mean[d]!;
    }
  }
  return normalizeRows({ values: smooth, dimensions });
}
