import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import { isPhraseInside, type Phrase } from "../text/phrases.ts";
import { contrastOf, cosinesOfLabel, type LabelCandidate, type PhraseSpace } from "./phrase-likeness.ts";
import type { ScoredCandidate } from "./score-candidates.ts";

/** What the topics are, and what is already taken. */
export type LabelChoice = {
  /** Topic of each paper, from 0; -1 is none. */
  topicOf: Int32Array;
  space: PhraseSpace;
  /** Keys of phrases that head topics of other levels. */
  taken?: ReadonlySet<string>;
  /** Keys of the phrases that named each topic before, to be held where they do about as well. */
  held?: readonly (readonly string[])[];
};

const SAME_HEAD_PENALTY = 0.07;
const SECOND_PRECISION_OVER_BASE = 3;
const SECOND_WEIGHTS = { score: 0.7, likeness: -0.3, coverage: 0.2, cosine: 1, contrast: 1 };
const MOST_ALIKE = 0.8;
/** A phrase this precise is let in however large its topic is. */
const SURE_PRECISION = 0.75;
/** How much better a new phrase must be to replace the one that named the topic before. */
const HOLD_MARGIN = 0.15;

/**
 * Chooses one or two phrases for each topic, over all topics at once, so that no phrase heads two topics and few share their last
 * word: the topic and phrase of the highest score are taken first. The second phrase is precise, differs from the first in its outer
 * words and its meaning, covers members that the first does not, and makes the two together more like the topic and less like others.
 * A topic without candidates gets an empty list.
 */
export function chooseLabels(scored: readonly ScoredCandidate[][], choice: LabelChoice): LabelCandidate[][] {
  const firsts = chooseFirstPhrases(scored, choice);
  const sizes = countClusterSizes(choice.topicOf, scored.length);
  const taken = new Set(firsts.map((first) => first?.phrase.key));
  return firsts.map((first, topic) => {
    if (!first) return [];
    const second = chooseSecondPhrase(scored[topic]!, first, topic, sizes[topic]!, taken, choice);
    return second ? [first, second] : [first];
  });
}

function chooseFirstPhrases(
  scored: readonly ScoredCandidate[][],
  { taken, held }: LabelChoice,
): (LabelCandidate | null)[] {
  const chosen: (LabelCandidate | null)[] = scored.map(() => null);
  const open = new Set(scored.keys());
  const keys = new Set(taken);
  const heads = new Set<string>();
  while (open.size > 0) {
    let best: { topic: number; candidate: LabelCandidate; value: number } | null = null;
    for (const topic of open) {
      for (const { candidate, score } of scored[topic]!) {
        const { key, head } = candidate.phrase;
        if (keys.has(key)) continue;
        const hold = held?.[topic]?.[0] === key ? HOLD_MARGIN : 0;
        const value = score + hold - (heads.has(head) ? SAME_HEAD_PENALTY : 0);
        if (best === null || value > best.value) best = { topic, candidate, value };
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
  size: number,
  taken: ReadonlySet<string | undefined>,
  { topicOf, space, held }: LabelChoice,
): LabelCandidate | null {
  const covered = new Set(first.phrase.documents);
  const leastPrecision = Math.min((SECOND_PRECISION_OVER_BASE * size) / topicOf.length, SURE_PRECISION);
  let best: { candidate: LabelCandidate; value: number } | null = null;
  for (const { candidate, score } of scored) {
    const { phrase, precision } = candidate;
    if (taken.has(phrase.key) || precision < leastPrecision || !isOther(phrase, first.phrase)) continue;
    const likeness = space.compare(phrase, first.phrase);
    if (likeness >= MOST_ALIKE) continue;
    const fresh = phrase.documents.filter((row) => topicOf[row] === topic && !covered.has(row)).length / size;
    const together = cosinesOfLabel([first, candidate], space);
    const value =
      SECOND_WEIGHTS.score * (score + (held?.[topic]?.[1] === phrase.key ? HOLD_MARGIN : 0)) +
      SECOND_WEIGHTS.likeness * likeness +
      SECOND_WEIGHTS.coverage * fresh * precision +
      SECOND_WEIGHTS.cosine * together[topic]! +
      SECOND_WEIGHTS.contrast * contrastOf(together, topic);
    if (best === null || value > best.value) best = { candidate, value };
  }
  return best?.candidate ?? null;
}

function isOther(a: Phrase, b: Phrase): boolean {
  return a.head !== b.head && a.parts[0] !== b.parts[0] && !isPhraseInside(a, b) && !isPhraseInside(b, a);
}
