import type { Config } from "../config.ts";
import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import { centerColumns, normalizeRows, type Vectors } from "../numeric/vectors.ts";
import { createRandom } from "../random.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import { ENGLISH } from "../text/languages/english.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { keyOfPhrase } from "../text/phrase-keys.ts";
import type { Phrase } from "../text/phrases.ts";
import { averageDocuments } from "./average-documents.ts";
import { chooseMixedPhrases } from "./choose-mixed-phrases.ts";
import { type CorpusPhrases, collectPhrases } from "./corpus-phrases.ts";
import { type LevelRouting, measureRouting } from "./held-out-routing.ts";
import { judgeLabel, measureLabel } from "./label-quality.ts";
import type { NamingMaterial, TopicName } from "./name-topics.ts";
import { nameTree } from "./name-tree.ts";
import type { Partition } from "./partition.ts";
import { PhraseSpace } from "./phrase-likeness.ts";
import { findCandidates, type KeptPhrases } from "./topic-candidates.ts";
import { diversifyTerms } from "./topic-terms.ts";
import { type LabelText, titleLabel, writeUniqueLabel } from "./write-label.ts";

/** A paper to be named after. */
export type LabelledPaper = { id: string; title: string; text: string; similarity: number };

/** The topics of one level. */
export type LevelToLabel = Partition & {
  /** The phrases, as spelled, of the label that each topic had in the last run; none where it had no such label. */
  previous?: readonly (readonly string[])[];
  /** Whether a topic is known to be a mixture. */
  isMixed?: readonly boolean[];
};

/** A topic with its label and what the label is made of. */
export type NamedTopic = TopicName & LabelText;
export type NamedLevel = { topics: NamedTopic[]; routing: LevelRouting };

/** Returns a row for each phrase, in order, in the space of the papers' vectors. */
export type EmbedPhrases = (phrases: readonly Phrase[]) => Promise<Vectors>;

export type LevelOptions = Pick<
  Config,
  "seed" | "maxTermWords" | "maxWordShare" | "maxTopicShare" | "weighedTerms" | "termsPerTopic"
>;

/**
 * Names the topics of every level, the finest first, by phrases of their own papers, whose sentence vectors are `vectors`. No two labels are
 * equal, nor two short ones. Without `embedPhrases` a phrase means what the papers that hold it mean. A mixture is called so; a topic that has no phrases left, by the title of its most typical paper.
 */
export async function nameLevels(
  papers: readonly LabelledPaper[],
  vectors: Vectors,
  levels: readonly LevelToLabel[],
  options: LevelOptions,
  embedPhrases: EmbedPhrases | null,
  rules: LanguageRules = ENGLISH,
): Promise<NamedLevel[]> {
  const corpus = collectPhrases(papers, options, rules);
  const { material, phrases } = await gatherMaterial(corpus, vectors, levels, options, embedPhrases);
  const routing = measureRouting(material, levels, options, createRandom(options.seed, "routing"));
  const known = levels.map(({ topicOf, k, previous }) => ({
    topicOf,
    k,
    previous: previous?.map((spelled) => findKeys(spelled, phrases, rules)),
  }));
  const tree = nameTree(material, known, options, (names, index) =>
    names.map((name, topic) => judgeName(name, topic, levels[index]!, routing[index]!, material, options)),
  );
  const taken = new Set<string>();
  return levels.map((level, index) => ({
    topics: tree[index]!.map((name, topic) => {
      const kind = level.isMixed?.[topic] ? "mixed" : name.isOfParts ? "broad" : "topic";
      const text =
        writeUniqueLabel(name.phrases, level.previous?.[topic] ?? [], kind, taken, rules) ??
        titleLabel(findTypicalTitle(papers, level, topic), taken);
      taken.add(text.label).add(text.short);
      return { ...name, ...text };
    }),
    routing: routing[index]!,
  }));
}

/** Returns what the topics are named of, and the phrases that may name them, in order of key. `kept` has for each level those that may whatever is counted for them. */
export async function gatherMaterial(
  corpus: CorpusPhrases,
  vectors: Vectors,
  levels: readonly Partition[],
  options: LevelOptions,
  embedPhrases: EmbedPhrases | null,
  kept: readonly KeptPhrases[] = [],
): Promise<{ material: NamingMaterial; phrases: Phrase[] }> {
  const shortlist = levels.flatMap((level, index) => findCandidates(corpus, level, options, kept[index])).flat();
  const phrases = [...new Map(shortlist.map(({ phrase }) => [phrase.key, phrase])).values()];
  phrases.sort((a, b) => compareCodeUnits(a.key, b.key));
  const centred = normalizeRows(centerColumns(vectors));
  const average = (heldOut?: Uint8Array) => new PhraseSpace(phrases, averageDocuments(phrases, centred, heldOut));
  const material = {
    corpus,
    papers: centred,
    space: embedPhrases === null ? average() : new PhraseSpace(phrases, await embedPhrases(phrases)),
    ...(embedPhrases === null ? { spaceWithout: average } : {}),
  };
  return { material, phrases };
}

/**
 * Returns the name with the verdict of its routing. A name that does not fit, as that of a mixture, is replaced by two phrases for different members, where there are two; its
 * verdict is what these deserve.
 */
function judgeName(
  name: TopicName,
  topic: number,
  { topicOf, k, isMixed }: LevelToLabel,
  { label, withTerms }: LevelRouting,
  { space }: NamingMaterial,
  { termsPerTopic }: LevelOptions,
): TopicName {
  const evidence = {
    routing: label.byTopic[topic]!,
    withTerms: withTerms.byTopic[topic]!,
    isMixed: isMixed?.[topic] ?? false,
  };
  const quality = judgeLabel(name.quality, evidence);
  if (quality?.verdict !== "provisional") return { ...name, quality };
  const counted = { topicOf, sizes: countClusterSizes(topicOf, k) };
  const phrases = chooseMixedPhrases(name, topic, counted, space);
  return {
    ...name,
    phrases,
    quality: judgeLabel(measureLabel(phrases, topic, counted, space), evidence),
    terms: diversifyTerms(name.scored, phrases, space, termsPerTopic),
    isOfParts: false,
  };
}

/** The keys of the phrases of an earlier label; one that is no phrase of today's papers has none. */
function findKeys(spelled: readonly string[], phrases: readonly Phrase[], rules: LanguageRules): string[] {
  return spelled.flatMap((spelling) => {
    const form = keyOfPhrase(spelling, rules);
    return phrases.find(({ forms }) => forms.includes(form))?.key ?? [];
  });
}

/** Returns the title of the paper that is most similar to its topic; null where the topic has no papers. */
export function findTypicalTitle(
  papers: readonly LabelledPaper[],
  { topicOf }: Partition,
  topic: number,
): string | null {
  const members = papers.filter((_, row) => topicOf[row] === topic);
  members.sort((a, b) => b.similarity - a.similarity || compareCodeUnits(a.id, b.id));
  return members[0]?.title ?? null;
}
