import type { Config } from "../config.ts";
import { centerColumns, normalizeRows, type Vectors } from "../numeric/vectors.ts";
import { createRandom } from "../random.ts";
import { findAcronyms } from "../text/acronyms.ts";
import { keyOfPhrase } from "../text/phrase-keys.ts";
import { extractPhrases, findCorpusStopWords, type Phrase } from "../text/phrases.ts";
import { measureRouting, type Routing } from "./held-out-routing.ts";
import { judgeByRouting } from "./label-quality.ts";
import { type CorpusPhrases, nameTopics, type Partition, shortlistCandidates, type TopicName } from "./name-topics.ts";
import { PhraseSpace } from "./phrase-likeness.ts";

/** A paper to be named after. */
export type LabelledPaper = { id: string; title: string; text: string; similarity: number };

/** A label as it is shown; short is its first phrase. */
export type LabelText = { label: string; short: string };

/** The topics of one level, and the label that each had in the last run, if any. */
export type TopicLevel = Partition & { previous?: readonly (LabelText | null)[] };

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
  levels: readonly TopicLevel[],
  options: LevelOptions,
  embedPhrases: EmbedPhrases,
): Promise<NamedLevel[]> {
  const corpus = collectPhrases(papers, options);
  const shortlists = levels.map((level) => shortlistCandidates(corpus, level, options));
  const phrases = [...new Map(shortlists.flat(2).map(({ phrase }) => [phrase.key, phrase])).values()];
  phrases.sort((a, b) => (a.key < b.key ? -1 : 1));
  const space = new PhraseSpace(phrases, await embedPhrases(phrases));
  const centered = normalizeRows(centerColumns(vectors));
  const heads = new Set<string>();
  const labels = new Set<string>();
  return levels.map((level, index) => {
    const previous = level.previous?.map((text) => (text ? findKeys(text, phrases) : []));
    const names = nameTopics(shortlists[index]!, level, centered, space, options, { taken: heads, previous });
    for (const { phrases } of names) if (phrases[0]) heads.add(phrases[0].phrase.key);
    const random = createRandom(options.seed, `routing ${index}`);
    const routing = measureRouting(corpus, level, centered, space, options, random);
    const topics = names.map((name, topic) => {
      const text = writeLabel(name, level.previous?.[topic] ?? null);
      const unique =
        text && !labels.has(text.label) && !labels.has(text.short) ? text : nameByTitle(papers, level, topic, labels);
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

/** The keys of the phrases of a label; none where one of them is no phrase of today's papers. */
function findKeys(text: LabelText, phrases: readonly Phrase[]): string[] {
  const keys = splitLabel(text).map((part) => {
    const form = keyOfPhrase(part);
    return phrases.find(({ forms }) => forms.includes(form))?.key;
  });
  return keys.flatMap((key) => key ?? []);
}

function splitLabel({ label, short }: LabelText): string[] {
  return label === short ? [short] : [short, label.slice(short.length + SEPARATOR.length)];
}

/** A phrase that a label had before is spelled as it was. */
function writeLabel({ phrases }: TopicName, previous: LabelText | null): LabelText | null {
  if (phrases.length === 0) return null;
  const before = previous ? splitLabel(previous) : [];
  const [short, second] = phrases.map(({ phrase }, place) => {
    const spelled = before[place];
    return spelled !== undefined && phrase.forms.includes(keyOfPhrase(spelled)) ? spelled : phrase.surface;
  });
  const head = capitalize(short!);
  return { label: second === undefined ? head : head + SEPARATOR + second, short: head };
}

function nameByTitle(
  papers: readonly LabelledPaper[],
  { labels }: Partition,
  topic: number,
  taken: ReadonlySet<string>,
): LabelText {
  const members = papers.filter((_, row) => labels[row] === topic);
  members.sort((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1));
  const title = members[0]?.title ?? "Empty topic";
  let label = title;
  for (let count = 2; taken.has(label); count++) label = `${title} (${count})`;
  return { label, short: label };
}

function capitalize(label: string): string {
  return /^\p{Ll}+(?![\p{Lu}])/u.test(label) ? label.charAt(0).toUpperCase() + label.slice(1) : label;
}

const SEPARATOR = ", ";
