import { pickVectors, type Vectors, viewVector } from "../numeric/vectors.ts";
import type { Random } from "../random.ts";
import type { Phrase } from "../text/phrases.ts";
import {
  type CorpusPhrases,
  type NamingOptions,
  nameTopics,
  type Partition,
  shortlistCandidates,
} from "./name-topics.ts";
import type { PhraseSpace } from "./phrase-likeness.ts";

/** The share of held-out members that a topic's label ranks before all other labels; null for a topic without members. */
export type Routing = { byTopic: (number | null)[]; overall: number };

const FOLDS = 5;
/** What a phrase that stands in the paper adds to the cosine of label and paper. */
const OCCURRENCE_WEIGHT = 0.2;

/**
 * Measures how well labels alone route unseen papers. The members of each topic are dealt into five folds at random; topics are named
 * without the papers of a fold, by the same phrases and vectors, and each of these papers goes to the topic whose label is most like it:
 * the cosine of the mean of the label's phrases and the paper, and the share of the phrases that stand in it.
 */
export function measureRouting(
  corpus: CorpusPhrases,
  { topicOf, k }: Partition,
  papers: Vectors,
  space: PhraseSpace,
  options: NamingOptions,
  random: Random,
): Routing {
  const folds = dealFolds(topicOf, k, random);
  const hits = new Int32Array(k);
  const sizes = new Int32Array(k);
  const documents = new Map(corpus.phrases.map(({ key, documents }) => [key, new Set(documents)]));
  for (let fold = 0; fold < FOLDS; fold++) {
    const seen = [...topicOf.keys()].filter((row) => folds[row] !== fold);
    const training = { topicOf: Int32Array.from(seen, (row) => topicOf[row]!), k };
    const candidates = shortlistCandidates(restrictCorpus(corpus, seen, topicOf.length), training, options).map((own) =>
      own.filter(({ phrase }) => space.has(phrase)),
    );
    const names = nameTopics(candidates, training, pickVectors(papers, seen), space, options);
    const label = names.map(({ phrases }) =>
      averagePhrases(
        phrases.map(({ phrase }) => phrase),
        space,
      ),
    );
    topicOf.forEach((topic, row) => {
      if (topic < 0 || folds[row] !== fold) return;
      sizes[topic]!++;
      const paper = viewVector(papers, row);
      const scores = names.map(({ phrases }, index) => {
        if (phrases.length === 0) return Number.NEGATIVE_INFINITY;
        const present = phrases.filter(({ phrase }) => documents.get(phrase.key)!.has(row)).length / phrases.length;
        return paper.reduce((sum, value, d) => sum + value * label[index]![d]!, 0) + OCCURRENCE_WEIGHT * present;
      });
      if (scores.every((score, other) => other === topic || score < scores[topic]!)) hits[topic]!++;
    });
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    byTopic: Array.from(sizes, (size, topic) => (size === 0 ? null : hits[topic]! / size)),
    overall: total === 0 ? 0 : hits.reduce((sum, hit) => sum + hit, 0) / total,
  };
}

/** Deals the members of each topic to the folds in turn, in random order. */
function dealFolds(topicOf: Int32Array, k: number, random: Random): Int32Array {
  const folds = new Int32Array(topicOf.length).fill(-1);
  for (let topic = 0; topic < k; topic++) {
    const members = [...topicOf.keys()].filter((row) => topicOf[row] === topic);
    const order = members.map((row) => ({ row, draw: random.next() })).sort((a, b) => a.draw - b.draw || a.row - b.row);
    order.forEach(({ row }, place) => {
      folds[row] = place % FOLDS;
    });
  }
  return folds;
}

/** The corpus of the rows alone, numbered anew. */
function restrictCorpus(corpus: CorpusPhrases, rows: readonly number[], count: number): CorpusPhrases {
  const places = new Int32Array(count).fill(-1);
  rows.forEach((row, place) => {
    places[row] = place;
  });
  const move = (documents: Iterable<number>) =>
    [...documents].flatMap((row) => (places[row]! >= 0 ? places[row]! : []));
  return {
    phrases: corpus.phrases.flatMap((phrase) => {
      const documents = move(phrase.documents);
      return documents.length > 0 ? [{ ...phrase, documents }] : [];
    }),
    inTitles: new Map([...corpus.inTitles].map(([key, documents]) => [key, new Set(move(documents))])),
  };
}

function averagePhrases(phrases: readonly Phrase[], space: PhraseSpace): Float64Array {
  const mean = new Float64Array(space.vectors.dimensions);
  for (const phrase of phrases) {
    viewVector(space.vectors, space.rowOf(phrase)).forEach((value, d) => {
      mean[d]! += value;
    });
  }
  const length = Math.max(Math.hypot(...mean), Number.EPSILON);
  return mean.map((value) => value / length);
}
