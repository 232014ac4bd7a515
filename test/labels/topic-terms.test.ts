import { describe, expect, it } from "vitest";
import { PhraseSpace } from "../../pipeline/labels/phrase-likeness.ts";
import { diversifyTerms } from "../../pipeline/labels/topic-terms.ts";
import { candidateOf, spaceOf } from "./phrases-of.ts";

const scoredOf = (...surfaces: string[]) =>
  surfaces.map((surface, index) => ({ candidate: candidateOf(surface, [0]), score: 1 - index / 10 }));
const surfacesOf = (terms: ReturnType<typeof scoredOf>) => terms.map(({ candidate }) => candidate.phrase.surface);

describe("diversifyTerms", () => {
  it("begins with the phrases of the label, in their order, and goes on by score", () => {
    const scored = scoredOf("graph", "video", "speech", "token");
    const space = spaceOf(scored.map(({ candidate }) => candidate));
    const label = [scored[2]!.candidate, scored[1]!.candidate];
    expect(surfacesOf(diversifyTerms(scored, label, space, 3))).toEqual(["speech", "video", "graph"]);
    expect(diversifyTerms(scored, label, space, 1)).toHaveLength(1);
    expect(diversifyTerms([], [], space, 3)).toEqual([]);
  });

  it("puts off a term that means the same as one before it", () => {
    const scored = scoredOf("graph", "network", "speech", "video");
    const directions = [1, 0, 0, 1, 0.1, 0, 0, 1, 0, 0, 0, 1];
    const space = new PhraseSpace(
      scored.map(({ candidate }) => candidate.phrase),
      { values: Float32Array.from(directions), dimensions: 3 },
    );
    expect(surfacesOf(diversifyTerms(scored, [], space, 4))).toEqual(["graph", "speech", "video", "network"]);
  });

  it("has no term inside another", () => {
    const scored = scoredOf("diffusion models", "diffusion", "video diffusion models", "speech");
    const space = spaceOf(scored.map(({ candidate }) => candidate));
    expect(surfacesOf(diversifyTerms(scored, [], space, 4))).toEqual(["diffusion models", "speech"]);
  });
});
