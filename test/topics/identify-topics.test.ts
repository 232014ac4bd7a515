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
  return identifyTopics(TOPICS, 5, { levels: [FINE, BROAD], usedIds: [], ...last });
}

describe("identifyTopics", () => {
  it("finds the same topics of both levels by their papers", () => {
    expect(identify()).toEqual({ topicIds: [4, 7, 3], keptTopics: 2, papersInBothRuns: 5, movedPapers: 0 });
  });

  it("counts the papers that are not where they were", () => {
    const moved = { ...FINE, topicOf: Int32Array.of(1, 1, 0, 0, 0) };
    expect(identify({ levels: [moved, BROAD] })).toMatchObject({ keptTopics: 2, movedPapers: 1 });
  });

  it("gives new ids to the topics of a level that the last run had not, none that a run before it used", () => {
    expect(identify({ levels: [FINE] }).topicIds).toEqual([4, 7, 1]);
    expect(identify({ levels: [FINE], usedIds: [1, 2, 4, 7] }).topicIds).toEqual([4, 7, 3]);
  });

  it("takes topics of no run before as new", () => {
    expect(identify({ levels: [] })).toEqual({
      topicIds: [1, 2, 3],
      keptTopics: 0,
      papersInBothRuns: 0,
      movedPapers: 0,
    });
  });
});
