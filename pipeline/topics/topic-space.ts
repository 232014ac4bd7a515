import { computeLatentSemantics } from "../numeric/latent-semantics.ts";
import { findNearestNeighbors, type Neighbors } from "../numeric/nearest-neighbors.ts";
import { projectOnPrincipalComponents } from "../numeric/principal-components.ts";
import { computeTfIdf } from "../numeric/tf-idf.ts";
import { centerColumns, joinColumns, normalizeRows, type Vectors, viewVector } from "../numeric/vectors.ts";
import type { Random } from "../random.ts";

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

/** A unit row for each of n papers, before and after smoothing over its neighbours. */
export type TopicSpace = { sharp: Vectors; smooth: Vectors };

/**
 * Returns the space in which topics are looked for. Sentence vectors, less their mean, say what a paper is about; latent semantics of its
 * words and word pairs (`terms`) tell apart what the encoder holds for the same. Both are joined and reduced to principal components, then
 * smoothed, which thins the bridges between topics.
 */
export async function computeTopicSpace(
  embeddings: Vectors,
  terms: readonly (readonly string[])[],
  options: TopicSpaceOptions,
  random: Random,
): Promise<TopicSpace> {
  const dense = normalizeRows(centerColumns(embeddings));
  const lexical = normalizeRows(computeLatentSemantics(computeTfIdf(terms, options), options.lsaDimensions, random));
  const joined = joinColumns(dense, lexical, options.lexicalWeight);
  const sharp = normalizeRows(projectOnPrincipalComponents(joined, options.pcaDimensions));
  const neighbors = await findNearestNeighbors(sharp, options.smoothingNeighbors);
  return { sharp, smooth: smoothOverNeighbors(sharp, neighbors, options.smoothingWeight) };
}

/** Returns unit rows, n x dimensions: (1 - weight) of the own vector and `weight` of the mean of its neighbours'. */
export function smoothOverNeighbors(vectors: Vectors, { k, indices }: Neighbors, weight: number): Vectors {
  if (k === 0) return vectors;
  const { values, dimensions } = vectors;
  const smooth = new Float32Array(values.length);
  const mean = new Float64Array(dimensions);
  for (let row = 0; row * dimensions < values.length; row++) {
    mean.fill(0);
    for (let rank = 0; rank < k; rank++) {
      const neighbor = viewVector(vectors, indices[row * k + rank]!);
      for (let d = 0; d < dimensions; d++) mean[d]! += neighbor[d]! / k;
    }
    for (let d = 0; d < dimensions; d++) {
      smooth[row * dimensions + d] = (1 - weight) * values[row * dimensions + d]! + weight * mean[d]!;
    }
  }
  return normalizeRows({ values: smooth, dimensions });
}
