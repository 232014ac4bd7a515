import { clusterByKMeans } from "../numeric/kmeans.ts";
import { countVectors, pickVectors, type Vectors } from "../numeric/vectors.ts";
import { type Random, sampleIndices } from "../random.ts";

export type EnsembleOptions = {
  /** Target number of clusters: each run draws its own from three quarters to five quarters of it. */
  k: number;
  runs: number;
  /** Share of the rows that a run sees. */
  subsampleShare: number;
};

/**
 * Returns how often two rows fall into one cluster, as a share of the runs that saw both: count x count, 1 on the diagonal.
 * Evidence accumulation over an ensemble of k-means runs on random subsamples (Fred and Jain 2005). At most 65,535 runs.
 */
export function accumulateEvidence(
  vectors: Vectors,
  { k, runs, subsampleShare }: EnsembleOptions,
  random: Random,
): Float32Array {
  const count = countVectors(vectors);
  const together = new Uint16Array(count * count);
  const seen = new Uint16Array(count * count);
  for (let run = 0; run < runs; run++) {
    const drawn = Math.min(count, Math.round(k * (0.75 + 0.5 * random.next())));
    const rows = sampleIndices(random, count, Math.max(drawn, Math.round(subsampleShare * count)));
    const { labels } = clusterByKMeans(
      pickVectors(vectors, rows),
      { k: Math.max(2, Math.min(drawn, rows.length)), restarts: 1 },
      random,
    );
    for (let i = 0; i < rows.length; i++) {
      const offset = rows[i]! * count;
      for (let j = i + 1; j < rows.length; j++) {
        seen[offset + rows[j]!]!++;
        if (labels[i] === labels[j]) together[offset + rows[j]!]!++;
      }
    }
  }
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
