import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import type { Phrase } from "../text/phrases.ts";

/** A phrase as a candidate of one topic, with what was counted for it. Document counts, not occurrences. */
export type TopicCandidate = {
  phrase: Phrase;
  inside: number;
  outside: number;
  /** Class-based TF-IDF. */
  ctfidf: number;
  /** Harmonic mean of coverage (members that contain it) and precision (its documents that are members). */
  f1: number;
  precision: number;
  /** Entropy in nats of how the phrase is spread over topics, by the share of each topic's papers that contain it: 0 is one topic alone. */
  entropy: number;
  /** Members that have it in the title. */
  inTitles: number;
};

const MOST_DOCUMENTS = 0.35;
const MOST_DOCUMENTS_OF_A_WORD = 0.25;
const CARRYING_SHARE = 0.1;
const PRECISION_STEPS = [0.3, 0.18, 0];
const ENOUGH = 8;
const TINY_TOPIC = 5;
const LEAST_SHARE = 0.12;

/**
 * Returns the candidates of each topic, the best class-based TF-IDF first, ties by key.
 * c-TF-IDF is tf / N_c x ln(1 + A / f) (Grootendorst 2022) with tf the members that contain the phrase, N_c the sum of tf over the
 * topic, f the documents that contain it and A the mean of N_c over topics. Left out are: phrases in too many documents, corpus stop
 * words (carried by a tenth of the papers in more than `maxTopicShare` of the topics), phrases no commoner inside than outside, and,
 * while enough others remain, those of low precision and single words that say little by themselves. `topicOf` gives the topic of each
 * document, from 0; -1 is none, and counts as outside.
 */
export function findCandidates(
  phrases: readonly Phrase[],
  titlePhrases: ReadonlyMap<string, ReadonlySet<number>>,
  topicOf: Int32Array,
  { k, maxTopicShare }: { k: number; maxTopicShare: number },
): TopicCandidate[][] {
  const sizes = countClusterSizes(topicOf, k);
  const counts = phrases.map(({ documents }) => countByTopic(documents, topicOf, k));
  const totals = new Float64Array(k);
  for (const counted of counts) for (let topic = 0; topic < k; topic++) totals[topic]! += counted[topic]!;
  const meanTotal = totals.reduce((sum, total) => sum + total, 0) / k;

  const byTopic: TopicCandidate[][] = Array.from({ length: k }, () => []);
  phrases.forEach((phrase, index) => {
    const documentCount = phrase.documents.length;
    const most = (phrase.words === 1 ? MOST_DOCUMENTS_OF_A_WORD : MOST_DOCUMENTS) * topicOf.length;
    const counted = counts[index]!;
    const carriers = counted.filter((count, topic) => count >= Math.max(2, CARRYING_SHARE * sizes[topic]!)).length;
    if (documentCount > Math.max(most, 3) || (k > 3 && carriers > maxTopicShare * k)) return;
    const entropy = measureEntropy(Array.from(counted, (count, topic) => count / Math.max(sizes[topic]!, 1)));
    counted.forEach((inside, topic) => {
      const outside = documentCount - inside;
      const isCommonerInside = inside * (topicOf.length - sizes[topic]!) > outside * sizes[topic]!;
      if (inside < leastDocuments(sizes[topic]!) || !isCommonerInside) return;
      const precision = inside / documentCount;
      const coverage = inside / sizes[topic]!;
      byTopic[topic]!.push({
        phrase,
        inside,
        outside,
        ctfidf: (inside / totals[topic]!) * Math.log(1 + meanTotal / documentCount),
        f1: (2 * precision * coverage) / (precision + coverage),
        precision,
        entropy,
        inTitles: countByTopic([...(titlePhrases.get(phrase.key) ?? [])], topicOf, k)[topic]!,
      });
    });
  });
  return byTopic.map((candidates) => keepPrecise(keepTelling(candidates)).sort(compareCandidates));
}

function keepTelling(candidates: TopicCandidate[]): TopicCandidate[] {
  const telling = candidates.filter(({ phrase }) => !phrase.isGeneral);
  return telling.length > 0 ? telling : candidates;
}

function keepPrecise(candidates: TopicCandidate[]): TopicCandidate[] {
  for (const least of PRECISION_STEPS) {
    const precise = candidates.filter(({ precision }) => precision >= least);
    if (precise.length >= ENOUGH) return precise;
  }
  return candidates;
}

/** An eighth of the topic, but two at least and no more than four: what two authors of a large topic share may be chance. */
function leastDocuments(size: number): number {
  return size < TINY_TOPIC ? 1 : Math.max(2, Math.min(Math.ceil(LEAST_SHARE * size), 4));
}

function measureEntropy(rates: readonly number[]): number {
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  return rates.reduce((sum, rate) => (rate > 0 ? sum - (rate / total) * Math.log(rate / total) : sum), 0);
}

function countByTopic(documents: readonly number[], topicOf: Int32Array, k: number): Int32Array {
  const counts = new Int32Array(k);
  for (const row of documents) if (topicOf[row]! >= 0) counts[topicOf[row]!]!++;
  return counts;
}

function compareCandidates(a: TopicCandidate, b: TopicCandidate): number {
  return b.ctfidf - a.ctfidf || compareCodeUnits(a.phrase.key, b.phrase.key);
}
