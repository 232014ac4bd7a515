import { createHash } from "node:crypto";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A seeded source of random numbers. The same seed and stream give the same numbers on any machine. */
export type Random = {
  /** Returns a number in [0, 1). */
  next(): number;
  /** Returns an integer in [0, below). */
  integer(below: number): number;
};

/**
 * Returns a generator (xoroshiro128+) for one use of the run's seed.
 * Different streams are independent, so that a change in one stage does not move the numbers of another.
 */
export function createRandom(seed: number, stream: string): Random {
  const start = createHash("sha256").update(`${seed}/${stream}`).digest().readInt32LE(0);
  const generator = xoroshiro128plus(start);
  return {
    next: () => uniformFloat64(generator),
    integer: (below) => uniformInt(generator, 0, below - 1),
  };
}

/** Returns a draw from the standard normal distribution (Box and Muller 1958). */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** Returns `size` different integers of [0, count), in ascending order (Knuth, algorithm S). Throws when there are fewer. */
export function sampleIndices(random: Random, count: number, size: number): Int32Array {
  if (size > count) throw new Error(`sample of ${size}: there are ${count}`);
  const chosen = new Int32Array(size);
  let taken = 0;
  for (let index = 0; taken < size; index++) {
    if (random.next() * (count - index) < size - taken) chosen[taken++] = index;
  }
  return chosen;
}
