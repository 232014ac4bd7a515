import { computeUnitCentroids } from "../numeric/centroids.ts";
import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import type { Vectors } from "../numeric/vectors.ts";
import { chooseLabels } from "./choose-labels.ts";
import type { CorpusPhrases } from "./corpus-phrases.ts";
import { type LabelQuality, measureLabel } from "./label-quality.ts";
import type { Partition } from "./partition.ts";
import { compareWithTopics, type LabelCandidate, type PhraseSpace } from "./phrase-likeness.ts";
import { type ScoredCandidate, scoreCandidates } from "./score-candidates.ts";
import { findCandidates, type KeptPhrases } from "./topic-candidates.ts";
import { diversifyTerms } from "./topic-terms.ts";

/** What names a topic: the phrases of its label, how good the label is, all candidates by score, and its terms, those of the label first. */
export type TopicName = {
  phrases: LabelCandidate[];
  quality: LabelQuality | null;
  scored: ScoredCandidate[];
  terms: ScoredCandidate[];
  /** Whether the phrases name parts of the topic. */
  isOfParts: boolean;
};

export type NamingOptions = { maxTopicShare: number; weighedTerms: number; termsPerTopic: number };

/** What names are made of: the phrases of a corpus, the centred unit vectors of its papers, and the vectors of the phrases. */
export type NamingMaterial = {
  corpus: CorpusPhrases;
  papers: Vectors;
  space: PhraseSpace;
  /** Where the vectors of phrases are made of papers: the same without those of them that have a 1, which names are then tried on. */
  spaceWithout?: (heldOut: Uint8Array) => PhraseSpace;
};

/** What the names of one level must respect: phrases that head topics of other levels, and the names of the last run. */
export type Precedents = {
  taken?: ReadonlySet<string>;
  /** Keys of the phrases that named each topic before; empty where none did. */
  previous?: readonly (readonly string[])[];
  kept?: KeptPhrases;
  /** Keys of the phrases that a topic is called by whatever else is better; null where it is to be named. They must be candidates, as those kept are. */
  fixed?: readonly (readonly string[] | null)[];
};

/**
 * Names the topics of one level by phrases of their own papers. A name of the last run is held while its phrases are candidates of the topic
 * and no other does better by a margin. A topic that has no phrases, or whose phrases are spent, gets no name.
 */
export function nameTopics(
  { corpus, papers, space }: NamingMaterial,
  partition: Partition,
  options: NamingOptions,
  { taken, previous, kept, fixed }: Precedents = {},
): TopicName[] {
  const { topicOf, k } = partition;
  const sizes = countClusterSizes(topicOf, k);
  const candidates = findCandidates(corpus, partition, options, kept).map((own) =>
    own.filter(({ phrase }) => space.has(phrase)),
  );
  const compared = compareWithTopics(candidates, space, computeUnitCentroids(papers, topicOf, k));
  const held = compared.map((own, topic) => {
    const keys = previous?.[topic] ?? [];
    return keys.every((key) => own.some(({ phrase }) => phrase.key === key)) ? keys : [];
  });
  const scored = compared.map((own, topic) =>
    scoreCandidates(own, new Set([...held[topic]!, ...(kept?.[topic] ?? [])])),
  );
  const open = scored.map((own, topic) => (fixed?.[topic] ? [] : own));
  return chooseLabels(open, { partition, sizes, space, taken, held }).map((chosen, topic) => {
    const phrases = fixed?.[topic] ? pickCandidates(scored[topic]!, fixed[topic]) : chosen;
    return {
      phrases,
      quality: measureLabel(phrases, topic, { topicOf, sizes }, space),
      scored: scored[topic]!,
      terms: diversifyTerms(scored[topic]!, phrases, space, options.termsPerTopic),
      isOfParts: false,
    };
  });
}

function pickCandidates(scored: readonly ScoredCandidate[], keys: readonly string[]): LabelCandidate[] {
  return keys.flatMap((key) => scored.find(({ candidate }) => candidate.phrase.key === key)?.candidate ?? []);
}
