import { describe, expect, it } from "vitest";
import { findNearSpelling } from "../../pipeline/search/near-spelling.ts";

const find = (word: string, words: Record<string, number>) => {
  const spellings = Object.entries(words).map(([other, count]) => ({ word: other, count }));
  return findNearSpelling(word, (letters) => spellings.filter((other) => other.word.length === letters));
};

describe("findNearSpelling", () => {
  it("takes one slip from four letters, and two from eight", () => {
    expect(find("owl", { owls: 1 })).toBeNull();
    expect(find("tokn", { token: 1 })).toBe("token");
    expect(find("tkn", { token: 1 })).toBeNull();
    expect(find("qantzation", { quantization: 1 })).toBe("quantization");
    expect(find("qantizng", { quantized: 1 })).toBeNull();
    expect(find("caceh", { cache: 1 })).toBe("cache");
    expect(find("cahec", { cache: 1 })).toBeNull();
  });

  it("takes the nearest, of these one that begins alike, then the commonest, then the first", () => {
    expect(find("lerning", { learning: 1, leanings: 9 })).toBe("learning");
    expect(find("mest", { best: 9, mist: 1 })).toBe("mist");
    expect(find("mest", { mist: 1, most: 5 })).toBe("most");
    expect(find("mest", { most: 1, mist: 1 })).toBe("mist");
  });

  it("takes names with digits as they are", () => {
    expect(find("gpt44", { gptx4: 5, gpt4: 5 })).toBeNull();
  });
});
