import { describe, expect, it } from "vitest";
import { liftTopics, numberTopics } from "../../pipeline/evaluation/topic-stages.ts";

describe("numberTopics", () => {
  it("numbers any ids from 0 without gaps, in order of id", () => {
    const { topicOf, k, coverage } = numberTopics([40, 7, 7, 12, 40]);
    expect({ topicOf: [...topicOf], k, coverage }).toEqual({ topicOf: [2, 0, 0, 1, 2], k: 3, coverage: 1 });
  });

  it("gives -1 to texts without a topic, and counts them in none", () => {
    const { topicOf, k, coverage } = numberTopics([null, 3, 9, null]);
    expect({ topicOf: [...topicOf], k, coverage }).toEqual({ topicOf: [-1, 0, 1, -1], k: 2, coverage: 0.5 });
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
    expect([[...fine!.topicOf], fine!.k]).toEqual([[0, 1, 2, -1], 3]);
    expect([[...broad!.topicOf], broad!.k]).toEqual([[1, 1, 0, -1], 2]);
  });
});
