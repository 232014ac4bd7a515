import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import type { ContentWord } from "../text/content-words.ts";

/** A word of a topic, with its worth and the members that contain it. */
export type TopicWord = { word: ContentWord; score: number; inside: number };

/**
 * Returns at most `limit` words for each of k topics, the best first, ties by key, by class-based TF-IDF on texts (Grootendorst 2022): share of members with the word, less those
 * that have it by chance (see discountOf), times ln(1 + A / f), A the mean size of a topic, f the texts with the word. Words no commoner inside than outside are left out.
 */
export function chooseTopicWords(
  words: readonly ContentWord[],
  topicOf: Int32Array,
  k: number,
  limit: number,
): TopicWord[][] {
  const sizes = countClusterSizes(topicOf, k);
  const meanSize = sizes.reduce((sum, size) => sum + size, 0) / k;
  const chosen: TopicWord[][] = Array.from({ length: k }, () => []);
  for (const word of words) {
    const weight = Math.log(1 + meanSize / word.documents.length);
    countMembers(word, topicOf, k).forEach((inside, topic) => {
      const size = sizes[topic]!;
      const isCommonerInside = inside * topicOf.length > word.documents.length * size;
      const counted = inside - discountOf(size);
      if (isCommonerInside && counted > 0) chosen[topic]!.push({ word, inside, score: (counted / size) * weight });
    });
  }
  return chosen.map((own) =>
    own.sort((a, b) => b.score - a.score || compareCodeUnits(a.word.key, b.word.key)).slice(0, limit),
  );
}

/** Members that are not counted: absolute discounting (Ney, Essen and Kneser 1994), the more the larger the topic is. */
function discountOf(size: number): number {
  return size < 5 ? 0 : size < 12 ? 1 : Math.max(2, size / 50);
}

function countMembers({ documents }: ContentWord, topicOf: Int32Array, k: number): Int32Array {
  const counted = new Int32Array(k);
  for (const row of documents) if (topicOf[row]! >= 0) counted[topicOf[row]!]!++;
  return counted;
}
