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

/**
 * Read and found good: headings that a reader of the language would put over the four subjects. Where Node's data tell what is a word, other
 * versions may find another of those listed.
 */
const HEADINGS: Record<string, string[][]> = {
  de: [["Alterung von Lithium-Ionen-Zellen"], ["Maschinelles Lernen"], ["Borkenkäfer"], ["Grundschule"]],
  es: [["Aguas subterráneas"], ["Aprendizaje por refuerzo"], ["Diabetes tipo 2"], ["Arte rupestre"]],
  fr: [["Cellules solaires"], ["Patientes"], ["Modèle de langue"], ["Aires marines protégées"]],
  ja: [
    ["強化学習", "ロボットアーム", "移動ロボット", "動作計画"],
    ["地震", "地殻変動", "余震活動"],
    ["地域在住高齢者", "介護負担", "認知症"],
    ["劣化", "固体電解質", "全固体電池", "燃料電池", "イオン伝導"],
  ],
  pt: [["Produtividade da soja"], ["Mosquito Aedes aegypti"], ["Aprendizado de máquina"], ["Educação básica"]],
  zh: [
    ["医学图像分割", "卷积神经网络", "医学图像", "迁移学习"],
    ["钙钛矿太阳能电池", "光电转换效率", "太阳能电池"],
    ["臭氧污染", "细颗粒物浓度", "大气污染", "细颗粒物"],
    ["预训练语言模型", "关系抽取", "机器翻译", "命名实体识别"],
  ],
};

describe.each(Object.entries(HEADINGS))("labels in %s", (language, headings) => {
  it("name the subjects of the fixture", async () => {
    const { topics } = await nameSubjects(language);
    expect(topics).toHaveLength(headings.length);
    for (const [subject, { short }] of topics.entries()) expect(headings[subject]).toContain(short);
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
