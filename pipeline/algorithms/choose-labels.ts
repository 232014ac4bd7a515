import { isPhraseInside } from "../text/phrases.ts";
import { type Candidate, dropNested } from "./topic-candidates.ts";

/** The phrases that name a topic, the main one first; never empty. */
export type TopicLabel = { phrases: Candidate[] };

const CONSIDERED = 40;
const SAME_HEAD_PENALTY = 0.15;
const SECOND_PRECISION_OVER_BASE = 3;

/** Weights of the features of a good heading, on the logarithm of their percentile among the topic's own candidates. */
const WEIGHTS = { ctfidf: 1, f1: 1, title: 0.3, isPhrase: 0.2 };

/**
 * Chooses one or two phrases for each topic, over all topics at once, so that no phrase heads two topics and few share their last
 * word: the topic and phrase of the highest score are taken first. A second phrase is added when it is precise, differs from the
 * first in its outer words and covers members that the first does not. A topic without candidates gets an empty list.
 * `labels` gives the topic of each paper, from 0.
 */
export function chooseLabels(candidates: readonly (readonly Candidate[])[], labels: Int32Array): Candidate[][] {
  const sizes = new Int32Array(candidates.length);
  for (const label of labels) sizes[label]!++;
  const scored = candidates.map((own) => scoreCandidates(dropNested(own.slice(0, CONSIDERED))));
  const firsts = chooseFirstPhrases(scored);
  return firsts.map((first, topic) => {
    if (!first) return [];
    const second = chooseSecondPhrase(scored[topic]!, first, topic, labels, sizes[topic]! / labels.length, firsts);
    return second ? [first, second] : [first];
  });
}

type Scored = { candidate: Candidate; score: number };

/** Returns candidates with a score from 0 to 1, the best first. */
function scoreCandidates(candidates: readonly Candidate[]): Scored[] {
  const rank = (feature: (candidate: Candidate) => number) => {
    const sorted = candidates.map(feature).sort((a, b) => a - b);
    return (candidate: Candidate) => Math.log((upperBound(sorted, feature(candidate)) + 1) / (candidates.length + 1));
  };
  const byCtfidf = rank(({ ctfidf }) => ctfidf);
  const byF1 = rank(({ f1 }) => f1);
  const byTitle = rank(({ inTitles }) => Math.log1p(inTitles));
  const byWords = rank(({ phrase }) => Number(phrase.words > 1));
  const raw = candidates.map(
    (candidate) =>
      WEIGHTS.ctfidf * byCtfidf(candidate) +
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

function chooseFirstPhrases(scored: readonly Scored[][]): (Candidate | null)[] {
  const chosen: (Candidate | null)[] = scored.map(() => null);
  const open = new Set(scored.keys());
  const keys = new Set<string>();
  const heads = new Set<string>();
  while (open.size > 0) {
    let best: { topic: number; candidate: Candidate; score: number } | null = null;
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
  scored: readonly Scored[],
  first: Candidate,
  topic: number,
  labels: Int32Array,
  baseRate: number,
  firsts: readonly (Candidate | null)[],
): Candidate | null {
  const covered = new Set(first.phrase.documents);
  const taken = new Set(firsts.map((candidate) => candidate?.phrase.key));
  const members = labels.filter((label) => label === topic).length;
  let best: { candidate: Candidate; score: number } | null = null;
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
