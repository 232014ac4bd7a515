import { findCandidates } from "../algorithms/topic-candidates.ts";
import type { Config } from "../config.ts";
import { extractPhrases, findCorpusStopWords, type Phrase } from "../text/phrases.ts";

/** Words of a topic that its coherence and diversity are measured by. */
export const JUDGED_WORDS = 10;

/** The single words of a corpus that could stand in a heading, inflections as one, with the rows that contain each. */
export function extractWords(texts: readonly string[], { maxWordShare }: Pick<Config, "maxWordShare">): Phrase[] {
  const stopWords = findCorpusStopWords(texts, maxWordShare);
  return extractPhrases(texts, { maxWords: 1, minDocuments: LEAST_DOCUMENTS, stopWords });
}

/**
 * Returns the ten best words of each of k topics by class-based TF-IDF, among the candidates from which the label stage names topics;
 * fewer where a topic has fewer.
 */
export function chooseTopicWords(
  words: readonly Phrase[],
  labels: Int32Array,
  k: number,
  { maxTopicShare }: Pick<Config, "maxTopicShare">,
): Phrase[][] {
  const candidates = findCandidates(words, new Map(), labels, { k, maxTopicShare });
  return candidates.map((own) => own.slice(0, JUDGED_WORDS).map(({ phrase }) => phrase));
}

const LEAST_DOCUMENTS = 2;
