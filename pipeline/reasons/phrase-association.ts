import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import type { Phrase } from "../text/phrases.ts";

/** A phrase of a paper, and how strongly it ties the paper to its topic. */
export type TyingPhrase = {
  phrase: Phrase;
  /** Above 0 and below 1; see measureAssociation. */
  weight: number;
  /** Papers of the topic that contain it, this one included. */
  inside: number;
  outside: number;
};

/**
 * Returns for each paper its phrases that are commoner in its topic than elsewhere, the strongest first, ties by key. A paper is left
 * out of its own counts. `topicOf` gives the topic of each paper, from 0; a paper with -1 has no phrases and counts as outside of every
 * topic.
 */
export function weighPaperPhrases(phrases: readonly Phrase[], topicOf: Int32Array, k: number): TyingPhrase[][] {
  const sizes = countClusterSizes(topicOf, k);
  const byPaper: TyingPhrase[][] = Array.from(topicOf, () => []);
  for (const phrase of phrases) {
    const counts = new Map<number, number>();
    for (const row of phrase.documents) counts.set(topicOf[row]!, (counts.get(topicOf[row]!) ?? 0) + 1);
    // What ties one paper of a topic ties all of them alike: they share it, since there may be millions.
    const tying = new Map<number, TyingPhrase>();
    for (const [topic, inside] of counts) {
      if (topic < 0) continue;
      const withPhrase = phrase.documents.length;
      const weight = measureAssociation({
        both: inside - 1,
        withPhrase: withPhrase - 1,
        inTopic: sizes[topic]! - 1,
        all: topicOf.length - 1,
      });
      if (weight > 0) tying.set(topic, { phrase, weight, inside, outside: withPhrase - inside });
    }
    for (const row of phrase.documents) {
      const own = tying.get(topicOf[row]!);
      if (own) byPaper[row]!.push(own);
    }
  }
  for (const own of byPaper) own.sort((a, b) => b.weight - a.weight || compareCodeUnits(a.phrase.key, b.phrase.key));
  return byPaper;
}

/**
 * Returns how much papers with a phrase are papers of a topic, from counts of papers: normalised pointwise mutual information
 * ln(p(x, y) / p(x) p(y)) / -ln p(x, y) (Bouma 2009), times b / (b + 1) for b papers with both (Pantel and Lin 2002). 0 is chance or less,
 * 1 would be always and only together.
 */
export function measureAssociation(counts: { both: number; withPhrase: number; inTopic: number; all: number }): number {
  const { both, withPhrase, inTopic, all } = counts;
  if (both === 0 || both === all) return 0;
  const information = Math.log((both * all) / (withPhrase * inTopic)) / -Math.log(both / all);
  return Math.max(0, information) * (both / (both + 1));
}
