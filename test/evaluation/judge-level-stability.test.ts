import { describe, expect, it } from "vitest";
import { judgeLevelStability } from "../../pipeline/evaluation/judge-level-stability.ts";
import { numberTopics } from "../../pipeline/topics/number-topics.ts";

const FINE = numberTopics([1, 1, 1, 2, 2, 3, 3, 4]);
const BROAD = numberTopics([5, 5, 5, 5, 5, 6, 6, 6]);
const VERDICTS = [{ stability: 0.5, verdict: "fair" as const }, null];
const first = { levels: [FINE, BROAD], verdicts: VERDICTS };
/** The whole in a sample of all texts but the last, and of all but the first. */
const samples = [
  { rows: Int32Array.from([0, 1, 2, 3, 4, 5, 6]), levels: [numberTopics([1, 1, 1, 2, 2, 3, 3])] },
  { rows: Int32Array.from([1, 2, 3, 4, 5, 6, 7]), levels: [numberTopics([9, 9, 9, 9, 8, 8, 8])] },
] as const;

describe("judgeLevelStability", () => {
  it("compares each level with the one nearest to it in other runs and in samples", () => {
    const second = { levels: [numberTopics([1, 1, 1, 2, 2, 3, 3, 3]), BROAD], verdicts: [] };
    const [fine, broad] = judgeLevelStability([first, second], samples);
    expect(fine).toMatchObject({
      level: "fine",
      topics: 4,
      seedTopics: [4, 3],
      sampleTopics: [3, 2],
      largestShare: 3 / 8,
      topicStability: 0.5,
      verdict: "fair",
    });
    expect(broad).toMatchObject({ level: "broad", topics: 2, seedTopics: [2, 2], seedStability: 1, verdict: null });
    expect(broad!.topicStability).toBeNaN();
    // Pairs together: 5 in the first, 7 in the second, 5 in both, of 28; expected 5 * 7 / 28.
    expect(fine!.seedStability).toBeCloseTo((5 - 1.25) / (6 - 1.25), 12);
    // Texts 1 to 6: groups of 2, 2 and 2 against 4 and 2. Pairs: 3, 7, and 3 in both, of 15; expected 3 * 7 / 15.
    expect(fine!.sampleStability).toBeCloseTo((3 - 1.4) / (5 - 1.4), 12);
  });

  it("has no agreement of a single run", () => {
    const [fine] = judgeLevelStability([first], samples);
    expect(fine!.seedStability).toBeNaN();
    expect(fine!.seedTopics).toEqual([4]);
  });
});
