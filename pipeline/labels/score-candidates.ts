import { compareCodeUnits } from "../text/compare-code-units.ts";
import { isPhraseInside } from "../text/phrases.ts";
import { isCompound } from "../text/word-company.ts";
import type { LabelCandidate } from "./phrase-likeness.ts";

/** A candidate with its worth as a heading, from 0 to 1 among those of its topic. */
export type ScoredCandidate = { candidate: LabelCandidate; score: number };

const WEIGHTS = {
  cosine: 0.75,
  contrast: 1,
  f1: 2,
  title: 0.5,
  isPhrase: 0.1,
  isTitlePhrase: 0.1,
  isWeakWord: -0.3,
  isInNoTitle: -0.2,
};
/** What a phrase is credited of the F1 of its first word. */
const FAMILY_SHARE = 0.8;
const LEAST_F1_OF_A_WORD = 0.5;
const MANY_COMPOUNDS = 3;
const SOME_TITLES = 2;

const COVERING_SHARE = 0.7;
const COVERING_SHARE_OF_AN_ADJECTIVE = 0.4;
const BETTER_F1 = 1.8;
const HALF = 0.5;

/**
 * Returns the candidates of one topic with their scores, the best first, ties by key: 0.75 cosine + contrast + 2 F1 + 0.5 √(share of titles) + 0.1 for more than one word - 0.3 for
 * a weak word - 0.2 for one in no title, scaled to 0 to 1. Of two nested phrases only the better stays (see dropNested), unless its key is `kept`.
 */
export function scoreCandidates(
  candidates: readonly LabelCandidate[],
  kept: ReadonlySet<string> = new Set(),
): ScoredCandidate[] {
  const worths = candidates.map(weigh);
  const least = Math.min(...worths);
  const spread = Math.max(Math.max(...worths) - least, Number.MIN_VALUE);
  const scored = candidates.map((candidate, index) => ({ candidate, score: (worths[index]! - least) / spread }));
  return dropNested(scored, kept).sort(
    (a, b) => b.score - a.score || compareCodeUnits(a.candidate.phrase.key, b.candidate.phrase.key),
  );
}

function weigh(candidate: LabelCandidate): number {
  return (
    WEIGHTS.cosine * candidate.cosine +
    WEIGHTS.contrast * candidate.contrast +
    WEIGHTS.f1 * Math.max(candidate.f1, FAMILY_SHARE * candidate.familyF1) +
    WEIGHTS.title * Math.sqrt(candidate.titleShare) +
    WEIGHTS.isPhrase * Number(candidate.phrase.words > 1) +
    WEIGHTS.isTitlePhrase * Number(candidate.phrase.words > 1 && candidate.inTitles >= SOME_TITLES) +
    WEIGHTS.isInNoTitle * Number(candidate.inTitles === 0) +
    WEIGHTS.isWeakWord * Number(isWeakWord(candidate))
  );
}

/** A word that finds less than half of what it should, and that no longer phrases are made of: "throughput", "survey". */
function isWeakWord({ phrase, f1, compounds }: LabelCandidate): boolean {
  return phrase.words === 1 && f1 < LEAST_F1_OF_A_WORD && compounds < MANY_COMPOUNDS;
}

/**
 * Of two nested phrases drops the short one where the long one stands in seven tenths of its members (two fifths, where it is an adjective). Drops the long one where the short
 * one's F1 is far higher at half the precision; the short one takes the better score. The longest are judged first: no phrase falls to one that falls itself.
 */
function dropNested(scored: readonly ScoredCandidate[], kept: ReadonlySet<string>): ScoredCandidate[] {
  const open = scored
    .map((own) => ({ ...own }))
    .sort(({ candidate: { phrase: a } }, { candidate: { phrase: b } }) => {
      return b.key.length - a.key.length || compareCodeUnits(a.key, b.key);
    });
  const dropped = new Set<ScoredCandidate>();
  const drop = (own: ScoredCandidate) => {
    if (!kept.has(own.candidate.phrase.key)) dropped.add(own);
  };
  open.forEach((long, place) => {
    for (const short of open.slice(place + 1)) {
      if (dropped.has(long)) return;
      const [a, b] = [short.candidate, long.candidate];
      if (dropped.has(short) || !isPhraseInside(a.phrase, b.phrase)) continue;
      if (b.inside >= coveringShare(a) * a.inside) drop(short);
      else if (a.f1 >= BETTER_F1 * b.f1 && a.precision >= HALF * b.precision) {
        drop(long);
        short.score = Math.max(short.score, long.score);
      }
    }
  });
  return open.filter((own) => !dropped.has(own));
}

/** A lone word that is joined of others, such as "vision-language-action", wants its noun. */
function coveringShare({ phrase }: LabelCandidate): number {
  return phrase.words === 1 && isCompound(phrase.surface) ? COVERING_SHARE_OF_AN_ADJECTIVE : COVERING_SHARE;
}
