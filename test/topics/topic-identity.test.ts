import { describe, expect, it } from "vitest";
import { createRandom } from "../../pipeline/random.ts";
import { assignTopicIds, type PreviousTopics, traceTopics } from "../../pipeline/topics/topic-identity.ts";

/** A paper a letter: its topic now (a digit, or - for none) above its topic in the last run. */
function trace(now: string, before: string) {
  const read = (letter: string) => (letter === "-" ? null : Number(letter));
  const topicOf = [...before].map(read);
  const ids = [...new Set(topicOf)].filter((id) => id !== null).sort();
  const labels = [...now].map((letter) => read(letter) ?? -1);
  return traceTopics(labels, Math.max(...labels) + 1, { ids, topicOf });
}

function summarize(now: string, before: string) {
  return trace(now, before).map(({ topic, previous, fate, shared }) => [topic, previous, fate, shared]);
}

describe("traceTopics", () => {
  it("keeps topics of which each has more than half of the other, whatever their numbers", () => {
    expect(summarize("0011122", "7755588")).toEqual([
      [0, 7, "kept", 2],
      [1, 5, "kept", 3],
      [2, 8, "kept", 2],
    ]);
    expect(trace("00111", "55577")[1]).toEqual({
      ...{ topic: 1, previous: 7, fate: "kept", papers: 3, previousPapers: 2, shared: 2 },
      jaccard: 2 / 3,
    });
  });

  it("tells a topic that split from one that goes on", () => {
    expect(summarize("0000011", "5555555")).toEqual([
      [0, 5, "kept", 5],
      [1, 5, "split", 2],
    ]);
  });

  it("tells of both halves that they split from a topic that is no more", () => {
    expect(summarize("000111", "555555")).toEqual([
      [0, 5, "split", 3],
      [1, 5, "split", 3],
    ]);
  });

  it("tells a topic that merged into one that goes on, and two that merged into a new one", () => {
    expect(summarize("0000000", "5555577")).toEqual([
      [0, 5, "kept", 5],
      [0, 7, "merged", 2],
    ]);
    expect(summarize("000000", "555777")).toEqual([
      [0, 5, "merged", 3],
      [0, 7, "merged", 3],
    ]);
  });

  it("tells topics that were born and that died", () => {
    expect(summarize("000111222", "567567567")).toEqual([
      [0, null, "born", 0],
      [1, null, "born", 0],
      [2, null, "born", 0],
      [null, 5, "died", 0],
      [null, 6, "died", 0],
      [null, 7, "died", 0],
    ]);
  });

  it("looks only at papers that both runs placed", () => {
    expect(summarize("000000111--", "55------777")).toEqual([
      [0, 5, "kept", 2],
      [1, 7, "kept", 1],
    ]);
    expect(summarize("0011", "55--")).toEqual([
      [0, 5, "kept", 2],
      [1, null, "born", 0],
    ]);
  });

  it("reports a topic all of whose papers left as dead", () => {
    expect(
      traceTopics([0, 0], 1, { ids: [3, 4], topicOf: [3, 3] }).map(({ previous, fate }) => [previous, fate]),
    ).toEqual([
      [3, "kept"],
      [4, "died"],
    ]);
  });

  it("keeps no topic twice, whatever the partitions", () => {
    const random = createRandom(1, "partitions");
    for (let round = 0; round < 50; round++) {
      const labels = Array.from({ length: 60 }, () => random.integer(6));
      const topicOf = labels.map((label) => (random.next() < 0.6 ? label + 10 : 10 + random.integer(6)));
      const previous: PreviousTopics = { ids: [10, 11, 12, 13, 14, 15], topicOf };
      const kept = traceTopics(labels, 6, previous).filter(({ fate }) => fate === "kept");
      expect(new Set(kept.map((row) => row.topic)).size).toBe(kept.length);
      expect(new Set(kept.map((row) => row.previous)).size).toBe(kept.length);
    }
  });

  it("gives the same whatever the order of the papers", () => {
    const [now, before] = ["0001112220", "5556667775"];
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
