import { describe, expect, it } from "vitest";
import { ENGLISH } from "../../pipeline/text/languages/english.ts";
import { readTokens } from "../../pipeline/text/token-places.ts";
import { countWordUses, isFreeHead, isUsedAsVerb } from "../../pipeline/text/word-company.ts";

const usesOf = (word: string, ...segments: string[]) => {
  const texts = readTokens(segments, ENGLISH);
  return countWordUses(texts, texts.tokens, (stop) => stop === "layer").get(word);
};

describe("countWordUses", () => {
  it("counts what stands beside a word, over all segments", () => {
    expect(usesOf("reduce", "we reduce the cost", "to reduce noise", "reduce", "reduce layer")).toEqual({
      count: 4,
      verbSignsBefore: 2,
      verbSignsAfter: 1,
      after: { open: 3, different: 1, most: 1 },
    });
  });

  it("knows nothing of a word that does not occur", () => {
    expect(usesOf("toString", "we reduce")).toBeUndefined();
  });
});

const after = (open: number, different = 0) => ({ open, different, most: Math.min(different, 1) });

describe("isUsedAsVerb", () => {
  it("takes more than 15 % of determiners after, or 30 % of verb signs before, at three uses or more", () => {
    const use = { count: 20, verbSignsBefore: 6, verbSignsAfter: 3, after: after(0) };
    expect(isUsedAsVerb(use)).toBe(false);
    expect(isUsedAsVerb({ ...use, verbSignsBefore: 7 })).toBe(true);
    expect(isUsedAsVerb({ ...use, verbSignsAfter: 4 })).toBe(true);
    expect(isUsedAsVerb({ count: 2, verbSignsBefore: 2, verbSignsAfter: 2, after: after(0) })).toBe(false);
    expect(isUsedAsVerb(undefined)).toBe(false);
  });
});

describe("isFreeHead", () => {
  const use = { count: 8, verbSignsBefore: 0, verbSignsAfter: 0, after: after(2) };

  it("asks for a break after a quarter of the uses", () => {
    expect(isFreeHead("speech", use)).toBe(true);
    expect(isFreeHead("speech", { ...use, after: after(1) })).toBe(false);
    expect(isFreeHead("speech", undefined)).toBe(true);
  });

  it("is content with a tenth where many words follow, unless the word is joined of others", () => {
    const many = { ...use, after: after(1, 3) };
    expect(isFreeHead("speech", many)).toBe(true);
    expect(isFreeHead("long-video", many)).toBe(false);
    expect(isFreeHead("long-video", use)).toBe(true);
  });
});
