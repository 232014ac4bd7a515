import { countClusterSizes, listMembers } from "../numeric/cluster-sizes.ts";
import { type LabelQuality, measureLabel } from "./label-quality.ts";
import { type NamingMaterial, type NamingOptions, nameTopics, type Precedents, type TopicName } from "./name-topics.ts";
import type { Partition } from "./partition.ts";
import { diversifyTerms } from "./topic-terms.ts";

/** The topics of the next finer level with their names; `isFirm` tells which names may stand for the broader topic too. */
export type FinerLevel = Partition & { names: readonly TopicName[]; isFirm: readonly boolean[] };

const LEAST_PARTS = 2;
const MOST_PARTS = 3;
/** Two parts are enough where they hold this share of the papers. */
const ENOUGH_SHARE = 0.5;
/** What a phrase of its own covers at least: less would be a part, too. */
const LEAST_COVERAGE = 0.5;
const SURE_F1 = 0.5;

/**
 * Names broader topics by the first phrases of their two or three largest parts with a firm name; by phrases of their own where these cover and contrast better, or where there
 * are less than two such parts. Parts that named a topic in the last run do so while they are firm parts of it.
 */
export function nameBroadTopics(
  material: NamingMaterial,
  partition: Partition,
  finer: FinerLevel,
  options: NamingOptions,
  { taken, previous }: Precedents = {},
): TopicName[] {
  const { topicOf, k } = partition;
  const sizes = countClusterSizes(topicOf, k);
  const members = listMembers(topicOf, k);
  const parts = members.map((rows) => listFirmParts(rows, finer));
  const chosen = parts.map((own, topic) => chooseParts(own, previous?.[topic] ?? []));
  const kept = chosen.map((own) => new Set(own));
  return nameTopics(material, partition, options, { taken, previous, kept }).map((name, topic): TopicName => {
    const phrases = chosen[topic]!.map(
      (key) => name.scored.find(({ candidate }) => candidate.phrase.key === key)!.candidate,
    );
    const quality = measureLabel(phrases, topic, { topicOf, sizes }, material.space);
    if (phrases.length < LEAST_PARTS || isBetter(name.quality, quality)) return name;
    const terms = diversifyTerms(name.scored, phrases, material.space, options.termsPerTopic);
    return { ...name, phrases, quality, terms, isOfParts: true };
  });
}

type Part = { key: string; share: number };

/** The parts of a topic, given by its rows, that have a firm name, the largest first: the key of the first phrase, and the share of the topic's papers. */
function listFirmParts(rows: readonly number[], { topicOf: partOf, k, names, isFirm }: FinerLevel): Part[] {
  const sizes = countClusterSizes(
    rows.map((row) => partOf[row]!),
    k,
  );
  return [...sizes.keys()]
    .filter((part) => sizes[part]! > 0 && isFirm[part] && names[part]!.phrases.length > 0)
    .sort((a, b) => sizes[b]! - sizes[a]! || a - b)
    .map((part) => ({ key: names[part]!.phrases[0]!.phrase.key, share: sizes[part]! / rows.length }));
}

function chooseParts(parts: readonly Part[], previous: readonly string[]): string[] {
  const keys = parts.map(({ key }) => key);
  if (previous.length >= LEAST_PARTS && previous.every((key) => keys.includes(key))) return [...previous];
  const [first, second] = parts;
  const isEnough = first && second && first.share + second.share >= ENOUGH_SHARE;
  return keys.slice(0, isEnough ? LEAST_PARTS : MOST_PARTS);
}

function isBetter(own: LabelQuality | null, ofParts: LabelQuality | null): boolean {
  if (!own || !ofParts) return own !== null;
  const covers = own.coverage >= Math.max(LEAST_COVERAGE, ofParts.coverage);
  return own.verdict === "fits" && covers && (own.f1 >= SURE_F1 || own.contrast >= ofParts.contrast);
}
