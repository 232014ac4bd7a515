import { describe, expect, it } from "vitest";
import { judgeLevels } from "../../pipeline/evaluation/judge-levels.ts";
import { numberTopics } from "../../pipeline/topics/number-topics.ts";

const TRUTH = [0, 0, 0, 0, 1, 1, 1, 1];

describe("judgeLevels", () => {
  it("measures the level whose number is nearest to that of the labels beside the main one", () => {
    const levels = [numberTopics([1, 1, 2, 2, 3, 3, 4, 4]), numberTopics([5, 5, 5, 5, 6, 6, 6, 6])];
    const judged = judgeLevels(TRUTH, levels);
    expect(judged).toMatchObject({ counts: [4, 2], nearest: 2, error: 0, nearestAri: 1 });
    expect(judged.homogeneity).toBeCloseTo(1, 12);
    expect(judged.ari).toBeLessThan(1);
  });

  it("takes the finer of two levels as near", () => {
    const levels = [numberTopics([1, 1, 2, 2, 3, 3, 3, 3]), numberTopics([5, 5, 5, 5, 5, 5, 5, 5])];
    expect(judgeLevels(TRUTH, levels)).toMatchObject({ nearest: 3, error: 0.5 });
  });
});
