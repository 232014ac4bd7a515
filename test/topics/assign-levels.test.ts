import { describe, expect, it } from "vitest";
import { assignLevels } from "../../pipeline/topics/assign-levels.ts";

describe("assignLevels", () => {
  const TOPICS = [
    { id: 2, parent: 9, level: 0 },
    { id: 5, parent: null, level: 0 },
    { id: 7, parent: 9, level: 0 },
    { id: 9, parent: 12, level: 1 },
    { id: 12, parent: null, level: 2 },
  ];

  it("gives every paper the place of its topic at each level, whatever the ids", () => {
    expect(assignLevels([7, 2, 5, null, 7], TOPICS)).toEqual([
      { ids: [2, 5, 7], k: 3, topicOf: Int32Array.of(2, 0, 1, -1, 2) },
      { ids: [9], k: 1, topicOf: Int32Array.of(0, 0, -1, -1, 0) },
      { ids: [12], k: 1, topicOf: Int32Array.of(0, 0, -1, -1, 0) },
    ]);
  });

  it("finds a parent that is more than one level above", () => {
    const skipping = [
      { id: 1, parent: 3, level: 0 },
      { id: 2, parent: null, level: 1 },
      { id: 3, parent: null, level: 2 },
    ];
    expect(assignLevels([1], skipping).map(({ topicOf }) => [...topicOf])).toEqual([[0], [-1], [0]]);
  });

  it("leaves papers of unknown topics without, and knows no level of no topics", () => {
    expect([...assignLevels([8], TOPICS)[0]!.topicOf]).toEqual([-1]);
    expect(assignLevels([null], [])).toEqual([]);
  });
});
