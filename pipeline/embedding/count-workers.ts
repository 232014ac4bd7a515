import type { Dtype } from "./embedder.ts";

/** What a thread with a model takes beside the weights, in bytes: its own heap, and the intermediate results of the longest text. */
const BYTES_BESIDE_WEIGHTS = 200e6;

/** Share of the free memory that threads may take. */
const FREE_SHARE = 0.5;

/** Times the size of its file that a model takes: fp16 weights are calculated with in 32 bits, and read before. */
const TIMES_FILE: Record<Dtype, number> = { fp16: 3, fp32: 2, q8: 2 };

/** More threads than this gain little, since they wait for the same memory. */
const MOST_WORKERS = 16;

/** Returns how many threads embed at once, each with a model of its own: one for each core, as far as free memory goes, in bytes; at least 1. */
export function countWorkers(
  { cores, free }: { cores: number; free: number },
  { bytes, dtype }: { bytes: number; dtype: Dtype },
): number {
  const fitting = Math.floor((free * FREE_SHARE) / (bytes * TIMES_FILE[dtype] + BYTES_BESIDE_WEIGHTS));
  return Math.max(1, Math.min(cores, fitting, MOST_WORKERS));
}
