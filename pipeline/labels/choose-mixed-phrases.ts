import { isPhraseInside, type Phrase } from "../text/phrases.ts";
import type { TopicName } from "./name-topics.ts";
import type { LabelCandidate, PhraseSpace } from "./phrase-likeness.ts";

const PHRASES = 2;
const LEAST_NEW = 2;
const LEAST_PRECISION = 0.25;
const MOST_ALIKE = 0.5;
const WEIGHTS = { score: 1, fresh: 1 };

/**
 * Returns the phrases that say what a mixture is of: the first of the name it would have, and of those unlike it, that of the largest score
 * plus share of the members it adds.
 */
export function chooseMixedPhrases(
  { phrases, scored }: TopicName,
  topic: number,
  { topicOf, sizes }: { topicOf: Int32Array; sizes: Int32Array },
  space: PhraseSpace,
): LabelCandidate[] {
  const chosen = phrases.slice(0, 1);
  const covered = new Set(chosen.flatMap(({ phrase }) => phrase.documents));
  while (chosen.length < PHRASES) {
    let best: { candidate: LabelCandidate; value: number } | null = null;
    for (const { candidate, score } of scored) {
      const { phrase } = candidate;
      if (chosen.some((own) => isAlike(own.phrase, phrase, space))) continue;
      const fresh = phrase.documents.filter((row) => topicOf[row] === topic && !covered.has(row)).length;
      if (fresh < LEAST_NEW || candidate.precision < LEAST_PRECISION) continue;
      const value = WEIGHTS.score * score + (WEIGHTS.fresh * fresh * candidate.precision) / sizes[topic]!;
      if (best === null || value > best.value) best = { candidate, value };
    }
    if (best === null) break;
    chosen.push(best.candidate);
    for (const row of best.candidate.phrase.documents) covered.add(row);
  }
  return chosen;
}

function isAlike(a: Phrase, b: Phrase, space: PhraseSpace): boolean {
  return a.key === b.key || isPhraseInside(a, b) || isPhraseInside(b, a) || space.compare(a, b) >= MOST_ALIKE;
}
