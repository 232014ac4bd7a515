import { describe, expect, it } from "vitest";
import { computeTfIdf, learnVocabulary, weighTerms } from "../../pipeline/numeric/tf-idf.ts";
import { createRandom } from "../../pipeline/random.ts";
import { ENGLISH } from "../../pipeline/text/languages/english.ts";
import { listWordsAndPairs } from "../../pipeline/text/words-and-pairs.ts";
import { weighPaperWords } from "../../pipeline/topics/paper-words.ts";

const WORDS = ["graph", "kernel", "tree", "__proto__", "naïve", "deep", "net", "constructor", "the", "of", "x"];

function writeTexts(count: number, seed: number): string[] {
  const random = createRandom(seed, "texts");
  return Array.from({ length: count }, () =>
    Array.from({ length: random.integer(12) }, () => WORDS[random.integer(WORDS.length)]!).join(" "),
  );
}

const listTerms = (texts: readonly string[]) => texts.map((text) => listWordsAndPairs(text));

describe("weighPaperWords", () => {
  it.each([
    { minDocumentCount: 1, maxDocumentShare: 1 },
    { minDocumentCount: 2, maxDocumentShare: 0.5 },
    { minDocumentCount: 3, maxDocumentShare: 0.2 },
  ])("gives to the bit what the lists of terms give, with %o", (options) => {
    for (const seed of [1, 2, 3]) {
      const texts = writeTexts(40, seed);
      const { terms: _, ...wanted } = computeTfIdf(listTerms(texts), options);
      expect(weighPaperWords(texts, ENGLISH, options)).toEqual(wanted);
    }
  });

  it("learns terms from some rows and weighs all", () => {
    const texts = writeTexts(30, 4);
    const options = { minDocumentCount: 2, maxDocumentShare: 0.5 };
    const rows = [1, 4, 5, 9, 12, 20, 21, 22];
    const vocabulary = learnVocabulary(listTerms(rows.map((row) => texts[row]!)), options);
    expect(weighPaperWords(texts, ENGLISH, options, rows)).toEqual(weighTerms(listTerms(texts), vocabulary));
  });

  it("keeps the commonest of too many terms, equal ones in order of code units", () => {
    const texts = ["deep net", "deep net", "deep tree", "graph"];
    const all = { minDocumentCount: 1, maxDocumentShare: 1 };
    // In three texts: deep; in two: deep net, net; in one: deep tree, graph, tree.
    const kept = weighPaperWords(texts, ENGLISH, all, null, 4);
    expect(kept.columns).toBe(4);
    expect([...kept.starts]).toEqual([0, 3, 6, 8, 8]);
    expect([...kept.columnIndices.subarray(6)]).toEqual([0, 2]);
    expect(weighPaperWords(texts, ENGLISH, all, null, 6)).toEqual(weighPaperWords(texts, ENGLISH, all));
  });

  it("has no columns where no term is left, and no rows where there are no texts", () => {
    expect(weighPaperWords(["deep", "net"], ENGLISH, { minDocumentCount: 2, maxDocumentShare: 1 }).columns).toBe(0);
    expect(weighPaperWords([], ENGLISH, { minDocumentCount: 1, maxDocumentShare: 1 }).rows).toBe(0);
  });
});
