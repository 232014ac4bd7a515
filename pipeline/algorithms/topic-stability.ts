import { type Random, sampleIndices } from "../random.ts";
import { clusterByKMeans } from "./kmeans.ts";
import { pickVectors, type Vectors } from "./vectors.ts";

/**
 * Returns each topic's stability: the mean, over reruns of k-means on random subsamples, of the largest Jaccard index of the
 * topic's sampled rows with a cluster of the rerun (Hennig 2007). 1 is found again every time; below 0.6 is doubtful.
 */
export function measureTopicStability(
  vectors: Vectors,
  labels: Int32Array,
  { k, runs, subsampleShare }: { k: number; runs: number; subsampleShare: number },
  random: Random,
): Float64Array {
  const count = labels.length;
  const size = Math.max(k, Math.round(subsampleShare * count));
  const totals = new Float64Array(k);
  for (let run = 0; run < runs; run++) {
    const rows = sampleIndices(random, count, size);
    const rerun = clusterByKMeans(pickVectors(vectors, rows), { k, restarts: 2 }, random).labels;
    const overlap = new Int32Array(k * k);
    const ownSizes = new Int32Array(k);
    const rerunSizes = new Int32Array(k);
    rows.forEach((row, index) => {
      const topic = labels[row]!;
      const found = rerun[index]!;
      overlap[topic * k + found]!++;
      ownSizes[topic]!++;
      rerunSizes[found]!++;
    });
    for (let topic = 0; topic < k; topic++) {
      let largest = 0;
      for (let found = 0; found < k; found++) {
        const both = overlap[topic * k + found]!;
        largest = Math.max(largest, both / Math.max(1, ownSizes[topic]! + rerunSizes[found]! - both));
      }
      totals[topic]! += largest;
    }
  }
  return totals.map((total) => total / runs);
}
