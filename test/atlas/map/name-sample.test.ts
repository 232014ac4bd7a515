import { describe, expect, it } from "vitest";
import { sampleForNames } from "../../../pipeline/atlas/client/map/name-sample.ts";

describe("sampleForNames", () => {
  it("looks at every paper of a small map", () => {
    expect(sampleForNames({ topicOf: new Int32Array(10_000) })).toBeNull();
  });

  it("takes every so many papers of each topic, and leaves small topics enough", () => {
    // 40,000 papers of topic 1, then 45 of topic 2 and 3 of topic 3.
    const topicOf = new Int32Array(40_048).fill(1);
    topicOf.fill(2, 40_000, 40_045).fill(3, 40_045);
    const { rows, placeOf } = sampleForNames({ topicOf })!;
    const count = (topic: number) => rows.filter((row) => topicOf[row] === topic).length;
    expect(count(1)).toBe(Math.ceil(40_000 / 7));
    expect([count(2), count(3)]).toEqual([45, 3]);
    expect(rows.every((row, place) => placeOf[row] === place)).toBe(true);
    expect(placeOf.filter((place) => place >= 0)).toHaveLength(rows.length);
  });
});
