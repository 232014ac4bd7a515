import { computeUnitCentroids } from "../numeric/centroids.ts";
import type { Vectors } from "../numeric/vectors.ts";
import type { Phrase } from "../text/phrases.ts";
import { chooseLabels } from "./choose-labels.ts";
import { type LabelQuality, measureLabel } from "./label-quality.ts";
import { compareWithTopics, type LabelCandidate, type PhraseSpace } from "./phrase-likeness.ts";
import { type ScoredCandidate, scoreCandidates } from "./score-candidates.ts";
import { findCandidates, type TopicCandidate } from "./topic-candidates.ts";
import { diversifyTerms } from "./topic-terms.ts";

/** The phrases of a corpus, and which papers have them in the title. */
export type CorpusPhrases = { phrases: readonly Phrase[]; inTitles: ReadonlyMap<string, ReadonlySet<number>> };

/** Topics of one level, from 0 to k - 1, as the topic of each paper; -1 is none. */
export type Partition = { topicOf: Int32Array; k: number };

/** What names a topic: the phrases of its label, how good the label is, and its terms, those of the label first. */
export type TopicName = { phrases: LabelCandidate[]; quality: LabelQuality | null; terms: ScoredCandidate[] };

export type NamingOptions = { maxTopicShare: number; weighedTerms: number; termsPerTopic: number };

/** What the names of one level must respect: phrases that head topics of other levels, and the names of the last run. */
export type Precedents = {
  taken?: ReadonlySet<string>;
  /** Keys of the phrases that named each topic before; empty where none did. */
  previous?: readonly (readonly string[])[];
};

/** Returns the candidates of each topic that are to be weighed, the best class-based TF-IDF first. */
export function shortlistCandidates(
  { phrases, inTitles }: CorpusPhrases,
  { topicOf, k }: Partition,
  { maxTopicShare, weighedTerms }: NamingOptions,
): TopicCandidate[][] {
  return findCandidates(phrases, inTitles, topicOf, { k, maxTopicShare }).map((own) => own.slice(0, weighedTerms));
}

/**
 * Names the topics of one level by phrases of their own papers, whose centred unit vectors are `papers`. A name of the last run is held
 * while it fits and no other does better by a margin. A topic that has no phrases, or whose phrases are spent, gets no name.
 */
export function nameTopics(
  candidates: readonly (readonly TopicCandidate[])[],
  { topicOf, k }: Partition,
  papers: Vectors,
  space: PhraseSpace,
  options: NamingOptions,
  { taken, previous }: Precedents = {},
): TopicName[] {
  const centroids = computeUnitCentroids(papers, topicOf, k);
  const compared = compareWithTopics(candidates, space, centroids);
  const scored = compared.map(scoreCandidates);
  const held = previous?.map((keys, topic) => {
    const phrases = keys.flatMap((key) => compared[topic]!.find(({ phrase }) => phrase.key === key) ?? []);
    return measureLabel(phrases, topic, topicOf, space)?.verdict === "fits" ? keys : [];
  });
  return chooseLabels(scored, { topicOf, space, taken, held }).map((phrases, topic) => ({
    phrases,
    quality: measureLabel(phrases, topic, topicOf, space),
    terms: diversifyTerms(scored[topic]!, phrases, space, options.termsPerTopic),
  }));
}
