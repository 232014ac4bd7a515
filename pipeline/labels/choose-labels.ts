import { isPhraseInside } from "../text/phrases.ts";
import { isGeneralNoun } from "../text/word-forms.ts";
import { chooseSecondPhrase } from "./choose-second-phrase.ts";
import type { Partition } from "./partition.ts";
import type { LabelCandidate, PhraseSpace } from "./phrase-likeness.ts";
import type { ScoredCandidate } from "./score-candidates.ts";

/** What the topics are, and what is already taken. */
export type LabelChoice = {
  partition: Partition;
  /** Papers of each topic. */
  sizes: Int32Array;
  space: PhraseSpace;
  /** Keys of phrases that head topics of other levels. */
  taken?: ReadonlySet<string>;
  /** Keys of the phrases of the label that each topic had before, to be held where it does about as well; empty where it had none. */
  held?: readonly (readonly string[])[];
};

const SAME_HEAD_PENALTY = 0.05;
const SURE_PRECISION = 0.6;
/** Share of the titles with a sure word that a longer phrase must stand in to be put in its place: "GUI agents" for "GUIs". */
const LEAST_TITLES_OF_A_COMPOUND = 0.5;
/** Of two phrases that one leads the label which has so many times the titles of the other. */
const HEADING_TITLES = 2;
const LEAST_SCORE_OF_A_COMPOUND = 0.8;
const LEAST_F1_OF_A_COMPOUND = 0.5;
/** How much better a new phrase must be to replace the one that named the topic before. */
const HOLD_MARGIN = 0.15;

/**
 * Chooses one or two phrases for each topic; a topic without candidates gets an empty list. No phrase heads two topics. Where a topic keeps
 * the first phrase of the label it had, it keeps the label.
 */
export function chooseLabels(scored: readonly ScoredCandidate[][], choice: LabelChoice): LabelCandidate[][] {
  const firsts = narrowWords(chooseFirstPhrases(scored, choice), scored, choice);
  const taken = new Set(firsts.flatMap((first) => first?.phrase.key ?? []));
  return firsts.map((first, topic) => {
    if (!first) return [];
    const held = choice.held?.[topic] ?? [];
    if (held[0] === first.phrase.key) {
      return held.flatMap(
        (key) => scored[topic]!.find(({ candidate }) => candidate.phrase.key === key)?.candidate ?? [],
      );
    }
    const second = chooseSecondPhrase(scored[topic]!, first, topic, { ...choice, taken });
    if (!second) return [first];
    return second.titleShare > HEADING_TITLES * first.titleShare ? [second, first] : [first, second];
  });
}

/**
 * Chooses the first phrase of every topic, over all topics at once: the topic and phrase of the highest score are taken first. Phrases that
 * share their last word with one taken are put off a little, unless it is a general one such as "model".
 */
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
    const { key, head } = best.candidate.phrase;
    chosen[best.topic] = best.candidate;
    open.delete(best.topic);
    keys.add(key);
    if (!isGeneralNoun(head)) heads.add(head);
  }
  return chosen;
}

/**
 * Puts a longer phrase with it in the place of a lone word: "medical image segmentation" for "segmentation". It stands in titles, in half of those with the word if no other papers
 * have that, scores about as well, and finds half as much.
 */
function narrowWords(
  firsts: readonly (LabelCandidate | null)[],
  scored: readonly ScoredCandidate[][],
  { taken, held }: LabelChoice,
): (LabelCandidate | null)[] {
  const keys = new Set([...(taken ?? []), ...firsts.flatMap((first) => first?.phrase.key ?? [])]);
  return firsts.map((first, topic) => {
    if (!first || first.phrase.words > 1) return first;
    const leastTitles = first.precision >= SURE_PRECISION ? LEAST_TITLES_OF_A_COMPOUND * first.inTitles : 0;
    if (held?.[topic]?.[0] === first.phrase.key) return first;
    const compound = scored[topic]!.find(({ candidate: { phrase, f1, inTitles }, score }) => {
      const isCompound = phrase.words > 1 && isPhraseInside(first.phrase, phrase) && !keys.has(phrase.key);
      const isGood = score >= LEAST_SCORE_OF_A_COMPOUND && f1 >= LEAST_F1_OF_A_COMPOUND * first.f1;
      return isCompound && isGood && inTitles >= Math.max(2, leastTitles);
    })?.candidate;
    if (!compound) return first;
    keys.add(compound.phrase.key);
    return compound;
  });
}
