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

  it.each(["cosine", "contrast", "f1", "inTitles"] as const)("prefers more %s", (feature) => {
    expect(surfacesOf(candidateOf("alpha", rows(3)), candidateOf("zeta", rows(3), { [feature]: 2 }))[0]).toBe("zeta");
  });

  it("prefers what stands in fewer topics", () => {
    const [alpha, zeta] = [candidateOf("alpha", rows(3)), candidateOf("zeta", rows(3), { entropy: 0.1 })];
    expect(surfacesOf(alpha, zeta)[0]).toBe("zeta");
  });

  it("keeps the longer phrase where it stands in seven tenths of the shorter one's members", () => {
    expect(surfacesOf(candidateOf("diffusion", rows(10)), candidateOf("diffusion models", rows(7)))).toEqual([
      "diffusion models",
    ]);
  });

  it("keeps the shorter one, with the better score, where it covers far more at about the same precision", () => {
    const other = candidateOf("video", rows(3), { cosine: 0.1, contrast: 0.1, f1: 0.1 });
    const long = candidateOf("diffusion models", rows(4), { f1: 0.4, contrast: 0.9 });
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

  it("keeps phrases that share letters but no words", () => {
    expect(surfacesOf(candidateOf("training data", [0]), candidateOf("AI", [0]))).toHaveLength(2);
  });

  it("has nothing to score of nothing", () => {
    expect(scoreCandidates([])).toEqual([]);
  });
});
