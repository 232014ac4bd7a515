/** Upvotes of a paper, and the place it was listed at: its day, or its source where no day is known. Age is in days before the newest; null for none. */
export type ListedUpvotes = { upvotes: number; listing: string; age: number | null };

/** What upvotes of a paper are to be expected, and how its own compare. */
export type JudgedUpvotes = {
  expected: number;
  /** (1 + upvotes) / (1 + expected). */
  ratio: number;
  /** Share of all papers that have a smaller ratio, and half of those that have the same: 0 to 1. */
  percentile: number;
};

/** In days: after them upvotes hardly grow. */
const SETTLED_AGE = 14;

/**
 * Returns what upvotes are to be expected of each paper: those typical of its listing, drawn towards those typical of its age the more, the fewer papers were
 * listed with it. Typical is the mean of ln(1 + upvotes); the weight is that of the best linear prediction of a listing's mean (variance within and between listings).
 */
export function judgeUpvotes(papers: readonly ListedUpvotes[]): JudgedUpvotes[] {
  const logs = papers.map(({ upvotes }) => Math.log1p(upvotes));
  const listings = groupListings(papers, logs);
  const ofAge = smoothOverAge(listings);
  const { within, between } = partVariance(listings, ofAge);
  const expected = new Map(
    [...listings].map(([name, { count, mean, age }]) => {
      const typical = ofAge(age);
      const weight = between === 0 ? 0 : between / (between + within / count);
      return [name, typical + weight * (mean - typical)];
    }),
  );
  const surplus = logs.map((log, row) => log - expected.get(papers[row]!.listing)!);
  const percentiles = rankShares(surplus);
  return papers.map(({ listing }, row) => ({
    expected: Math.expm1(expected.get(listing)!),
    ratio: Math.exp(surplus[row]!),
    percentile: percentiles[row]!,
  }));
}

type Listing = { count: number; mean: number; squares: number; age: number | null };

function groupListings(papers: readonly ListedUpvotes[], logs: readonly number[]): Map<string, Listing> {
  const listings = new Map<string, Listing>();
  papers.forEach(({ listing, age }, row) => {
    const group = listings.get(listing) ?? { count: 0, mean: 0, squares: 0, age };
    listings.set(listing, group);
    const step = logs[row]! - group.mean;
    group.count++;
    group.mean += step / group.count;
    group.squares += step * (logs[row]! - group.mean);
  });
  return listings;
}

/** Returns the mean at an age, which does not fall with age up to the settled one (isotonic regression by pooling adjacent violators). */
function smoothOverAge(listings: ReadonlyMap<string, Listing>): (age: number | null) => number {
  const sums = Array.from({ length: SETTLED_AGE + 1 }, () => ({ count: 0, total: 0 }));
  for (const { count, mean, age } of listings.values()) {
    const sum = sums[Math.min(SETTLED_AGE, age ?? SETTLED_AGE)]!;
    sum.count += count;
    sum.total += count * mean;
  }
  const pools: { count: number; total: number; ages: number }[] = [];
  for (const sum of sums) {
    let pool = { ...sum, ages: 1 };
    for (let last = pools.at(-1); last && isNoLess(last, pool); last = pools.at(-1)) {
      pools.pop();
      pool = { count: last.count + pool.count, total: last.total + pool.total, ages: last.ages + pool.ages };
    }
    pools.push(pool);
  }
  const means = pools.flatMap(({ count, total, ages }) =>
    new Array<number>(ages).fill(count === 0 ? 0 : total / count),
  );
  return (age) => means[Math.min(SETTLED_AGE, age ?? SETTLED_AGE)]!;
}

/** Whether a pool is to be joined with the next older: one of them has no papers, or the younger has the larger mean. */
function isNoLess(younger: { count: number; total: number }, older: { count: number; total: number }): boolean {
  if (younger.count === 0 || older.count === 0) return true;
  return younger.total / younger.count >= older.total / older.count;
}

/** Returns the variance of papers about their listing's mean, and of listings about their age's, by moments; 0 at least. */
function partVariance(
  listings: ReadonlyMap<string, Listing>,
  ofAge: (age: number | null) => number,
): { within: number; between: number } {
  const groups = [...listings.values()];
  const papers = groups.reduce((sum, { count }) => sum + count, 0);
  const free = papers - groups.length;
  const within = free > 0 ? groups.reduce((sum, { squares }) => sum + squares, 0) / free : 0;
  const spread = groups.reduce((sum, { count, mean, age }) => sum + count * (mean - ofAge(age)) ** 2, 0);
  const between = papers === 0 ? 0 : (spread - within * groups.length) / papers;
  return { within, between: Math.max(0, between) };
}

function rankShares(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const shares = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let place = from; place < to; place++) shares[order[place]!] = (from + to) / 2 / order.length;
    from = to;
  }
  return shares;
}
