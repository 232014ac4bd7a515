import { describe, expect, it } from "vitest";
import { identifyTopics, type LastTopics } from "../../pipeline/topics/identify-topics.ts";
import type { MeasuredTopic } from "../../pipeline/topics/topic-levels.ts";

function topic(rows: number[], level = 0, parent = -1): MeasuredTopic {
  return { level, parent, rows, cohesion: 1, stability: 1, nearest: -1, nearestSimilarity: null };
}

const TOPICS = [topic([0, 1, 2], 0, 2), topic([3, 4]), topic([0, 1, 2], 1)];
const FINE = { ids: [7, 4], k: 2, topicOf: Int32Array.of(1, 1, 1, 0, 0) };
const BROAD = { ids: [3], k: 1, topicOf: Int32Array.of(0, 0, 0, -1, -1) };

function identify(last: Partial<LastTopics> = {}) {
  return identifyTopics(TOPICS, 5, { levels: [FINE, BROAD], papers: 5, placed: 5, ...last });
}

describe("identifyTopics", () => {
  it("finds the same topics of both levels by their papers, and nothing changed", () => {
    const { changes, ...identity } = identify();
    expect(identity).toEqual({
      topicIds: [4, 7, 3],
      isUnchanged: true,
      keptTopics: 2,
      papersInBothRuns: 5,
      movedPapers: 0,
    });
    expect(changes.map(({ level, topic, previous, fate }) => [level, topic, previous, fate])).toEqual([
      [0, 0, 4, "kept"],
      [0, 1, 7, "kept"],
      [1, 2, 3, "kept"],
    ]);
  });

  it("knows a change where papers came, went, or lost their topic", () => {
    expect(identify({ papers: 6 }).isUnchanged).toBe(false);
    expect(identify({ placed: 4 }).isUnchanged).toBe(false);
    const moved = { ...FINE, topicOf: Int32Array.of(1, 1, 0, 0, 0) };
    expect(identify({ levels: [moved, BROAD] })).toMatchObject({ isUnchanged: false, keptTopics: 2, movedPapers: 1 });
  });

  it("gives new ids to the topics of a level that the last run had not, and tells of a level that is no more", () => {
    const first = identify({ levels: [FINE] });
    expect(first.topicIds).toEqual([4, 7, 1]);
    expect(first.changes.at(-1)).toMatchObject({ level: 1, topic: 2, previous: -1, fate: "born" });
    const flat = identifyTopics(TOPICS.slice(0, 2), 5, { levels: [FINE, BROAD], papers: 5, placed: 5 });
    expect(flat.changes.at(-1)).toMatchObject({ level: 1, topic: -1, previous: 3, fate: "died" });
    expect(flat.isUnchanged).toBe(false);
  });
});
