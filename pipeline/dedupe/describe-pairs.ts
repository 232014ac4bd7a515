import type { ScoredPair } from "./compare-texts.ts";
import { rankTexts } from "./rank-texts.ts";
import type { CollectedTexts } from "./text-collector.ts";

/** Returns pairs as rows of the table duplicate_pairs: in each, the text that is rather kept comes first. */
export function describePairs({ ids, places, merits }: CollectedTexts, pairs: readonly ScoredPair[]) {
  const ranks = rankTexts(merits);
  return pairs.map(({ a, b, ...scores }) => {
    const [first, second] = ranks[a]! < ranks[b]! ? [a, b] : [b, a];
    return {
      text_a: ids[first]!,
      text_b: ids[second]!,
      rank_a: ranks[first]!,
      rank_b: ranks[second]!,
      ...scores,
      source_a: places[first]!.source,
      position_a: places[first]!.position,
      source_b: places[second]!.source,
      position_b: places[second]!.position,
    };
  });
}
