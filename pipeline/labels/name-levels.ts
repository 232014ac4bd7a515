import type { Config } from "../config.ts";
import { centerColumns, normalizeRows, type Vectors } from "../numeric/vectors.ts";
import { createRandom } from "../random.ts";
import { findAcronyms } from "../text/acronyms.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import { keyOfPhrase } from "../text/phrase-keys.ts";
import { extractPhrases, findCorpusStopWords, type Phrase } from "../text/phrases.ts";
import { measureRouting, type Routing } from "./held-out-routing.ts";
import { judgeByRouting } from "./label-quality.ts";
import { type CorpusPhrases, nameTopics, type Partition, shortlistCandidates, type TopicName } from "./name-topics.ts";
import { PhraseSpace } from "./phrase-likeness.ts";
import { type LabelText, titleLabel, writeLabel } from "./write-label.ts";

/** A paper to be named after. */
export type LabelledPaper = { id: string; title: string; text: string; similarity: number };

/** The topics of one level, and the phrases, as spelled, of the label that each had in the last run; none where it had no such label. */
export type LevelToName = Partition & { previous?: readonly (readonly string[])[] };

/** A topic with its label and what the label is made of. */
export type NamedTopic = TopicName & LabelText;
export type NamedLevel = { topics: NamedTopic[]; routing: Routing };

/** Returns a row for each phrase, in order. */
export type EmbedPhrases = (phrases: readonly Phrase[]) => Promise<Vectors>;

export type LevelOptions = Pick<
  Config,
  "seed" | "maxTermWords" | "maxWordShare" | "maxTopicShare" | "weighedTerms" | "termsPerTopic"
>;

const MANY_PAPERS = 1000;

/**
 * Names the topics of every level, the first level first, by phrases of their own papers, whose sentence vectors are `vectors`. No two
 * labels are equal, nor two short ones: a topic whose phrases are spent, or that has none, is named by the title of its most typical paper.
 */
export async function nameLevels(
  papers: readonly LabelledPaper[],
  vectors: Vectors,
  levels: readonly LevelToName[],
  options: LevelOptions,
  embedPhrases: EmbedPhrases,
): Promise<NamedLevel[]> {
  const corpus = collectPhrases(papers, options);
  const shortlists = levels.map((level) => shortlistCandidates(corpus, level, options));
  const phrases = [...new Map(shortlists.flat(2).map(({ phrase }) => [phrase.key, phrase])).values()];
  phrases.sort((a, b) => compareCodeUnits(a.key, b.key));
  const space = new PhraseSpace(phrases, await embedPhrases(phrases));
  const centered = normalizeRows(centerColumns(vectors));
  const heads = new Set<string>();
  const labels = new Set<string>();
  return levels.map((level, index) => {
    const previous = level.previous?.map((spelled) => findKeys(spelled, phrases));
    const names = nameTopics(shortlists[index]!, level, centered, space, options, { taken: heads, previous });
    for (const { phrases } of names) if (phrases[0]) heads.add(phrases[0].phrase.key);
    const random = createRandom(options.seed, `routing ${index}`);
    const routing = measureRouting(corpus, level, centered, space, options, random);
    const topics = names.map((name, topic) => {
      const text = writeLabel(name.phrases, level.previous?.[topic] ?? []);
      const unique =
        text && !labels.has(text.label) && !labels.has(text.short)
          ? text
          : titleLabel(findTypicalTitle(papers, level, topic), labels);
      labels.add(unique.label).add(unique.short);
      return { ...name, ...unique, quality: judgeByRouting(name.quality, routing.byTopic[topic]!) };
    });
    return { topics, routing };
  });
}

function collectPhrases(papers: readonly LabelledPaper[], options: LevelOptions): CorpusPhrases {
  const texts = papers.map(({ text }) => text);
  const shared = {
    maxWords: options.maxTermWords,
    stopWords: findCorpusStopWords(texts, options.maxWordShare),
    acronyms: findAcronyms(texts),
  };
  const phrases = extractPhrases(texts, { ...shared, minDocuments: papers.length < MANY_PAPERS ? 2 : 4 });
  const titles = papers.map(({ title }) => title);
  const inTitles = extractPhrases(titles, { ...shared, minDocuments: 1 });
  return { phrases, inTitles: new Map(inTitles.map(({ key, documents }) => [key, new Set(documents)])) };
}

/** The keys of the phrases of an earlier label; one that is no phrase of today's papers has none. */
function findKeys(spelled: readonly string[], phrases: readonly Phrase[]): string[] {
  return spelled.flatMap((spelling) => {
    const form = keyOfPhrase(spelling);
    return phrases.find(({ forms }) => forms.includes(form))?.key ?? [];
  });
}

/** The title of the paper that is most similar to its topic; null where the topic has no papers. */
function findTypicalTitle(papers: readonly LabelledPaper[], { topicOf }: Partition, topic: number): string | null {
  const members = papers.filter((_, row) => topicOf[row] === topic);
  members.sort((a, b) => b.similarity - a.similarity || compareCodeUnits(a.id, b.id));
  return members[0]?.title ?? null;
}
