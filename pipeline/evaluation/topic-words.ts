import { isEmptyWord } from "../text/word-forms.ts";
import { splitWords } from "../text/words.ts";
import type { CountedWord } from "./coherence.ts";

/** Words of a topic that its coherence and diversity are measured by. */
export const JUDGED_WORDS = 10;

/** A word of a corpus: the rows that contain it, ascending, and how often each does. */
export type CorpusWord = CountedWord & { counts: readonly number[] };

const LEAST_DOCUMENTS = 2;

/** Returns the words of at least two texts, as written but in lower case: those with a letter that say something by themselves. */
export function extractWords(texts: readonly string[]): CorpusWord[] {
  const words = new Map<string, { documents: number[]; counts: number[] }>();
  texts.forEach((text, row) => {
    for (const key of splitWords(text)) {
      if (key.length < 2 || !/\p{L}/u.test(key) || isEmptyWord(key)) continue;
      const word = words.get(key) ?? { documents: [], counts: [] };
      words.set(key, word);
      if (word.documents.at(-1) !== row) {
        word.documents.push(row);
        word.counts.push(0);
      }
      word.counts[word.counts.length - 1]!++;
    }
  });
  return [...words]
    .filter(([, { documents }]) => documents.length >= LEAST_DOCUMENTS)
    .map(([key, word]) => ({ key, ...word }));
}

/**
 * Returns the ten best words of each of k topics by class-based TF-IDF, tf / N_c x ln(1 + A / f) (Grootendorst 2022): tf the occurrences
 * in the topic, N_c all of its words, f the occurrences in all topics, A the mean of N_c; ties by code unit. It is the plain recipe of
 * other tools, not the labels' own, so that figures can be compared. `labels` gives the topic of each text, from 0.
 */
export function chooseTopicWords(words: readonly CorpusWord[], labels: Int32Array, k: number): CorpusWord[][] {
  const frequencies = words.map((word) => countByTopic(word, labels, k));
  const totals = new Float64Array(k);
  for (const counted of frequencies) for (let topic = 0; topic < k; topic++) totals[topic]! += counted[topic]!;
  const meanTotal = sum(totals) / k;
  const inverses = frequencies.map((counted) => Math.log(1 + meanTotal / sum(counted)));
  return Array.from({ length: k }, (_, topic) =>
    words
      .map((word, index) => ({ word, score: (frequencies[index]![topic]! / totals[topic]!) * inverses[index]! }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.word.key < b.word.key ? -1 : 1))
      .slice(0, JUDGED_WORDS)
      .map(({ word }) => word),
  );
}

function countByTopic({ documents, counts }: CorpusWord, labels: Int32Array, k: number): Float64Array {
  const counted = new Float64Array(k);
  documents.forEach((row, index) => {
    counted[labels[row]!]! += counts[index]!;
  });
  return counted;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
