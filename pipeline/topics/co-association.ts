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
  const seen = new SeenTogether(count, options.runs);
  const groups = new RunGroups(count, options.runs);
  for (const [run, { clusterOf }] of clustered.entries()) {
    const { rows, drawn: of } = drawn[run]!;
    for (const row of rows) seen.add(run, row);
    groups.add(run, rows, clusterOf, of.k);
  }
  return mirror(divideUpperRows(groups, seen, count), count);
}

/** The rows of each run by cluster, each cluster's ascending, run after run. */
class RunGroups {
  readonly #count: number;
  readonly #runs: number;
  readonly #order: Int32Array;
  /** Where in that order a row's own cluster goes on behind it, and where it ends; both 0 where a run has not seen the row. */
  readonly #next: Int32Array;
  readonly #ends: Int32Array;

  constructor(count: number, runs: number) {
    this.#count = count;
    this.#runs = runs;
    this.#order = new Int32Array(count * runs);
    this.#next = new Int32Array(count * runs);
    this.#ends = new Int32Array(count * runs);
  }

  /** Adds a run that put some ascending rows into k clusters. */
  add(run: number, rows: Int32Array, clusterOf: Int32Array, k: number): void {
    let filled = run * this.#count;
    for (const members of listMembers(clusterOf, k)) {
      const end = filled + members.length;
      for (const place of members) {
        const entry = run * this.#count + rows[place]!;
        this.#order[filled++] = rows[place]!;
        this.#next[entry] = filled;
        this.#ends[entry] = end;
      }
    }
  }

  /** Adds to `together` how often each later row was in the cluster of this one. */
  countLater(row: number, together: Uint16Array): void {
    for (let run = 0; run < this.#runs; run++) {
      const entry = run * this.#count + row;
      for (let place = this.#next[entry]!; place < this.#ends[entry]!; place++) together[this.#order[place]!]!++;
    }
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

/** Returns how often each two rows were together as a share of the runs that saw both, n x n: the upper triangle, and a diagonal of ones. A row at a time, which stays at hand. */
function divideUpperRows(groups: RunGroups, seen: SeenTogether, count: number): Float32Array {
  const shares = new Float32Array(count * count);
  const together = new Uint16Array(count);
  for (let row = 0; row < count; row++) {
    shares[row * count + row] = 1;
    together.fill(0);
    groups.countLater(row, together);
    for (let other = row + 1; other < count; other++)
      if (together[other] !== 0) shares[row * count + other] = together[other]! / seen.count(row, other);
  }
  return shares;
}

/** Rows and columns of a square that is copied at once, so that both its rows and its columns stay at hand. */
const TILE = 64;

/** Copies the upper triangle of a matrix, n x n, to the lower one, in place, and returns it. */
function mirror(matrix: Float32Array, count: number): Float32Array {
  for (let top = 0; top < count; top += TILE)
    for (let left = top; left < count; left += TILE)
      for (let row = top; row < Math.min(count, top + TILE); row++)
        for (let column = Math.max(left, row + 1); column < Math.min(count, left + TILE); column++)
          matrix[column * count + row] = matrix[row * count + column]!;
  return matrix;
}
