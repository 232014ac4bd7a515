/** A stretch of days with one share throughout: places of its first day and of the one after its last. */
type Stretch = { from: number; to: number };

/** Days are joined to no more than so many stretches before they are parted. */
const MOST_BLOCKS = 366;
/** Added to the penalty of a change; tried on shuffled days. */
const MARGIN = 2;
/** No stretch has fewer days. */
const FEWEST_DAYS = 5;

/**
 * Returns the places of the days from which the share of a topic is another than before, ascending: the partition with the largest likelihood of the counts
 * (binomial) less a penalty a change (Jackson et al. 2005, optimal partitioning). `penalty` is in units of twice the log likelihood.
 */
export function findChangePoints(counts: Int32Array, totals: Int32Array, penalty: number): number[] {
  const blocks = joinDays(totals.length);
  const fewest = Math.max(1, Math.min(FEWEST_DAYS, Math.floor(blocks.length / 4)));
  const [marked, papers] = [sumBefore(counts, blocks), sumBefore(totals, blocks)];
  const costs = new Float64Array(blocks.length + 1).fill(Number.POSITIVE_INFINITY);
  const froms = new Int32Array(blocks.length + 1);
  costs[0] = -penalty;
  for (let to = fewest; to <= blocks.length; to++) {
    for (let from = 0; from <= to - fewest; from++) {
      const cost = costs[from]! + deviance(marked[to]! - marked[from]!, papers[to]! - papers[from]!) + penalty;
      if (cost < costs[to]! - 1e-9) [costs[to], froms[to]] = [cost, from];
    }
  }
  const places: number[] = [];
  for (let to = froms[blocks.length]!; to > 0; to = froms[to]!) places.unshift(blocks[to]!.from);
  return places;
}

/** Returns the penalty of a change, by which of so many topics over so many days hardly one changes by chance; see docs/trends.md. */
export function chargeChange(days: number, topics: number): number {
  return 2 * Math.log(Math.max(2, days)) + 2 * Math.log(Math.max(2, topics)) + MARGIN;
}

function joinDays(days: number): Stretch[] {
  const length = Math.ceil(days / MOST_BLOCKS);
  return Array.from({ length: Math.ceil(days / length) }, (_, block) => ({
    from: block * length,
    to: Math.min(days, (block + 1) * length),
  }));
}

function sumBefore(values: Int32Array, blocks: readonly Stretch[]): Float64Array {
  const sums = new Float64Array(blocks.length + 1);
  blocks.forEach(({ from, to }, block) => {
    let sum = sums[block]!;
    for (let place = from; place < to; place++) sum += values[place]!;
    sums[block + 1] = sum;
  });
  return sums;
}

/** Minus twice the log likelihood of `count` of `total` papers at the share they have. */
function deviance(count: number, total: number): number {
  if (count === 0 || count === total) return 0;
  return -2 * (count * Math.log(count / total) + (total - count) * Math.log(1 - count / total));
}
