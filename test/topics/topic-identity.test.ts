import { describe, expect, it } from "vitest";
import { createRandom } from "../../pipeline/random.ts";
import { assignTopicIds, countShared, matchTopics } from "../../pipeline/topics/topic-identity.ts";

/** Topics of papers, each a digit: its topic, from 0; or - for none. */
function read(digits: string, k = 1 + Math.max(...[...digits.replaceAll("-", "")].map(Number))) {
  return { k, topicOf: Int32Array.from(digits, (digit) => (digit === "-" ? -1 : Number(digit))) };
}

function match(now: string, before: string): number[] {
  return [...matchTopics(read(now), read(before))];
}

describe("countShared", () => {
  it("counts only papers that both runs placed", () => {
    expect(countShared(read("0011-0"), read("0-0101"))).toEqual({
      shared: Int32Array.of(1, 1, 1, 1),
      sizes: Int32Array.of(2, 2),
      previousSizes: Int32Array.of(2, 2),
    });
  });
});

describe("matchTopics", () => {
  it("finds topics again, whatever their numbers", () => {
    expect(match("0011122", "1100022")).toEqual([1, 0, 2]);
  });

  it("gives a topic that split to its larger part, and one that others went into to the largest of these", () => {
    expect(match("000011", "000000")).toEqual([0, -1]);
    expect(match("000000", "001111")).toEqual([1]);
  });

  it("matches none where less than half is shared", () => {
    expect(match("000111222", "012012012")).toEqual([-1, -1, -1]);
    expect(match("0011", "00--")).toEqual([0, -1]);
  });

  it("keeps more papers under their number than the most likely pairs one by one would", () => {
    // 0 has four papers of 0 and three of 1; 1 has three of 0. Alone, 0 would be 0 and 1 nothing.
    expect(match("0000000111", "0000111000")).toEqual([1, 0]);
  });

  it("keeps no topic twice, and all of them where nothing but numbers changed", () => {
    const random = createRandom(1, "partitions");
    for (let round = 0; round < 50; round++) {
      const topicOf = Int32Array.from({ length: 60 }, () => random.integer(6));
      const before = topicOf.map((topic) => (random.next() < 0.6 ? topic : random.integer(6)));
      const previous = [...matchTopics({ topicOf, k: 6 }, { topicOf: before, k: 6 })].filter((topic) => topic !== -1);
      expect(new Set(previous).size).toBe(previous.length);
      const turned = topicOf.map((topic) => (topic + 1) % 6);
      expect([...matchTopics({ topicOf, k: 6 }, { topicOf: turned, k: 6 })]).toEqual([1, 2, 3, 4, 5, 0]);
    }
  });
});

describe("assignTopicIds", () => {
  it("counts from 1 in a first run", () => {
    expect(assignTopicIds(3, new Map(), [])).toEqual([1, 2, 3]);
  });

  it("keeps ids, and gives new topics the smallest numbers that no run uses", () => {
    expect(
      assignTopicIds(
        5,
        new Map([
          [1, 4],
          [3, 1],
        ]),
        [1, 2, 4],
      ),
    ).toEqual([3, 4, 5, 1, 6]);
  });
});
