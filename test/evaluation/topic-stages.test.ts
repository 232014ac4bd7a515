import { describe, expect, it } from "vitest";
import { liftTopics } from "../../pipeline/evaluation/topic-stages.ts";

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
