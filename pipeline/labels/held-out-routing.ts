import { pickVectors, viewVector } from "../numeric/vectors.ts";
import type { Random } from "../random.ts";
import type { Phrase } from "../text/phrases.ts";
import type { CorpusPhrases, RowsByKey } from "./corpus-phrases.ts";
import type { NamingMaterial, NamingOptions, TopicName } from "./name-topics.ts";
import { nameTree } from "./name-tree.ts";
import type { Partition } from "./partition.ts";
import type { PhraseSpace } from "./phrase-likeness.ts";

/** The share of held-out members that a topic's words rank before those of all other topics; null for a topic without members. */
export type Routing = { byTopic: (number | null)[]; overall: number };

/** The routing by labels alone, and by labels with the terms that are shown beside them. */
export type LevelRouting = { label: Routing; withTerms: Routing };

/** What papers and phrases are compared by; `listDocuments` gives the papers of a phrase by its key. */
type Ground = { material: NamingMaterial; listDocuments: (key: string) => ReadonlySet<number> };

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
  const listDocuments = holdDocuments(material.corpus);
  const counts = levels.map(({ k }) => ({ label: new Int32Array(k), withTerms: new Int32Array(k) }));
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = [...folds.keys()].filter((row) => folds[row] === fold);
    const space = material.spaceWithout?.(new Set(held)) ?? material.space;
    const ground = { material: { ...material, space }, listDocuments };
    const tree = nameWithout(held, ground.material, levels, options);
    tree.forEach((names, index) => {
      const { topicOf } = levels[index]!;
      const label = routePapers(held, names.map(listLabel), ground);
      const withTerms = routePapers(held, names.map(listShown), ground);
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

/** Returns for each row the topic whose phrases are most like the paper; -1 where two are alike, or none has phrases. */
function routePapers(rows: readonly number[], phrases: readonly Phrase[][], ground: Ground): number[] {
  const means = phrases.map((own) => averagePhrases(own, ground.material.space));
  const holders = phrases.map((own) => own.map(({ key }) => ground.listDocuments(key)));
  return rows.map((row) => {
    const paper = viewVector(ground.material.papers, row);
    let best = -1;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (let topic = 0; topic < means.length; topic++) {
      const own = holders[topic]!;
      if (own.length === 0) continue;
      const mean = means[topic]!;
      let present = 0;
      for (const documents of own) if (documents.has(row)) present++;
      let score = 0;
      for (let d = 0; d < paper.length; d++) score += paper[d]! * mean[d]!;
      score += OCCURRENCE_WEIGHT * (present / own.length);
      if (score > bestScore) {
        best = topic;
        bestScore = score;
      } else if (score === bestScore) best = -1;
    }
    return best;
  });
}

/** Returns a function that gives the papers of a phrase by its key, kept for the next time it is asked. */
function holdDocuments({ phrases }: CorpusPhrases): (key: string) => ReadonlySet<number> {
  const phraseOf = new Map(phrases.map((phrase) => [phrase.key, phrase]));
  const held = new Map<string, ReadonlySet<number>>();
  return (key) => {
    const documents = held.get(key) ?? new Set(phraseOf.get(key)!.documents);
    held.set(key, documents);
    return documents;
  };
}

/** Names the topics without the papers of some rows; the documents of the phrases are numbered anew. */
function nameWithout(
  rows: readonly number[],
  { corpus, papers, space }: NamingMaterial,
  levels: readonly Partition[],
  options: NamingOptions,
): TopicName[][] {
  const held = new Set(rows);
  const seen = [...levels[0]!.topicOf.keys()].filter((row) => !held.has(row));
  const training = levels.map(({ topicOf, k }) => ({ topicOf: Int32Array.from(seen, (row) => topicOf[row]!), k }));
  const material = { corpus: restrictCorpus(corpus, seen), papers: pickVectors(papers, seen), space };
  return nameTree(material, training, options);
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
  for (let topic = 0; topic < k; topic++) {
    const members = [...topicOf.keys()].filter((row) => topicOf[row] === topic);
    const order = members.map((row) => ({ row, draw: random.next() })).sort((a, b) => a.draw - b.draw || a.row - b.row);
    const dealt = Math.max(LEAST_HELD_OUT, Math.ceil(share * order.length));
    order.slice(0, dealt).forEach(({ row }, place) => {
      folds[row] = place % FOLDS;
    });
  }
  return folds;
}

/** The corpus of the rows alone, numbered anew. */
function restrictCorpus(
  { phrases, inTitles, modifiers, rules }: CorpusPhrases,
  rows: readonly number[],
): CorpusPhrases {
  const places = new Int32Array((rows.at(-1) ?? -1) + 1).fill(-1);
  for (const [place, row] of rows.entries()) places[row] = place;
  const move = (documents: readonly number[]) => {
    const moved: number[] = [];
    for (const row of documents) if (row < places.length && places[row]! >= 0) moved.push(places[row]!);
    return moved;
  };
  const moveAll = (documents: RowsByKey) => new Map([...documents].map(([key, own]) => [key, move(own)]));
  return {
    phrases: phrases.flatMap((phrase) => {
      const documents = move(phrase.documents);
      return documents.length > 0 ? [{ ...phrase, documents }] : [];
    }),
    inTitles: moveAll(inTitles),
    modifiers: moveAll(modifiers),
    rules,
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

function toShares(hits: Int32Array, sizes: Int32Array): Routing {
  const sum = (counts: Int32Array) => counts.reduce((total, count) => total + count, 0);
  return {
    byTopic: Array.from(sizes, (size, topic) => (size === 0 ? null : hits[topic]! / size)),
    overall: sum(hits) / Math.max(sum(sizes), 1),
  };
}
