import { describe, expect, it } from "vitest";
import { liftTopics, numberTopics } from "../../pipeline/evaluation/topic-stages.ts";

describe("numberTopics", () => {
  it("numbers any ids from 0 without gaps, in order of id", () => {
    const { labels, k, coverage } = numberTopics([40, 7, 7, 12, 40]);
    expect({ labels: [...labels], k, coverage }).toEqual({ labels: [2, 0, 0, 1, 2], k: 3, coverage: 1 });
  });

  it("makes texts without a topic one more group, and counts them in no topic", () => {
    const { labels, k, coverage } = numberTopics([null, 3, 9, null]);
    expect({ labels: [...labels], k, coverage }).toEqual({ labels: [2, 0, 1, 2], k: 2, coverage: 0.5 });
  });
});

describe("liftTopics", () => {
  it("takes texts up to the broader topics, and leaves alone what stands alone", () => {
    const topics = [
      { id: 1, parent: 4, level: 0 },
      { id: 2, parent: 4, level: 0 },
      { id: 3, parent: null, level: 0 },
      { id: 4, parent: null, level: 1 },
    ];
    const [fine, broad] = liftTopics([1, 2, 3, null], topics);
    expect([[...fine!.labels], fine!.k]).toEqual([[0, 1, 2, 3], 3]);
    expect([[...broad!.labels], broad!.k]).toEqual([[1, 1, 0, 2], 2]);
  });
});
