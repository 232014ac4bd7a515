import { describe, expect, it } from "vitest";
import { scoreCandidates } from "../../pipeline/labels/score-candidates.ts";
import { candidateOf } from "./phrases-of.ts";

const rows = (count: number) => Array.from({ length: count }, (_, row) => row);
const surfacesOf = (...candidates: ReturnType<typeof candidateOf>[]) =>
  scoreCandidates(candidates).map(({ candidate }) => candidate.phrase.surface);

describe("scoreCandidates", () => {
  it("scales the scores from 0 to 1, the best first, ties by key", () => {
    const scored = scoreCandidates([
      candidateOf("zeta", rows(3)),
      candidateOf("video", rows(3), { contrast: 0.9 }),
      candidateOf("alpha", rows(3)),
    ]);
    expect(scored.map(({ candidate, score }) => [candidate.phrase.surface, score])).toEqual([
      ["video", 1],
      ["alpha", 0],
      ["zeta", 0],
    ]);
  });

  it.each(["cosine", "contrast", "f1", "familyF1", "titleShare"] as const)("prefers more %s", (feature) => {
    expect(surfacesOf(candidateOf("alpha", rows(3)), candidateOf("zeta", rows(3), { [feature]: 2 }))[0]).toBe("zeta");
  });

  it("weighs by the formula", () => {
    const scored = scoreCandidates([
      candidateOf("graph kernels", rows(3), { cosine: 0.4, contrast: 0.2, f1: 0.5, titleShare: 0.25, inTitles: 2 }),
      candidateOf("video", rows(3), { cosine: 0.4, contrast: 0.2, f1: 0.5, titleShare: 0.25, inTitles: 2 }),
      candidateOf("speech", rows(3), { cosine: 0, contrast: 0, f1: 0.5 }),
    ]);
    // 0.75 x 0.4 + 0.2 + 2 x 0.5 + 0.5 x 0.5 = 1.75, 0.2 more for a phrase that stands in two titles; 1 for speech, 0.2 less since it is in no title.
    expect(scored.map(({ score }) => score)).toEqual([1, expect.closeTo(0.95 / 1.15), 0]);
  });

  it("credits a phrase with the papers that have its first word", () => {
    const alone = candidateOf("cross-lingual transfer", rows(2), { f1: 0.3, familyF1: 0.3 });
    const family = candidateOf("multilingual models", rows(2), { f1: 0.2, familyF1: 0.6 });
    expect(surfacesOf(alone, family)[0]).toBe("multilingual models");
  });

  it("lets a lone word lead only where it finds half of what it should, or phrases are made of it", () => {
    const phrase = candidateOf("graph kernels", rows(3), { f1: 0.4, contrast: 0.3 });
    const word = (counts: object) => candidateOf("throughput", rows(3), { f1: 0.4, contrast: 0.65, ...counts });
    expect(surfacesOf(phrase, word({}))[0]).toBe("graph kernels");
    expect(surfacesOf(phrase, word({ compounds: 3 }))[0]).toBe("throughput");
    expect(surfacesOf(phrase, word({ f1: 0.5 }))[0]).toBe("throughput");
  });

  it("keeps the longer phrase where it stands in seven tenths of the shorter one's members", () => {
    expect(surfacesOf(candidateOf("diffusion", rows(10)), candidateOf("diffusion models", rows(7)))).toEqual([
      "diffusion models",
    ]);
  });

  it("keeps the shorter one, with the better score, where it covers far more at about the same precision", () => {
    const other = candidateOf("video", rows(3), { cosine: 0.1, contrast: 0.1, f1: 0.1 });
    const long = candidateOf("diffusion models", rows(4), { f1: 0.3, contrast: 2 });
    const scored = scoreCandidates([candidateOf("diffusion", rows(10), { f1: 0.6 }), long, other]);
    expect(scored.map(({ candidate }) => candidate.phrase.surface)).toEqual(["diffusion", "video"]);
    expect(scored[0]!.score).toBe(1);
  });

  it("keeps both where neither says it better", () => {
    const long = candidateOf("diffusion models", rows(6), { f1: 0.45 });
    expect(surfacesOf(candidateOf("diffusion", rows(10), { f1: 0.5 }), long)).toHaveLength(2);
    const vague = candidateOf("diffusion", rows(10), { f1: 0.9, precision: 0.3 });
    expect(surfacesOf(vague, long)).toHaveLength(2);
  });

  it("drops no phrase for one that falls itself", () => {
    const phrases = [
      candidateOf("attacks", rows(10), { f1: 0.9 }),
      candidateOf("jailbreak attacks", rows(5), { f1: 0.4 }),
      candidateOf("jailbreak", rows(6), { f1: 0.5 }),
    ];
    expect(new Set(surfacesOf(...phrases))).toEqual(new Set(["attacks"]));
    const [, long, short] = phrases;
    expect(surfacesOf(long!, short!)).toEqual(["jailbreak attacks"]);
    expect(new Set(surfacesOf(candidateOf("attacks", rows(10), { f1: 0.9 }), short!))).toEqual(
      new Set(["attacks", "jailbreak"]),
    );
  });

  it("takes a word of several for an adjective: its noun is wanted", () => {
    const short = candidateOf("vision-language-action", rows(10), { f1: 0.5 });
    const long = candidateOf("vision-language-action models", rows(4), { f1: 0.4 });
    expect(surfacesOf(short, long)).toEqual(["vision-language-action models"]);
  });

  it("keeps phrases that share letters but no words", () => {
    expect(surfacesOf(candidateOf("training data", [0]), candidateOf("AI", [0]))).toHaveLength(2);
  });

  it("drops none whose key is kept", () => {
    const short = candidateOf("diffusion", rows(10));
    const long = candidateOf("diffusion models", rows(7));
    expect(
      scoreCandidates([short, long], new Set(["diffusion"])).map(({ candidate }) => candidate.phrase.surface),
    ).toHaveLength(2);
  });

  it("has nothing to score of nothing", () => {
    expect(scoreCandidates([])).toEqual([]);
  });
});
