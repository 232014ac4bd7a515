import { describe, expect, it } from "vitest";
import { createRandom } from "../../pipeline/random.ts";
import { assignTopicIds, traceTopics } from "../../pipeline/topics/topic-identity.ts";

/** Topics of papers, each a digit: its topic, from 0; or - for none. */
function read(digits: string, k = 1 + Math.max(...[...digits.replaceAll("-", "")].map(Number))) {
  return { k, topicOf: Int32Array.from(digits, (digit) => (digit === "-" ? -1 : Number(digit))) };
}

function trace(now: string, before: string) {
  return traceTopics(read(now), read(before));
}

/** What became of each topic: topic now, topic before, fate, papers in both. */
function summarize(now: string, before: string) {
  return trace(now, before).map(({ topic, previous, fate, shared }) => [topic, previous, fate, shared]);
}

describe("traceTopics", () => {
  it("keeps topics of which each has more than half of the other, whatever their numbers", () => {
    expect(summarize("0011122", "1100022")).toEqual([
      [0, 1, "kept", 2],
      [1, 0, "kept", 3],
      [2, 2, "kept", 2],
    ]);
    expect(trace("00111", "00011")[1]).toEqual({
      topic: 1,
      previous: 1,
      fate: "kept",
      papers: 3,
      previousPapers: 2,
      shared: 2,
      jaccard: 2 / 3,
    });
  });

  it("tells a topic that split from one that goes on", () => {
    expect(summarize("0000011", "0000000")).toEqual([
      [0, 0, "kept", 5],
      [1, 0, "split", 2],
    ]);
  });

  it("tells of both halves that they split from a topic that is no more", () => {
    expect(summarize("000111", "000000")).toEqual([
      [0, 0, "split", 3],
      [1, 0, "split", 3],
    ]);
  });

  it("tells a topic that merged into one that goes on, and two that merged into a new one", () => {
    expect(summarize("0000000", "0000011")).toEqual([
      [0, 0, "kept", 5],
      [0, 1, "merged", 2],
    ]);
    expect(summarize("000000", "000111")).toEqual([
      [0, 0, "merged", 3],
      [0, 1, "merged", 3],
    ]);
  });

  it("tells topics that were born and that died", () => {
    expect(summarize("000111222", "012012012")).toEqual([
      [0, -1, "born", 0],
      [1, -1, "born", 0],
      [2, -1, "born", 0],
      [-1, 0, "died", 0],
      [-1, 1, "died", 0],
      [-1, 2, "died", 0],
    ]);
  });

  it("looks only at papers that both runs placed", () => {
    expect(summarize("000000111--", "00------111")).toEqual([
      [0, 0, "kept", 2],
      [1, 1, "kept", 1],
    ]);
    expect(summarize("0011", "00--")).toEqual([
      [0, 0, "kept", 2],
      [1, -1, "born", 0],
    ]);
  });

  it("reports a topic all of whose papers left as dead", () => {
    expect(traceTopics(read("00"), read("00", 2)).map(({ previous, fate }) => [previous, fate])).toEqual([
      [0, "kept"],
      [1, "died"],
    ]);
  });

  it("keeps no topic twice, whatever the partitions", () => {
    const random = createRandom(1, "partitions");
    for (let round = 0; round < 50; round++) {
      const topicOf = Int32Array.from({ length: 60 }, () => random.integer(6));
      const before = topicOf.map((topic) => (random.next() < 0.6 ? topic : random.integer(6)));
      const changes = traceTopics({ topicOf, k: 6 }, { topicOf: before, k: 6 });
      const kept = changes.filter(({ fate }) => fate === "kept");
      expect(new Set(kept.map((row) => row.topic)).size).toBe(kept.length);
      expect(new Set(kept.map((row) => row.previous)).size).toBe(kept.length);
    }
  });

  it("gives the same whatever the order of the papers", () => {
    const [now, before] = ["0001112220", "0011112200"];
    const turned = (text: string) => [...text].reverse().join("");
    expect(trace(turned(now), turned(before))).toEqual(trace(now, before));
  });
});

describe("assignTopicIds", () => {
  it("counts from 1 in a first run", () => {
    expect(assignTopicIds(3, new Map(), [])).toEqual([1, 2, 3]);
  });

  it("keeps ids, and gives new topics the smallest numbers that neither run uses", () => {
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
