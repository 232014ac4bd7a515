import type { Overlap } from "./count-overlap.ts";

/** A topic that goes on: its papers before, with what joined it and without what split off; now; and those of them that left and came. */
export type Balance = { previous: number; papers: number; left: number; came: number };

/** What happens to all topics that go on: how they grow, now by before, and how many papers leave and come, as a share of those before. */
export type PlainChange = { growth: number; turnover: number };

type Pair = { topic: number; previous: number };

/** Size of a topic that goes on against what plain growth gives it, from which on it has grown; the inverse: to which it has shrunk. */
const GROWN = 1.25;

/** Standard deviations of the coming and going of papers beyond which that is no chance. */
const BEYOND_CHANCE = 3;

/** Counts what left a topic that goes on and what came. `parts` split off from it, `joined` went into it. */
export function balanceTopic(overlap: Overlap, pair: Pair, parts: readonly Pair[], joined: readonly Pair[]): Balance {
  const shared = overlap.countShared(pair.topic, pair.previous);
  const { papers } = overlap.now[pair.topic]!;
  const joinedPapers = sumShared(overlap, joined);
  const left = overlap.before[pair.previous]!.papers - shared - sumShared(overlap, parts);
  return { previous: shared + left + joinedPapers, papers, left, came: papers - shared - joinedPapers };
}

/** Returns what happens to the topics that go on: the median growth over their papers, which no single topic moves, and the mean turnover. */
export function describePlainChange(balances: readonly Balance[]): PlainChange {
  const known = balances.filter(({ previous }) => previous > 0);
  const sorted = [...known].sort((a, b) => a.papers / a.previous - b.papers / b.previous);
  const total = known.reduce((sum, { previous }) => sum + previous, 0);
  if (total === 0) return { growth: 1, turnover: 0 };
  let papers = 0;
  const middle = sorted.find(({ previous }) => {
    papers += previous;
    return 2 * papers >= total;
  })!;
  const moved = known.reduce((sum, { left, came }) => sum + left + came, 0);
  return { growth: middle.papers / middle.previous, turnover: moved / total };
}

/**
 * Returns whether a topic has grown or shrunk: it has more (fewer) papers than before, by a quarter more than plain growth gives, and by more than three
 * standard deviations of what leaves and comes where that is chance (Poisson, at the turnover of all topics, one paper at least).
 */
export function judgeSize(
  { previous, papers }: Balance,
  { growth, turnover }: PlainChange,
): "grown" | "shrunk" | "continued" {
  const expected = previous * growth;
  const least = BEYOND_CHANCE * Math.sqrt(1 + turnover * previous);
  if (papers > previous && papers >= GROWN * expected && papers - expected >= least) return "grown";
  if (papers < previous && expected >= GROWN * papers && expected - papers >= least) return "shrunk";
  return "continued";
}

function sumShared(overlap: Overlap, pairs: readonly Pair[]): number {
  return pairs.reduce((sum, { topic, previous }) => sum + overlap.countShared(topic, previous), 0);
}
