import { describe, expect, it } from "vitest";
import { ENGLISH } from "../../pipeline/text/languages/english.ts";
import { shareCorpusPhrases, takeCorpusPhrases } from "../../pipeline/text/shared-phrases.ts";

describe("takeCorpusPhrases", () => {
  const options = { maxTermWords: 3, maxWordShare: 1, rules: ENGLISH };
  const texts = [
    "Some graph kernels.",
    "The graph kernels.",
    "The graph kernels and tree kernels.",
    "A tree or tree kernels.",
  ];
  const alone = takeCorpusPhrases(texts, options);

  it("gives those of two texts, held or not", () => {
    expect(alone.map(({ surface }) => surface)).toEqual(["graph kernels", "tree kernels"]);
    expect(shareCorpusPhrases(texts, 3, options).map(({ surface }) => surface)).toEqual(["graph kernels"]);
    expect(takeCorpusPhrases([...texts], { ...options })).toEqual(alone);
  });

  it("takes what is held once, and only where texts and settings are the same", () => {
    const shared = shareCorpusPhrases(texts, 2, options);
    expect(takeCorpusPhrases(texts, options)).toBe(shared);
    expect(takeCorpusPhrases(texts, options)).not.toBe(shared);
    shareCorpusPhrases(texts, 2, options);
    expect(takeCorpusPhrases(texts, { ...options, maxTermWords: 1 })).not.toEqual(shared);
    shareCorpusPhrases(texts, 2, options);
    expect(takeCorpusPhrases(texts.slice(0, 2), options).map(({ surface }) => surface)).toEqual(["graph kernels"]);
  });
});
