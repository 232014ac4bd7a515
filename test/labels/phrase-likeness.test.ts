import { describe, expect, it } from "vitest";
import {
  compareWithTopics,
  cosinesOfLabel,
  type LabelCandidate,
  PhraseSpace,
} from "../../pipeline/labels/phrase-likeness.ts";
import { vectorsOf } from "../numeric/points.ts";
import { candidateOf, phraseOf } from "./phrases-of.ts";

describe("compareWithTopics", () => {
  // Two topics along two axes; the phrases, less their mean (0.5, 0.5), point at (1, -1), (-1, 1) and nowhere.
  const centroids = vectorsOf([
    [1, 0],
    [0, 1],
  ]);
  const phraseVectors = vectorsOf([
    [1, 0],
    [0, 1],
    [0.5, 0.5],
  ]);
  const space = new PhraseSpace(
    ["kernel", "phoneme", "study"].map((surface) => phraseOf(surface, [])),
    phraseVectors,
  );

  it("gives the cosine to the topic of the centred phrase, and how much it exceeds the other's", () => {
    const [first, second] = compareWithTopics(
      [
        [candidateOf("kernel", [0]), candidateOf("study", [0])],
        [candidateOf("phoneme", [1]), candidateOf("kernel", [1])],
      ],
      space,
      centroids,
    );
    expect(first!.map(({ cosine }) => cosine)).toEqual([expect.closeTo(Math.SQRT1_2), 0]);
    expect(first!.map(({ contrast }) => contrast)).toEqual([expect.closeTo(Math.SQRT2), 0]);
    expect(second!.map(({ contrast }) => contrast)).toEqual([expect.closeTo(Math.SQRT2), expect.closeTo(-Math.SQRT2)]);
  });

  it("keeps the order and all that was counted", () => {
    const candidate = candidateOf("kernel", [0, 3], { f1: 0.25, inTitles: 2 });
    const compared = compareWithTopics([[candidate], []], space, centroids)[0]![0];
    expect(compared).toMatchObject({ phrase: candidate.phrase, f1: 0.25, inTitles: 2 });
  });

  it("has nothing to say of topics without candidates, and knows a single topic", () => {
    expect(compareWithTopics([[], []], space, centroids)).toEqual([[], []]);
    const single = compareWithTopics([[candidateOf("kernel", [0])]], space, vectorsOf([[1, 0]]));
    expect(single[0]![0]!.contrast).toBeCloseTo(Math.SQRT1_2);
  });

  it("takes a label of several phrases as their mean", () => {
    const [[kernel, phoneme]] = compareWithTopics(
      [[candidateOf("kernel", [0]), candidateOf("phoneme", [1])], []],
      space,
      centroids,
    ) as [LabelCandidate[], LabelCandidate[]];
    expect(cosinesOfLabel([kernel!], space)).toEqual(kernel!.cosines);
    const third = { ...kernel!, phrase: phoneme!.phrase, cosines: Float64Array.of(0, 0) };
    const similarity = space.compare(kernel!.phrase, phoneme!.phrase);
    expect(similarity).toBeCloseTo(-1);
    expect(cosinesOfLabel([], space)).toHaveLength(0);
    const twice = { ...kernel!, cosines: Float64Array.of(0.3, 0.1) };
    expect(cosinesOfLabel([kernel!, twice, twice], space)[0]).toBeCloseTo((kernel!.cosines[0]! + 0.6) / 3);
    expect(cosinesOfLabel([kernel!, { ...third, phrase: phraseOf("study", []) }], space)[0]).toBeCloseTo(0.5);
  });
});
