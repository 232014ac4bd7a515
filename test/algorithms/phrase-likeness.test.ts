import { describe, expect, it } from "vitest";
import { compareWithTopics } from "../../pipeline/algorithms/phrase-likeness.ts";
import { candidateOf } from "./phrases-of.ts";
import { vectorsOf } from "./points.ts";

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
  const keys = ["kernel", "phoneme", "study"];

  it("gives the cosine to the topic of the centred phrase, and how much it exceeds the other's", async () => {
    const [first, second] = await compareWithTopics(
      [
        [candidateOf("kernel", [0]), candidateOf("study", [0])],
        [candidateOf("phoneme", [1]), candidateOf("kernel", [1])],
      ],
      keys,
      phraseVectors,
      centroids,
    );
    expect(first!.map(({ cosine }) => cosine)).toEqual([expect.closeTo(Math.SQRT1_2), 0]);
    expect(first!.map(({ contrast }) => contrast)).toEqual([expect.closeTo(Math.SQRT2), 0]);
    expect(second!.map(({ contrast }) => contrast)).toEqual([expect.closeTo(Math.SQRT2), expect.closeTo(-Math.SQRT2)]);
  });

  it("keeps the order and all that was counted", async () => {
    const candidate = candidateOf("kernel", [0, 3], { f1: 0.25, inTitles: 2 });
    const compared = (await compareWithTopics([[candidate], []], keys, phraseVectors, centroids))[0]![0];
    expect(compared).toMatchObject({ phrase: candidate.phrase, f1: 0.25, inTitles: 2 });
  });

  it("has nothing to say of topics without candidates, and knows a single topic", async () => {
    expect(await compareWithTopics([[], []], [], { values: new Float32Array(0), dimensions: 2 }, centroids)).toEqual([
      [],
      [],
    ]);
    const single = await compareWithTopics([[candidateOf("kernel", [0])]], keys, phraseVectors, vectorsOf([[1, 0]]));
    expect(single[0]![0]!.contrast).toBeCloseTo(Math.SQRT1_2);
  });
});
