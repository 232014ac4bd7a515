import { isPhraseInside } from "../text/phrases.ts";
import { countClusterSizes } from "./cluster-sizes.ts";
import type { LabelCandidate } from "./phrase-likeness.ts";

/** A candidate with its worth as a heading, from 0 to 1 among those of its topic. */
export type ScoredCandidate = { candidate: LabelCandidate; score: number };

const SAME_HEAD_PENALTY = 0.15;
const SECOND_PRECISION_OVER_BASE = 3;

/** Weights of the features of a good heading, on the logarithm of their percentile among the topic's own candidates. */
const WEIGHTS = { cosine: 1, contrast: 1, f1: 1, title: 0.3, isPhrase: 0.2 };

/**
 * Chooses one or two phrases for each topic, over all topics at once, so that no phrase heads two topics and few share their last
 * word: the topic and phrase of the highest score are taken first. A second phrase is added when it is precise, differs from the
 * first in its outer words and covers members that the first does not. A topic without candidates gets an empty list.
 * `labels` gives the topic of each paper, from 0.
 */
export function chooseLabels(scored: readonly ScoredCandidate[][], labels: Int32Array): LabelCandidate[][] {
  const sizes = countClusterSizes(labels, scored.length);
  const firsts = chooseFirstPhrases(scored);
  return firsts.map((first, topic) => {
    if (!first) return [];
    const second = chooseSecondPhrase(scored[topic]!, first, topic, labels, sizes[topic]! / labels.length, firsts);
    return second ? [first, second] : [first];
  });
}

/** Returns the candidates of one topic with their scores, the best first, ties by key. */
export function scoreCandidates(candidates: readonly LabelCandidate[]): ScoredCandidate[] {
  const rank = (feature: (candidate: LabelCandidate) => number) => {
    const sorted = candidates.map(feature).sort((a, b) => a - b);
    return (candidate: LabelCandidate) =>
      Math.log((upperBound(sorted, feature(candidate)) + 1) / (candidates.length + 1));
  };
  const byCosine = rank(({ cosine }) => cosine);
  const byContrast = rank(({ contrast }) => contrast);
  const byF1 = rank(({ f1 }) => f1);
  const byTitle = rank(({ inTitles }) => Math.log1p(inTitles));
  const byWords = rank(({ phrase }) => Number(phrase.words > 1));
  const raw = candidates.map(
    (candidate) =>
      WEIGHTS.cosine * byCosine(candidate) +
      WEIGHTS.contrast * byContrast(candidate) +
      WEIGHTS.f1 * byF1(candidate) +
      WEIGHTS.title * byTitle(candidate) +
      WEIGHTS.isPhrase * byWords(candidate),
  );
  const least = Math.min(...raw);
  const spread = Math.max(Math.max(...raw) - least, Number.MIN_VALUE);
  return candidates
    .map((candidate, index) => ({ candidate, score: (raw[index]! - least) / spread }))
    .sort((a, b) => b.score - a.score || (a.candidate.phrase.key < b.candidate.phrase.key ? -1 : 1));
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

function chooseFirstPhrases(scored: readonly ScoredCandidate[][]): (LabelCandidate | null)[] {
  const chosen: (LabelCandidate | null)[] = scored.map(() => null);
  const open = new Set(scored.keys());
  const keys = new Set<string>();
  const heads = new Set<string>();
  while (open.size > 0) {
    let best: { topic: number; candidate: LabelCandidate; score: number } | null = null;
    for (const topic of open) {
      for (const { candidate, score } of scored[topic]!) {
        if (keys.has(candidate.phrase.key)) continue;
        const value = score - (heads.has(candidate.phrase.head) ? SAME_HEAD_PENALTY : 0);
        if (best === null || value > best.score) best = { topic, candidate, score: value };
      }
    }
    if (best === null) break;
    chosen[best.topic] = best.candidate;
    open.delete(best.topic);
    keys.add(best.candidate.phrase.key);
    heads.add(best.candidate.phrase.head);
  }
  return chosen;
}

function chooseSecondPhrase(
  scored: readonly ScoredCandidate[],
  first: LabelCandidate,
  topic: number,
  labels: Int32Array,
  baseRate: number,
  firsts: readonly (LabelCandidate | null)[],
): LabelCandidate | null {
  const covered = new Set(first.phrase.documents);
  const taken = new Set(firsts.map((candidate) => candidate?.phrase.key));
  const members = labels.filter((label) => label === topic).length;
  let best: { candidate: LabelCandidate; score: number } | null = null;
  for (const { candidate, score } of scored) {
    const { phrase, precision } = candidate;
    const isNested = isPhraseInside(phrase, first.phrase) || isPhraseInside(first.phrase, phrase);
    if (taken.has(phrase.key) || isNested || phrase.head === first.phrase.head) continue;
    if (
      firstWord(phrase.surface) === firstWord(first.phrase.surface) ||
      precision < SECOND_PRECISION_OVER_BASE * baseRate
    )
      continue;
    const fresh = phrase.documents.filter((row) => labels[row] === topic && !covered.has(row)).length / members;
    const value = 0.7 * score + 0.5 * fresh * precision;
    if (best === null || value > best.score) best = { candidate, score: value };
  }
  return best?.candidate ?? null;
}

function firstWord(surface: string): string {
  return surface.toLowerCase().split(/[\s-]/)[0]!;
}
