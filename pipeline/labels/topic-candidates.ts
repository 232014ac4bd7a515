import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import type { Phrase } from "../text/phrases.ts";
import { type CorpusPhrases, modifierOf } from "./corpus-phrases.ts";
import { countPapers, dropHeldOut, type Partition } from "./partition.ts";

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
  /** F1 of the papers with its first word: of "multilingual models" those with "multilingual". */
  familyF1: number;
  /** Members that have it in the title. */
  inTitles: number;
  /** Share of the members that have it in the title. */
  titleShare: number;
  /** For a single word: other candidates of the topic that contain it. */
  compounds: number;
};

/** By topic, keys of phrases that are candidates whatever is counted for them. */
export type KeptPhrases = readonly ReadonlySet<string>[];

const MOST_DOCUMENTS = 0.35;
const MOST_DOCUMENTS_OF_A_WORD = 0.25;
const CARRYING_SHARE = 0.1;
const PRECISION_STEPS = [0.3, 0.18, 0];
const ENOUGH = 8;
const MANY_TITLES = 2;
const TINY_TOPIC = 5;
const LEAST_SHARE = 0.12;
/** What is common elsewhere too may name a broad topic that has most of it: "agents". */
const COVERAGE_OF_AN_UMBRELLA = 0.5;
const PRECISION_OF_AN_UMBRELLA = 0.4;
const LEAST_PRECISION_WITH_STOP_WORD = 0.6;

/**
 * Returns up to `weighedTerms` candidates of each topic that set it apart, the best class-based TF-IDF first, ties by key, then those kept. It is tf / N_c x ln(1 + A / f)
 * (Grootendorst 2022): tf members contain the phrase, f documents do; N_c is the sum of tf over the topic, A its mean over topics.
 */
export function findCandidates(
  corpus: CorpusPhrases,
  partition: Partition,
  { maxTopicShare, weighedTerms }: { maxTopicShare: number; weighedTerms: number },
  kept: KeptPhrases = [],
): TopicCandidate[][] {
  const { phrases, inTitles } = corpus;
  const { topicOf, k } = partition;
  const sizes = countClusterSizes(topicOf, k);
  const all = countPapers(partition);
  const totals = sumByTopic(phrases, partition);
  const meanTotal = totals.reduce((sum, total) => sum + total, 0) / k;
  const byTopic: TopicCandidate[][] = Array.from({ length: k }, () => []);
  const countFamily = countFamilies(corpus, partition);
  const keepersOf = listKeepers(kept);
  const [inText, inTitle] = [new TopicCounter(partition), new TopicCounter(partition)];
  for (const phrase of phrases) {
    const documents = inText.count(phrase.documents);
    if (documents === 0) continue;
    let carriers = 0;
    for (const topic of inText.topics)
      if (inText.counts[topic]! >= Math.max(2, CARRYING_SHARE * sizes[topic]!)) carriers++;
    const isCommon = documents > mostDocuments(phrase, all);
    const isEverywhere = isCommon || (k > 3 && carriers > maxTopicShare * k);
    const keepers = keepersOf.get(phrase.key) ?? [];
    let hasTitles = false;
    for (const topic of keepers.length > 0 ? new Set([...inText.topics, ...keepers]) : inText.topics) {
      const inside = inText.counts[topic]!;
      const size = sizes[topic]!;
      const isKept = keepers.includes(topic);
      if (!isKept && !mayBeCandidate(inside, documents, size, all)) continue;
      if (!hasTitles) inTitle.count(inTitles.get(phrase.key) ?? []);
      hasTitles = true;
      const inOwnTitles = inTitle.counts[topic]!;
      if (!isKept && !isCandidate({ phrase, inside, documents, size, inTitles: inOwnTitles, isEverywhere })) continue;
      const family = phrase.words > 1 ? countFamily(phrase) : { inside: inText.counts, documents };
      byTopic[topic]!.push({
        phrase,
        inside,
        outside: documents - inside,
        ctfidf: (inside / totals[topic]!) * Math.log(1 + meanTotal / documents),
        f1: computeF1(inside, documents, size),
        precision: inside / documents,
        familyF1: computeF1(family.inside[topic]!, family.documents, size),
        inTitles: inOwnTitles,
        titleShare: inOwnTitles / size,
        compounds: 0,
      });
    }
  }
  for (const own of byTopic) countCompounds(own);
  return byTopic.map((own, topic) => {
    const open = own.filter(({ phrase }) => !kept[topic]?.has(phrase.key));
    const best = keepPrecise(keepTelling(open)).sort(compareCandidates).slice(0, weighedTerms);
    return [...best, ...own.filter(({ phrase }) => kept[topic]?.has(phrase.key))].map((candidate) => ({
      ...candidate,
      phrase: leaveOut(candidate.phrase, partition),
    }));
  });
}

/** Returns the harmonic mean of coverage and precision: `both` documents are members and have the phrase; 0 where none do. */
export function computeF1(both: number, withPhrase: number, members: number): number {
  return both === 0 ? 0 : (2 * both) / (withPhrase + members);
}

type PhraseCounts = {
  phrase: Phrase;
  inside: number;
  documents: number;
  size: number;
  inTitles: number;
  isEverywhere: boolean;
};

/** Whether a phrase may name a topic, whatever its titles and its words are: enough members may have it, and it is commoner there than elsewhere. */
function mayBeCandidate(inside: number, documents: number, size: number, all: number): boolean {
  return inside >= leastDocuments(size, MANY_TITLES) && inside * (all - size) > (documents - inside) * size;
}

/** Whether a phrase that may name a topic does: enough members have it for its titles, and it is not everywhere. */
function isCandidate({ phrase, inside, documents, size, inTitles, isEverywhere }: PhraseCounts): boolean {
  if (inside < leastDocuments(size, inTitles)) return false;
  const precision = inside / documents;
  if (phrase.hasStopWord && (precision < LEAST_PRECISION_WITH_STOP_WORD || inTitles === 0)) return false;
  return !isEverywhere || (inside >= COVERAGE_OF_AN_UMBRELLA * size && precision >= PRECISION_OF_AN_UMBRELLA);
}

function countCompounds(candidates: readonly TopicCandidate[]): void {
  const counts = new Map<string, number>();
  for (const { phrase } of candidates) {
    if (phrase.words === 1) continue;
    for (const part of new Set(phrase.parts)) counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  for (const candidate of candidates) {
    if (candidate.phrase.words === 1) candidate.compounds = counts.get(candidate.phrase.key) ?? 0;
  }
}

function mostDocuments({ words }: Phrase, all: number): number {
  return Math.max((words === 1 ? MOST_DOCUMENTS_OF_A_WORD : MOST_DOCUMENTS) * all, 3);
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

/**
 * An eighth of the topic, but two at least and no more than four: what two authors of a large topic share may be chance. One less, but two at
 * least, where two of them have it in the title.
 */
function leastDocuments(size: number, inTitles: number): number {
  const least = size < TINY_TOPIC ? 1 : Math.max(2, Math.min(Math.ceil(LEAST_SHARE * size), 4));
  return inTitles >= MANY_TITLES ? Math.max(2, least - 1) : least;
}

/** Counts the documents of phrases by topic, one phrase at a time: `counts` has k numbers, which are 0 but for the `topics` that have some. */
class TopicCounter {
  readonly counts: Int32Array;
  readonly topics: number[] = [];
  readonly #partition: Partition;

  constructor(partition: Partition) {
    this.counts = new Int32Array(partition.k);
    this.#partition = partition;
  }

  /** Counts those of one phrase, in place of the last; returns how many there are in all. */
  count(documents: readonly number[]): number {
    const { topicOf, heldOut } = this.#partition;
    for (const topic of this.topics) this.counts[topic] = 0;
    this.topics.length = 0;
    let held = 0;
    for (const row of documents) {
      const topic = topicOf[row]!;
      if (topic >= 0) {
        if (this.counts[topic] === 0) this.topics.push(topic);
        this.counts[topic]!++;
      } else if (heldOut) held += heldOut[row]!;
    }
    return documents.length - held;
  }
}

type FamilyCount = { inside: Int32Array; documents: number };

/** Returns a function that counts the papers with the first word of a phrase, by topic and in all, once for each word. */
function countFamilies({ modifiers, rules }: CorpusPhrases, partition: Partition): (phrase: Phrase) => FamilyCount {
  const counter = new TopicCounter(partition);
  const families = new Map<string, FamilyCount>();
  return (phrase) => {
    const first = modifierOf(phrase, rules);
    let counted = families.get(first);
    if (!counted) {
      const documents = counter.count(modifiers.get(first)!);
      counted = { inside: counter.counts.slice(), documents };
      families.set(first, counted);
    }
    return counted;
  };
}

/** Returns by the key of each kept phrase the topics that keep it. */
function listKeepers(kept: KeptPhrases): Map<string, number[]> {
  const keepers = new Map<string, number[]>();
  kept.forEach((keys, topic) => {
    for (const key of keys) keepers.set(key, [...(keepers.get(key) ?? []), topic]);
  });
  return keepers;
}

function leaveOut(phrase: Phrase, partition: Partition): Phrase {
  return partition.heldOut ? { ...phrase, documents: [...dropHeldOut(phrase.documents, partition)] } : phrase;
}

function sumByTopic(phrases: readonly Phrase[], { topicOf, k }: Partition): Float64Array {
  const totals = new Float64Array(k);
  for (const { documents } of phrases) for (const row of documents) if (topicOf[row]! >= 0) totals[topicOf[row]!]!++;
  return totals;
}

function compareCandidates(a: TopicCandidate, b: TopicCandidate): number {
  return b.ctfidf - a.ctfidf || compareCodeUnits(a.phrase.key, b.phrase.key);
}
