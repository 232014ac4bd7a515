import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildTokenizer, SPACED_WORDS } from "../../../pipeline/text/languages/tokenizer.ts";

const french = buildTokenizer(["fr"]);
const chinese = buildTokenizer(["zh"]);
const japanese = buildTokenizer(["ja"]);

describe("buildTokenizer", () => {
  it("parts elided words, and keeps those that are one", () => {
    expect(french.splitTokens("L'apprentissage d’images aujourd'hui, qu'il")).toEqual([
      "L'",
      "apprentissage",
      "d’",
      "images",
      "aujourd'hui",
      "qu'",
      "il",
    ]);
  });

  it("finds the words of Chinese, names in Latin letters apart", () => {
    expect(chinese.splitTokens("深度学习模型")).toEqual(["深度", "学习", "模型"]);
    expect(chinese.splitTokens("使用BERT-base模型")).toEqual(["使用", "BERT-base", "模型"]);
  });

  it("keeps a run of katakana as one word", () => {
    expect(japanese.splitTokens("ニューラルネットワークの学習")).toEqual(["ニューラルネットワーク", "の", "学習"]);
  });

  it("keeps vowel signs with their letters", () => {
    expect(buildTokenizer(["hi"]).splitTokens("हिन्दी भाषा")).toEqual(["हिन्दी", "भाषा"]);
  });

  it("parts segments at the punctuation of the script", () => {
    expect(chinese.splitSegments("深度学习，机器翻译。")).toEqual([
      ["深度", "学习"],
      ["机器", "翻译"],
    ]);
  });

  it("joins words as they are written", () => {
    for (const text of ["深度学习", "BERT模型"]) expect(chinese.joinTokens(chinese.splitTokens(text))).toBe(text);
    expect(french.joinTokens(["reconnaissance", "d'", "images"])).toBe("reconnaissance d'images");
  });

  it("gives the words of English as they are without it", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9 .,;:()'-]{0,60}$/), (text) => {
        const tokenizer = buildTokenizer(["de"]);
        expect(tokenizer.splitTokens(text)).toEqual(SPACED_WORDS.splitTokens(text));
        expect(tokenizer.splitSegments(text)).toEqual(SPACED_WORDS.splitSegments(text));
      }),
    );
  });

  it("gives the same words by all three ways, each at its place", () => {
    const letters = fc.constantFrom(..."深度学习機械的の、。ーモデルabcÉ'’- .1ไทย");
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 40 }), (text) => {
        for (const tokenizer of [french, chinese, japanese]) {
          const tokens = tokenizer.splitTokens(text);
          const located = tokenizer.locateTokens(text);
          expect(located.map(({ token }) => token)).toEqual(tokens);
          expect(tokenizer.splitSegments(text).flat()).toEqual(tokens);
          for (const { token, start } of located) expect(text.slice(start, start + token.length)).toBe(token);
        }
      }),
    );
  });

  it("reads a hundred thousand letters without a space", () => {
    expect(chinese.splitTokens("学习".repeat(50_000)).join("")).toHaveLength(100_000);
  });
});
