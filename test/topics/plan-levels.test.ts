import { describe, expect, it } from "vitest";
import { judgeTopicCounts } from "../../pipeline/topics/judge-topic-counts.ts";
import { describeLevels, nameLevel } from "../../pipeline/topics/level-names.ts";
import { type PlanOptions, planLevels } from "../../pipeline/topics/plan-levels.ts";
import { drawBlobs, drawCloud } from "../numeric/points.ts";

const OPTIONS: PlanOptions = { topics: "auto", sample: 2000, restarts: 1, pairs: 4, subsampleShare: 0.8, splits: 4 };
const { vectors } = drawBlobs(12, 20, 14, 0.5);
const SPACE = { smooth: vectors, sharp: vectors };

describe("planLevels", () => {
  it("has fine topics and broader ones, and every chosen number among those measured", async () => {
    const { choices, scan } = await planLevels(SPACE, OPTIONS);
    expect(choices.length).toBe(2);
    expect(choices[0]!.topics).toBeGreaterThanOrEqual(12);
    expect(choices[0]!.topics).toBeLessThanOrEqual(20);
    for (const { k } of choices) expect(scan.some((row) => row.k === k)).toBe(true);
    expect(scan.map(({ k }) => k)).toEqual(scan.map(({ k }) => k).sort((a, b) => a - b));
  });

  it("has one level where one is asked for", async () => {
    const { choices: all } = await planLevels(SPACE, OPTIONS);
    expect((await planLevels(SPACE, { ...OPTIONS, topics: "fine" })).choices).toEqual([all[0]]);
    expect((await planLevels(SPACE, { ...OPTIONS, topics: "broad" })).choices).toEqual([all[1]]);
  });

  it("takes a given number, with broader ones above where they are many", async () => {
    const { choices } = await planLevels(SPACE, { ...OPTIONS, topics: 24 });
    expect(choices[0]).toEqual({ topics: 24, k: 24, reason: "given by --topics" });
    expect(choices[1]!.topics).toBeLessThanOrEqual(9);
    expect((await planLevels(SPACE, { ...OPTIONS, topics: 5 })).choices).toHaveLength(1);
  });

  it("looks at a sample of many papers", async () => {
    const cloud = drawCloud(200, 6);
    const { choices, scan } = await planLevels({ smooth: cloud, sharp: cloud }, { ...OPTIONS, sample: 60 });
    expect(scan.at(-1)!.k).toBeLessThanOrEqual(30);
    expect(choices[0]!.topics).toBeLessThanOrEqual(16);
  });

  it("gives every paper list a plan, however odd", async () => {
    for (const count of [2, 3, 5]) {
      const few = drawCloud(count, 3);
      expect((await planLevels({ smooth: few, sharp: few }, OPTIONS)).choices.map(({ topics }) => topics)).toEqual([2]);
    }
    const equal = { values: new Float32Array(60 * 3).fill(Math.sqrt(1 / 3)), dimensions: 3 };
    const [choice] = (await planLevels({ smooth: equal, sharp: equal }, OPTIONS)).choices;
    expect(choice!.topics).toBe(2);
    expect(choice!.reason).toMatch(/^nothing repeats/);
  });
});

describe("judgeTopicCounts", () => {
  it("says how each number stands to those that were chosen", async () => {
    const { choices, scan } = await planLevels(SPACE, OPTIONS);
    const judged = judgeTopicCounts(scan, choices);
    const verdictOf = (k: number) => judged.find((row) => row.k === k)!.verdict;
    expect(verdictOf(choices[0]!.k)).toBe("the fine level");
    expect(verdictOf(choices[1]!.k)).toBe("the broad level");
    for (const { k, verdict } of judged) if (k > choices[0]!.k) expect(verdict).toBe("finer: less of it repeats");
    expect(verdictOf(2)).toBe("coarser: says less");
  });
});

describe("the names of levels", () => {
  it("tell the fine, the broad and what is between", () => {
    expect([0, 1, 2].map((level) => nameLevel(level, 3))).toEqual(["fine", "middle", "broad"]);
    expect(nameLevel(0, 1)).toBe("fine");
    expect(describeLevels([30, 7])).toBe("30 topics in 7 groups");
    expect(describeLevels([90, 24, 8])).toBe("90 topics in 24 groups in 8 broad ones");
    expect(describeLevels([2])).toBe("2 topics");
  });
});
