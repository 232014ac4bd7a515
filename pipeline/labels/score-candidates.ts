import { compareCodeUnits } from "../text/compare-code-units.ts";
import { isPhraseInside } from "../text/phrases.ts";
import type { LabelCandidate } from "./phrase-likeness.ts";

/** A candidate with its worth as a heading, from 0 to 1 among those of its topic. */
export type ScoredCandidate = { candidate: LabelCandidate; score: number };

/**
 * Weights of the features of a good heading, on the logarithm of their percentile among the topic's own candidates. Low entropy over
 * topics is the mark of a term of one topic, as it is of a neuron of one language in "Language-Specific Neurons" (Tang et al. 2024).
 */
const WEIGHTS = { cosine: 1, contrast: 1, f1: 1.5, entropy: 0.25, title: 0.3, isPhrase: 0.2 };

const COVERING_SHARE = 0.7;
const BETTER_F1 = 1.4;
const HALF = 0.5;

/**
 * Returns the candidates of one topic with their scores, the best first, ties by key: a weighted sum over features of the logarithm of the
 * percentile rank among them, scaled to 0 to 1. Of a phrase inside a longer one only that stays which says the same better: the long one
 * where it stands in seven tenths of the short one's members; the short one, with the better score of the two, where its F1 is higher by
 * far at no less than half the precision; else both.
 */
export function scoreCandidates(candidates: readonly LabelCandidate[]): ScoredCandidate[] {
  const rank = (feature: (candidate: LabelCandidate) => number) => {
    const sorted = candidates.map(feature).sort((a, b) => a - b);
    return (candidate: LabelCandidate) =>
      Math.log((upperBound(sorted, feature(candidate)) + 1) / (candidates.length + 1));
  };
  const byCosine = rank(({ cosine }) => cosine);
  const byContrast = rank(({ contrast }) => contrast);
  const byF1 = rank(({ f1 }) => f1);
  const byEntropy = rank(({ entropy }) => -entropy);
  const byTitle = rank(({ inTitles }) => Math.log1p(inTitles));
  const byWords = rank(({ phrase }) => Number(phrase.words > 1));
  const raw = candidates.map(
    (candidate) =>
      WEIGHTS.cosine * byCosine(candidate) +
      WEIGHTS.contrast * byContrast(candidate) +
      WEIGHTS.f1 * byF1(candidate) +
      WEIGHTS.entropy * byEntropy(candidate) +
      WEIGHTS.title * byTitle(candidate) +
      WEIGHTS.isPhrase * byWords(candidate),
  );
  const least = Math.min(...raw);
  const spread = Math.max(Math.max(...raw) - least, Number.MIN_VALUE);
  const scored = candidates.map((candidate, index) => ({ candidate, score: (raw[index]! - least) / spread }));
  return dropNested(scored).sort(
    (a, b) => b.score - a.score || compareCodeUnits(a.candidate.phrase.key, b.candidate.phrase.key),
  );
}

function dropNested(scored: readonly ScoredCandidate[]): ScoredCandidate[] {
  const dropped = new Set<ScoredCandidate>();
  const kept = scored.map((own) => ({ ...own }));
  for (const short of kept) {
    for (const long of kept) {
      if (short === long || !isPhraseInside(short.candidate.phrase, long.candidate.phrase)) continue;
      const [a, b] = [short.candidate, long.candidate];
      if (b.inside >= COVERING_SHARE * a.inside) dropped.add(short);
      else if (a.f1 >= BETTER_F1 * b.f1 && a.precision >= HALF * b.precision) {
        dropped.add(long);
        short.score = Math.max(short.score, long.score);
      }
    }
  }
  return kept.filter((own) => !dropped.has(own));
}

function upperBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
