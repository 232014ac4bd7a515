import type { Overlap } from "./count-overlap.ts";

type Pair = { topic: number; previous: number };

/** Size of a topic that goes on against what plain growth gives it, from which on it has grown; the inverse: to which it has shrunk. */
const GROWN = 1.25;

/** Standard deviations of the coming and going of papers beyond which that is no chance. */
const BEYOND_CHANCE = 3;

/**
 * Returns the plain growth of the topics that go on, now by before: the median over their papers, which no single topic moves. `heirs` has for each
 * topic its place before, or -1. 1 where none goes on.
 */
export function describeGrowth({ now, before }: Overlap, heirs: readonly number[]): number {
  const pairs = heirs.flatMap((previous, topic) =>
    previous === -1 || before[previous]!.papers === 0
      ? []
      : [{ growth: now[topic]!.papers / before[previous]!.papers, papers: before[previous]!.papers }],
  );
  pairs.sort((a, b) => a.growth - b.growth);
  const half = pairs.reduce((sum, { papers }) => sum + papers, 0) / 2;
  let papers = 0;
  for (const pair of pairs) {
    papers += pair.papers;
    if (papers >= half) return pair.growth;
  }
  return 1;
}

/**
 * Returns whether a topic that goes on has grown or shrunk: it has more (fewer) papers than before, beyond plain growth by a quarter, and by three
 * standard deviations of the papers that come and go. What split off or joined it is counted as it was before.
 */
export function judgeSize(
  overlap: Overlap,
  pair: Pair,
  growth: number,
  { parts, joined }: { parts: readonly Pair[]; joined: readonly Pair[] },
): "grown" | "shrunk" | "continued" {
  const shared = overlap.countShared(pair.topic, pair.previous);
  const papers = overlap.now[pair.topic]!.papers;
  const partedPapers = sumShared(overlap, parts);
  const joinedPapers = sumShared(overlap, joined);
  const left = overlap.before[pair.previous]!.papers - shared - partedPapers;
  const came = papers - shared - joinedPapers;
  const previous = shared + left + joinedPapers;
  const expected = previous * growth;
  const deviation = Math.sqrt(1 + 2 * Math.min(left, came) + Math.abs(expected - previous));
  if (papers > previous && papers >= GROWN * expected && papers - expected >= BEYOND_CHANCE * deviation) return "grown";
  if (papers < previous && expected >= GROWN * papers && expected - papers >= BEYOND_CHANCE * deviation)
    return "shrunk";
  return "continued";
}

function sumShared(overlap: Overlap, pairs: readonly Pair[]): number {
  return pairs.reduce((sum, { topic, previous }) => sum + overlap.countShared(topic, previous), 0);
}
