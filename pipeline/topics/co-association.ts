import { clusterByKMeans } from "../numeric/kmeans.ts";
import { countVectors, pickVectors, type Vectors } from "../numeric/vectors.ts";
import { type Random, sampleIndices } from "../random.ts";

/** Steps of each k-means run; later ones move next to no row. */
const STEPS = 15;

/** The k-means runs of an ensemble. */
export type EnsembleOptions = {
  /** Target number of clusters: each run draws its own from three quarters to five quarters of it. */
  k: number;
  /** At most 65,535. */
  runs: number;
  /** Share of the rows that a run sees. */
  subsampleShare: number;
};

/**
 * Returns how often two of n rows fall into one cluster, as a share of the runs that saw both: n x n, symmetric, 1 on the diagonal.
 * Runs are k-means on random subsamples (evidence accumulation, Fred and Jain 2005).
 */
export function computeCoAssociation(vectors: Vectors, options: EnsembleOptions, random: Random): Float32Array {
  const count = countVectors(vectors);
  const together = new Uint16Array(count * count);
  const seen = new Uint16Array(count * count);
  for (let run = 0; run < options.runs; run++) {
    const { rows, clusterOf } = clusterSubsample(vectors, options, random);
    for (let i = 0; i < rows.length; i++) {
      const offset = rows[i]! * count;
      for (let j = i + 1; j < rows.length; j++) {
        seen[offset + rows[j]!]!++;
        if (clusterOf[i] === clusterOf[j]) together[offset + rows[j]!]!++;
      }
    }
  }
  return divideSymmetrically(together, seen, count);
}

/** Clusters a random subsample, whose `rows` are ascending, into a random number of clusters around k. */
function clusterSubsample(
  vectors: Vectors,
  { k, subsampleShare }: EnsembleOptions,
  random: Random,
): { rows: Int32Array; clusterOf: Int32Array } {
  const count = countVectors(vectors);
  const drawn = Math.min(count, Math.round(k * (0.75 + 0.5 * random.next())));
  const rows = sampleIndices(random, count, Math.max(drawn, Math.round(subsampleShare * count)));
  const options = { k: Math.max(2, Math.min(drawn, rows.length)), restarts: 1, maxIterations: STEPS };
  return { rows, clusterOf: clusterByKMeans(pickVectors(vectors, rows), options, random).clusterOf };
}

/** Returns the counts of the upper triangle, n x n, as shares on both sides of a diagonal of ones. */
function divideSymmetrically(together: Uint16Array, seen: Uint16Array, count: number): Float32Array {
  const shares = new Float32Array(count * count);
  for (let i = 0; i < count; i++) {
    shares[i * count + i] = 1;
    for (let j = i + 1; j < count; j++) {
      const share = together[i * count + j]! / Math.max(1, seen[i * count + j]!);
      shares[i * count + j] = share;
      shares[j * count + i] = share;
    }
  }
  return shares;
}
