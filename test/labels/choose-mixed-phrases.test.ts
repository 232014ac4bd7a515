import { describe, expect, it } from "vitest";
import { chooseMixedPhrases } from "../../pipeline/labels/choose-mixed-phrases.ts";
import type { LabelCandidate } from "../../pipeline/labels/phrase-likeness.ts";
import { candidateOf, spaceOf } from "./phrases-of.ts";

const TOPIC_OF = Int32Array.from({ length: 20 }, (_, row) => Number(row >= 10));
const COUNTED = { topicOf: TOPIC_OF, sizes: Int32Array.of(10, 10) };

function choose(first: LabelCandidate[], scored: [LabelCandidate, number][]) {
  const name = {
    phrases: first,
    quality: null,
    scored: scored.map(([candidate, score]) => ({ candidate, score })),
    terms: [],
    isOfParts: false,
  };
  const space = spaceOf([...first, ...scored.map(([candidate]) => candidate), candidateOf("speech", [])]);
  return chooseMixedPhrases(name, 0, COUNTED, space).map(({ phrase }) => phrase.surface);
}

describe("chooseMixedPhrases", () => {
  const soil = candidateOf("soil data", [0, 1, 2]);
  const traffic = candidateOf("network traffic", [3, 4, 5, 6]);

  it("adds to the first phrase that of the largest score and share of new members", () => {
    const crops = candidateOf("crop yield", [2, 3]);
    expect(
      choose(
        [soil],
        [
          [soil, 1],
          [traffic, 0.5],
          [crops, 0.5],
        ],
      ),
    ).toEqual(["soil data", "network traffic"]);
    expect(
      choose(
        [soil],
        [
          [soil, 1],
          [traffic, 0.5],
          [candidateOf("crop yield", [8, 9]), 0.8],
        ],
      ),
    ).toEqual(["soil data", "crop yield"]);
  });

  it("adds none that brings less than two members, is imprecise, or stands inside the first", () => {
    expect(choose([soil], [[candidateOf("crop yield", [2, 3]), 1]])).toEqual(["soil data"]);
    expect(choose([soil], [[{ ...traffic, precision: 0.24 }, 1]])).toEqual(["soil data"]);
    expect(choose([soil], [[candidateOf("wet soil data", [3, 4, 5]), 1]])).toEqual(["soil data"]);
  });

  it("chooses two where there is no first phrase, or none", () => {
    expect(
      choose(
        [],
        [
          [soil, 0.4],
          [traffic, 0.9],
        ],
      ),
    ).toEqual(["network traffic", "soil data"]);
    expect(choose([], [])).toEqual([]);
  });
});
