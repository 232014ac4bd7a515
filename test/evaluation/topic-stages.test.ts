import { describe, expect, it } from "vitest";
import { numberTopics } from "../../pipeline/evaluation/topic-stages.ts";

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
