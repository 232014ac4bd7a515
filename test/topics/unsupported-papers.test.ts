import { describe, expect, it } from "vitest";
import { findUnsupported } from "../../pipeline/topics/unsupported-papers.ts";

describe("findUnsupported", () => {
  const topicOf = [0, 0, 0, 1, 1, 1, 2, 2];
  const probabilities = [0.9, 0.45, 0.2, 0.5, 0.3, 0.3, 0.4, 0.1];

  it("takes the least supported, equals by row, below a half and never the best of a topic", () => {
    expect(findUnsupported(probabilities, topicOf, 0.99)).toEqual([1, 2, 4, 5, 7]);
    expect(findUnsupported(probabilities, topicOf, 0.375)).toEqual([2, 4, 7]);
  });

  it("never takes more than the share, rounded down", () => {
    expect(findUnsupported(probabilities, topicOf, 0)).toEqual([]);
    expect(findUnsupported(probabilities, topicOf, 0.124)).toEqual([]);
    expect(findUnsupported(probabilities, topicOf, 0.125)).toEqual([7]);
    expect(findUnsupported(probabilities, topicOf, 0.26)).toEqual([2, 7]);
  });

  it("takes none where every paper's topic has half of its votes", () => {
    expect(findUnsupported([0.5, 0.6, 1], [0, 0, 0], 0.9)).toEqual([]);
  });
});
