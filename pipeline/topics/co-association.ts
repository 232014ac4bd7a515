import { listMembers } from "../numeric/cluster-sizes.ts";
import { drawKMeans } from "../numeric/kmeans.ts";
import { type KMeansRunner, type KMeansTask, runInTurn } from "../numeric/kmeans-threads.ts";
import { countVectors, type Vectors } from "../numeric/vectors.ts";
import { type Random, sampleIndices } from "../random.ts";

/** Steps of each k-means run; later ones move next to no row. */
const STEPS = 15;

/** Bits of a number that bits are set in. */
const BITS = 32;

/** The k-means runs of an ensemble. */
export type EnsembleOptions = {
  /** Target number of clusters: each run draws its own from three quarters to five quarters of it. */
  k: number;
  /** At most 65,535. */
  runs: number;
  /** Share of the rows that a run sees. */
  subsampleShare: number;
  /** Called after each run. */
  onRun?: () => void;
  /** Runs the k-means; in turn, where none is given. */
  runner?: KMeansRunner;
};

/**
 * Returns how often two of n rows fall into one cluster, as a share of the runs that saw both: n x n, symmetric, 1 on the diagonal.
 * Runs are k-means on random subsamples (evidence accumulation, Fred and Jain 2005).
 */
export async function computeCoAssociation(
  vectors: Vectors,
  options: EnsembleOptions,
  random: Random,
): Promise<Float32Array> {
  const count = countVectors(vectors);
  const drawn = Array.from({ length: options.runs }, () => drawSubsample(count, options, random));
  const clustered = await (options.runner ?? runInTurn)(vectors, drawn, options.onRun);
  const together = new Uint16Array(count * count);
  const seen = new SeenTogether(count, options.runs);
  for (const [run, { clusterOf }] of clustered.entries()) {
    const { rows, drawn: of } = drawn[run]!;
    for (const row of rows) seen.add(run, row);
    for (const members of listMembers(clusterOf, of.k))
      countPairs(
        together,
        Int32Array.from(members, (place) => rows[place]!),
        count,
      );
  }
  return divideSymmetrically(together, seen, count);
}

/** Counts each two of some ascending rows, of `count` in all, in the upper triangle. */
function countPairs(together: Uint16Array, rows: Int32Array, count: number): void {
  for (let place = 0; place < rows.length; place++) {
    const offset = rows[place]! * count;
    for (let other = place + 1; other < rows.length; other++) together[offset + rows[other]!]!++;
  }
}

/** Which runs saw which rows, a bit a run: how many saw two of them is counted when it is asked for. */
class SeenTogether {
  readonly #words: number;
  readonly #runs: Int32Array;

  constructor(rows: number, runs: number) {
    this.#words = Math.ceil(runs / BITS);
    this.#runs = new Int32Array(rows * this.#words);
  }

  add(run: number, row: number): void {
    this.#runs[row * this.#words + Math.floor(run / BITS)]! |= 1 << (run % BITS);
  }

  count(a: number, b: number): number {
    let runs = 0;
    for (let word = 0; word < this.#words; word++)
      runs += countBits(this.#runs[a * this.#words + word]! & this.#runs[b * this.#words + word]!);
    return runs;
  }
}

/** Returns how many bits of a whole number of 32 are set: by pairs, fours and bytes side by side (Warren 2012, Hacker's Delight, 5-1). */
function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Draws a k-means of a random subsample, whose `rows` are ascending, into a random number of clusters around k. */
function drawSubsample(
  count: number,
  { k, subsampleShare }: EnsembleOptions,
  random: Random,
): KMeansTask & { rows: Int32Array } {
  const drawn = Math.min(count, Math.round(k * (0.75 + 0.5 * random.next())));
  const rows = sampleIndices(random, count, Math.max(drawn, Math.round(subsampleShare * count)));
  const options = { k: Math.max(2, Math.min(drawn, rows.length)), restarts: 1, maxIterations: STEPS };
  return { rows, drawn: drawKMeans(rows.length, options, random) };
}

/** Rows and columns of a square that is filled together with the one across the diagonal, so that the columns of both stay at hand. */
const TILE = 64;

/** Returns the counts of the upper triangle, n x n, as shares on both sides of a diagonal of ones. */
function divideSymmetrically(together: Uint16Array, seen: SeenTogether, count: number): Float32Array {
  const shares = new Float32Array(count * count);
  for (let top = 0; top < count; top += TILE)
    for (let left = top; left < count; left += TILE) divideTile(shares, together, seen, count, top, left);
  return shares;
}

function divideTile(
  shares: Float32Array,
  together: Uint16Array,
  seen: SeenTogether,
  count: number,
  top: number,
  left: number,
): void {
  for (let i = top; i < Math.min(count, top + TILE); i++) {
    if (left === top) shares[i * count + i] = 1;
    for (let j = Math.max(left, i + 1); j < Math.min(count, left + TILE); j++) {
      const common = together[i * count + j]!;
      if (common === 0) continue;
      const share = common / seen.count(i, j);
      shares[i * count + j] = share;
      shares[j * count + i] = share;
    }
  }
}
