import { describe, expect, it } from "vitest";
import { numberTopics } from "../../pipeline/topics/number-topics.ts";

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
