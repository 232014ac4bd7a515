import { describe, expect, it } from "vitest";
import { chooseLanguageRules } from "../../../pipeline/text/languages/corpus-rules.ts";
import { ENGLISH } from "../../../pipeline/text/languages/english.ts";
import { foldPlural } from "../../../pipeline/text/languages/plural-folding.ts";
import { extractPhrases } from "../../../pipeline/text/phrases.ts";

function phrasesOf(languages: string[], texts: string[]): string[] {
  const rules = chooseLanguageRules(languages, texts);
  const options = { maxWords: 4, minDocuments: 2, stopWords: new Set<string>(), rules };
  return extractPhrases(texts, options).map(({ surface }) => surface);
}

describe("chooseLanguageRules", () => {
  it("gives the rules of English where no other language counts, and where none is known", () => {
    expect(chooseLanguageRules(["en"], [])).toBe(ENGLISH);
    expect(chooseLanguageRules([], [])).toBe(ENGLISH);
  });

  it("lets a French phrase hold linking words, and cuts nothing off behind them", () => {
    const texts = ["Nous aimons la reconnaissance de la parole.", "C'est une reconnaissance de la parole."];
    expect(phrasesOf(["fr"], texts)).toEqual(["reconnaissance de la parole"]);
  });

  it("counts singular and plural as one", () => {
    const texts = ["les récifs coralliens", "le récif corallien", "un récif corallien"];
    expect(phrasesOf(["fr"], texts)).toContain("récif corallien");
    expect(foldPlural("es", "redes")).toBe(foldPlural("es", "redes"));
    expect(foldPlural("es", "neuronales")).toBe("neuronal");
    expect(foldPlural("pt", "previsões")).toBe("previsão");
    expect(foldPlural("pt", "imagens")).toBe("imagem");
    expect(foldPlural("de", "Netzes")).toBe("Netzes");
  });

  it("keeps the capitals of German nouns and takes those of adjectives", () => {
    const texts = ["Künstliche Intelligenz.", "die künstliche Intelligenz", "mit der künstliche Intelligenz"];
    expect(phrasesOf(["de"], texts)).toContain("künstliche Intelligenz");
  });

  it("joins Chinese words to phrases without spaces", () => {
    expect(phrasesOf(["zh"], ["卷积神经网络很好。", "使用卷积神经网络。"])).toContain("卷积神经网络");
  });

  it("takes the function words of every language that counts", () => {
    const { isFunctionWord, isEmptyWord, mayBegin } = chooseLanguageRules(["en", "fr"], []);
    expect(["the", "dans"].map(isFunctionWord)).toEqual([true, true]);
    expect(["novel", "avec", "graph"].map(isEmptyWord)).toEqual([true, true, false]);
    expect(["avec", "graph"].map(mayBegin)).toEqual([false, true]);
    expect(chooseLanguageRules(["fr"], []).isFunctionWord("the")).toBe(false);
  });

  it("takes frequent words for function words where there is no list", () => {
    const texts = ["ko wai te rakau", "ko te awa roa", "ko te moana nui", "ko te maunga"];
    const { isFunctionWord } = chooseLanguageRules(["mi"], texts);
    expect(["ko", "te", "awa"].map(isFunctionWord)).toEqual([true, true, false]);
  });
});
