import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../pipeline/config.ts";
import { nameLevels } from "../../pipeline/labels/name-levels.ts";
import type { Vectors } from "../../pipeline/numeric/vectors.ts";
import { chooseLanguageRules } from "../../pipeline/text/languages/corpus-rules.ts";
import type { Phrase } from "../../pipeline/text/phrases.ts";
import { createFakeEmbedder, FAKE_DIMENSIONS } from "../embedding/fake-embedder.ts";

const embedder = createFakeEmbedder();

async function embedTexts(texts: readonly string[]): Promise<Vectors> {
  return { values: (await embedder.embed(texts)).vectors, dimensions: FAKE_DIMENSIONS };
}

/** Names the four subjects of a fixture; a text is embedded as the words that the rules see in it. */
async function nameSubjects(language: string) {
  const file = new URL(`../data/languages/${language}.jsonl`, import.meta.url);
  const records = (await readFile(file, "utf8"))
    .trim()
    .split("\n")
    .map((line): { title: string; abstract: string; subject: string } => JSON.parse(line));
  const texts = records.map(({ title, abstract }) => `${title}. ${abstract}`);
  const rules = chooseLanguageRules([language], texts);
  const spell = (text: string) => rules.splitTokens(text).join(" ");
  const subjects = [...new Set(records.map(({ subject }) => subject))];
  const level = { topicOf: Int32Array.from(records, ({ subject }) => subjects.indexOf(subject)), k: subjects.length };
  const papers = records.map(({ title }, row) => ({ id: `p${row}`, title, text: texts[row]!, similarity: 0 }));
  const embedPhrases = (phrases: readonly Phrase[]) => embedTexts(phrases.map(({ surface }) => spell(surface)));
  const [named] = await nameLevels(
    papers,
    await embedTexts(texts.map(spell)),
    [level],
    parseConfig({ maxTopicShare: 1 }),
    embedPhrases,
    rules,
  );
  return { rules, topics: named!.topics };
}

/** Read and found good: headings that a reader of the language would put over the subject. */
const LABELS: Record<string, string[]> = { de: [], es: [], fr: [], ja: [], pt: [], zh: [] };

describe.each(Object.entries(LABELS))("labels in %s", (language, labels) => {
  it("name the subjects of the fixture", async () => {
    const { topics } = await nameSubjects(language);
    expect(topics.map(({ label }) => label)).toEqual(labels);
  });

  it("and all terms neither begin nor end with a function word", async () => {
    const { rules, topics } = await nameSubjects(language);
    const phrases = topics.flatMap(({ terms }) => terms.map(({ candidate }) => candidate.phrase.surface));
    expect(phrases.length).toBeGreaterThan(16);
    const edges = phrases.flatMap((phrase) => {
      const tokens = rules.splitTokens(phrase.toLowerCase());
      return [tokens[0]!, tokens.at(-1)!];
    });
    expect(edges.filter((word) => rules.isFunctionWord(word))).toEqual([]);
  });
});
