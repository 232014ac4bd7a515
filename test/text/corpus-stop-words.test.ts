import { describe, expect, it } from "vitest";
import { findCorpusStopWords, matchStopWords } from "../../pipeline/text/corpus-stop-words.ts";
import { ENGLISH } from "../../pipeline/text/languages/english.ts";
import { readTokens } from "../../pipeline/text/token-places.ts";

const WORDS = readTokens(
  ["Attention layers of a network", "Deep-layer speech", "A layer of crystals", "Speech networks"],
  ENGLISH,
);

describe("findCorpusStopWords", () => {
  it("returns the words, in any form, of more than the given share of the texts", () => {
    expect([...findCorpusStopWords(WORDS, 0.5)]).toEqual(["layer"]);
    expect(findCorpusStopWords(WORDS, 0.75).size).toBe(0);
  });
});

describe("matchStopWords", () => {
  it("knows a word of five letters in derived forms too, a shorter one as it is", () => {
    const isStop = matchStopWords(new Set(["layer", "net"]));
    expect(["layer", "layers", "layered", "multi-layer", "net", "nets"].map(isStop)).toEqual(Array(6).fill(true));
    expect(["network", "player", ""].map(isStop)).toEqual([false, false, false]);
    expect(matchStopWords(new Set())("layer")).toBe(false);
  });
});
