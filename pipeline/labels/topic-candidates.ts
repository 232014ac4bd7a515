import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import type { Phrase } from "../text/phrases.ts";
import { type CorpusPhrases, modifierOf } from "./corpus-phrases.ts";
import type { Partition } from "./partition.ts";

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
  { phrases, inTitles, modifiers, rules }: CorpusPhrases,
  { topicOf, k }: Partition,
  { maxTopicShare, weighedTerms }: { maxTopicShare: number; weighedTerms: number },
  kept: KeptPhrases = [],
): TopicCandidate[][] {
  const sizes = countClusterSizes(topicOf, k);
  const counts = phrases.map(({ documents }) => countByTopic(documents, topicOf, k));
  const totals = sumByTopic(counts, k);
  const meanTotal = totals.reduce((sum, total) => sum + total, 0) / k;
  const byTopic: TopicCandidate[][] = Array.from({ length: k }, () => []);
  const families = new Map<string, Int32Array>();
  const countFamily = (first: string) => {
    const counted = families.get(first) ?? countByTopic(modifiers.get(first)!, topicOf, k);
    families.set(first, counted);
    return counted;
  };
  phrases.forEach((phrase, index) => {
    const counted = counts[index]!;
    const titles = countByTopic(inTitles.get(phrase.key) ?? [], topicOf, k);
    const first = phrase.words > 1 ? modifierOf(phrase, rules) : null;
    const inFamily = first === null ? counted : countFamily(first);
    const familySize = first === null ? phrase.documents.length : modifiers.get(first)!.length;
    let carriers = 0;
    for (let topic = 0; topic < k; topic++)
      if (counted[topic]! >= Math.max(2, CARRYING_SHARE * sizes[topic]!)) carriers++;
    const isCommon = phrase.documents.length > mostDocuments(phrase, topicOf.length);
    const isEverywhere = isCommon || (k > 3 && carriers > maxTopicShare * k);
    for (let topic = 0; topic < k; topic++) {
      const inside = counted[topic]!;
      const isKept = kept[topic]?.has(phrase.key) ?? false;
      if (inside === 0 && !isKept) continue;
      const documents = phrase.documents.length;
      const size = sizes[topic]!;
      const inOwnTitles = titles[topic]!;
      const counts = { phrase, inside, documents, size, inTitles: inOwnTitles, isEverywhere };
      if (!isCandidate(counts, topicOf.length) && !isKept) continue;
      byTopic[topic]!.push({
        phrase,
        inside,
        outside: documents - inside,
        ctfidf: (inside / totals[topic]!) * Math.log(1 + meanTotal / documents),
        f1: computeF1(inside, documents, size),
        precision: inside / documents,
        familyF1: computeF1(inFamily[topic]!, familySize, size),
        inTitles: inOwnTitles,
        titleShare: inOwnTitles / size,
        compounds: 0,
      });
    }
  });
  for (const own of byTopic) countCompounds(own);
  return byTopic.map((own, topic) => {
    const open = own.filter(({ phrase }) => !kept[topic]?.has(phrase.key));
    const best = keepPrecise(keepTelling(open)).sort(compareCandidates).slice(0, weighedTerms);
    return [...best, ...own.filter(({ phrase }) => kept[topic]?.has(phrase.key))];
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

/** Whether a phrase may name a topic: enough members have it, it is commoner there than elsewhere, and it is not everywhere. */
function isCandidate(counts: PhraseCounts, all: number): boolean {
  const { phrase, inside, documents, size, inTitles, isEverywhere } = counts;
  if (inside < leastDocuments(size, inTitles) || inside * (all - size) <= (documents - inside) * size) return false;
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
  return inTitles >= 2 ? Math.max(2, least - 1) : least;
}

function sumByTopic(counts: readonly Int32Array[], k: number): Float64Array {
  const totals = new Float64Array(k);
  for (const counted of counts) for (let topic = 0; topic < k; topic++) totals[topic]! += counted[topic]!;
  return totals;
}

function countByTopic(documents: readonly number[], topicOf: Int32Array, k: number): Int32Array {
  const counts = new Int32Array(k);
  for (const row of documents) if (topicOf[row]! >= 0) counts[topicOf[row]!]!++;
  return counts;
}

function compareCandidates(a: TopicCandidate, b: TopicCandidate): number {
  return b.ctfidf - a.ctfidf || compareCodeUnits(a.phrase.key, b.phrase.key);
}
