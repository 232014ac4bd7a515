import { listMembers } from "../numeric/cluster-sizes.ts";
import { multiplyRows } from "../numeric/row-products.ts";
import { countVectors, pickVectors, type Vectors, viewVector } from "../numeric/vectors.ts";
import type { Random } from "../random.ts";
import type { Phrase } from "../text/phrases.ts";
import type { NamingMaterial, NamingOptions, TopicName } from "./name-topics.ts";
import { nameTree } from "./name-tree.ts";
import type { Partition } from "./partition.ts";
import type { PhraseSpace } from "./phrase-likeness.ts";

/** The share of held-out members that a topic's words rank before those of all other topics; null for a topic without members. */
export type Routing = { byTopic: (number | null)[]; overall: number };

/** The routing by labels alone, and by labels with the terms that are shown beside them. */
export type LevelRouting = { label: Routing; withTerms: Routing };

const FOLDS = 5;
/** Papers that are held out, at most: of more, the same share of each topic, but no fewer than LEAST_HELD_OUT of it. */
const MOST_HELD_OUT = 10_000;
const LEAST_HELD_OUT = 20;
/** Phrases of a label and the terms beside it, in all. */
const SHOWN_TERMS = 4;
/** What a phrase that stands in the paper adds to the cosine of label and paper. */
const OCCURRENCE_WEIGHT = 0.2;

/**
 * Measures for each level how well words alone route unseen papers. The members of each topic, or some of very many, are dealt into five folds. Topics are named without the papers of a fold, and each
 * of these goes to the topic whose phrases are most like it: cosine of their mean and the paper, plus a fifth of the share of them that stand in it.
 */
export function measureRouting(
  material: NamingMaterial,
  levels: readonly Partition[],
  options: NamingOptions,
  random: Random,
): LevelRouting[] {
  const [finest] = levels;
  if (!finest) return [];
  const folds = dealFolds(finest, random);
  const phraseOf = new Map(material.corpus.phrases.map((phrase) => [phrase.key, phrase]));
  const counts = levels.map(({ k }) => ({ label: new Int32Array(k), withTerms: new Int32Array(k) }));
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = [...folds.keys()].filter((row) => folds[row] === fold);
    const heldOut = new Uint8Array(folds.length);
    for (const row of held) heldOut[row] = 1;
    const space = material.spaceWithout?.(heldOut) ?? material.space;
    const training = levels.map((level) => holdOut(level, heldOut));
    const tree = nameTree({ ...material, space }, training, options);
    const ground = {
      papers: pickVectors(material.papers, held),
      placeOf: placesOf(held, folds.length),
      space,
      phraseOf,
    };
    tree.forEach((names, index) => {
      const { topicOf } = levels[index]!;
      const label = routePapers(names.map(listLabel), ground);
      const withTerms = routePapers(names.map(listShown), ground);
      held.forEach((row, place) => {
        const topic = topicOf[row]!;
        if (topic < 0) return;
        if (label[place] === topic) counts[index]!.label[topic]!++;
        if (withTerms[place] === topic) counts[index]!.withTerms[topic]!++;
      });
    });
  }
  return levels.map((level, index) => {
    const sizes = new Int32Array(level.k);
    for (const row of folds.keys()) if (folds[row]! >= 0 && level.topicOf[row]! >= 0) sizes[level.topicOf[row]!]!++;
    return { label: toShares(counts[index]!.label, sizes), withTerms: toShares(counts[index]!.withTerms, sizes) };
  });
}

/** Papers to be routed, unit rows; the place of each row of the corpus among them, or -1; the space of the phrases, and all phrases by key, with all of their documents. */
type Ground = { papers: Vectors; placeOf: Int32Array; space: PhraseSpace; phraseOf: ReadonlyMap<string, Phrase> };

/** Returns for each paper the topic whose phrases are most like it; -1 where two are alike, or none has phrases. */
function routePapers(phrases: readonly Phrase[][], { papers, placeOf, space, phraseOf }: Ground): Int32Array {
  const k = phrases.length;
  const means = new Float64Array(k * papers.dimensions);
  const present = new Uint8Array(countVectors(papers) * k);
  phrases.forEach((own, topic) => {
    means.set(averagePhrases(own, space), topic * papers.dimensions);
    for (const { key } of own) {
      for (const row of phraseOf.get(key)!.documents) if (placeOf[row]! >= 0) present[placeOf[row]! * k + topic]!++;
    }
  });
  const products = multiplyRows(papers, means);
  return Int32Array.from({ length: countVectors(papers) }, (_, place) => {
    let best = -1;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (let topic = 0; topic < k; topic++) {
      const { length } = phrases[topic]!;
      if (length === 0) continue;
      const entry = place * k + topic;
      const score = products[entry]! + OCCURRENCE_WEIGHT * (present[entry]! / length);
      if (score > bestScore) {
        best = topic;
        bestScore = score;
      } else if (score === bestScore) best = -1;
    }
    return best;
  });
}

/** The level as if some papers were not there. */
function holdOut({ topicOf, k }: Partition, heldOut: Uint8Array): Partition {
  return { topicOf: topicOf.map((topic, row) => (heldOut[row] === 1 ? -1 : topic)), k, heldOut };
}

function placesOf(rows: readonly number[], count: number): Int32Array {
  const places = new Int32Array(count).fill(-1);
  for (const [place, row] of rows.entries()) places[row] = place;
  return places;
}

function listLabel({ phrases }: TopicName): Phrase[] {
  return phrases.map(({ phrase }) => phrase);
}

function listShown({ terms }: TopicName): Phrase[] {
  return terms.slice(0, SHOWN_TERMS).map(({ candidate }) => candidate.phrase);
}

/** Deals the members of each topic to the folds in turn, in random order; a paper without topic, or one too many, is in none (-1). */
function dealFolds({ topicOf, k }: Partition, random: Random): Int32Array {
  const folds = new Int32Array(topicOf.length).fill(-1);
  const share = Math.min(1, MOST_HELD_OUT / topicOf.length);
  for (const members of listMembers(topicOf, k)) {
    const order = members.map((row) => ({ row, draw: random.next() })).sort((a, b) => a.draw - b.draw || a.row - b.row);
    const dealt = Math.max(LEAST_HELD_OUT, Math.ceil(share * order.length));
    order.slice(0, dealt).forEach(({ row }, place) => {
      folds[row] = place % FOLDS;
    });
  }
  return folds;
}

function averagePhrases(phrases: readonly Phrase[], space: PhraseSpace): Float64Array {
  const mean = new Float64Array(space.vectors.dimensions);
  for (const phrase of phrases) {
    const vector = viewVector(space.vectors, space.rowOf(phrase));
    for (let d = 0; d < mean.length; d++) mean[d]! += vector[d]!;
  }
  const length = Math.max(Math.hypot(...mean), Number.EPSILON);
  return mean.map((value) => value / length);
}

function toShares(hits: Int32Array, sizes: Int32Array): Routing {
  const sum = (counts: Int32Array) => counts.reduce((total, count) => total + count, 0);
  return {
    byTopic: Array.from(sizes, (size, topic) => (size === 0 ? null : hits[topic]! / size)),
    overall: sum(hits) / Math.max(sum(sizes), 1),
  };
}
