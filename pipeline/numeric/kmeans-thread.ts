import { parentPort } from "node:worker_threads";
import { runKMeans } from "./kmeans.ts";
import type { KMeansRequest } from "./kmeans-threads.ts";
import { pickVectors } from "./vectors.ts";

// A thread that runs one k-means after the other.

parentPort!.on("message", ({ vectors, rows, drawn }: KMeansRequest) => {
  const result = runKMeans(rows === null ? vectors : pickVectors(vectors, rows), drawn);
  parentPort!.postMessage(result, [result.clusterOf.buffer as ArrayBuffer, result.centroids.buffer as ArrayBuffer]);
});
