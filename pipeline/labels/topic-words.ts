import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import type { ContentWord } from "../text/content-words.ts";

/** A word of a topic, with its worth and the members that contain it. */
export type TopicWord = { word: ContentWord; score: number; inside: number };

/**
 * Returns at most `limit` words for each of k topics, the best first, ties by key: the share of members that contain a word, times
 * ln(1 + A / f) with A the mean size of a topic and f the texts with the word. It is class-based TF-IDF (Grootendorst 2022) on texts instead of
 * occurrences, so that one long text cannot lift a word, and a word weighs the more the rarer it is than a topic is large. A fiftieth of the
 * members, and no less than two (one of less than twelve, none of less than five), are not counted: that few share a word by chance
 * (absolute discounting, Ney, Essen and Kneser 1994).
 * Left out are words no commoner inside than outside. `labels` gives the topic of each text, from 0; k is for texts without one.
 */
export function chooseTopicWords(
  words: readonly ContentWord[],
  labels: Int32Array,
  k: number,
  limit: number,
): TopicWord[][] {
  const sizes = countClusterSizes(labels, k + 1).slice(0, k);
  const meanSize = sizes.reduce((sum, size) => sum + size, 0) / k;
  const chosen: TopicWord[][] = Array.from({ length: k }, () => []);
  for (const word of words) {
    const weight = Math.log(1 + meanSize / word.documents.length);
    countMembers(word, labels, k).forEach((inside, topic) => {
      const size = sizes[topic]!;
      const isCommonerInside = inside * labels.length > word.documents.length * size;
      const counted = inside - discountOf(size);
      if (isCommonerInside && counted > 0) chosen[topic]!.push({ word, inside, score: (counted / size) * weight });
    });
  }
  return chosen.map((own) =>
    own.sort((a, b) => b.score - a.score || (a.word.key < b.word.key ? -1 : 1)).slice(0, limit),
  );
}

function discountOf(size: number): number {
  return size < 5 ? 0 : size < 12 ? 1 : Math.max(2, size / 50);
}

function countMembers({ documents }: ContentWord, labels: Int32Array, k: number): Int32Array {
  const counted = new Int32Array(k);
  for (const row of documents) if (labels[row]! < k) counted[labels[row]!]!++;
  return counted;
}
