import { describe, expect, it } from "vitest";
import type { AtlasTopic, TopicTrend } from "../../../pipeline/atlas/atlas-data.ts";
import { describeTopicTrend, listMovingTopics } from "../../../pipeline/atlas/client/time/latest-trends.ts";
import { sampleAtlas } from "../sample-atlas.ts";

const [topic] = sampleAtlas({ papers: 20, topics: 1 }).data.topics;
const TREND: TopicTrend = {
  kind: "rising",
  since: 20_000,
  changePoint: null,
  newPapers: 5,
  earlierPapers: 1,
  newShare: 0.3,
  earlierShare: 0.1,
  low: 0.05,
  high: 0.4,
};
const make = (id: number, kind: TopicTrend["kind"] | undefined, part: Partial<AtlasTopic> = {}): AtlasTopic => ({
  ...topic!,
  ...{ id, parent: null, level: 0 },
  ...(kind !== undefined && { trend: { ...TREND, kind } }),
  ...part,
});

describe("listMovingTopics", () => {
  it("has those with a verdict alone, the largest change first", () => {
    const large = make(3, "new", { trend: { ...TREND, kind: "new", newShare: 0.9 } });
    expect(listMovingTopics([make(1, "fading"), make(2, null), large, make(4, undefined)]).map(({ id }) => id)).toEqual(
      [3, 1],
    );
  });

  it("leaves out a broader topic whose part does the same, over two levels, and keeps one whose part does the other", () => {
    const middle = make(8, null, { level: 1, parent: 9 });
    const broad = make(9, "rising", { level: 2 });
    const told = (kind: TopicTrend["kind"]) => listMovingTopics([make(1, kind, { parent: 8 }), middle, broad]);
    expect(told("new").map(({ id }) => id)).toEqual([1]);
    expect(told("fading").map(({ id }) => id)).toEqual([1, 9]);
  });
});

describe("describeTopicTrend", () => {
  const dates = { basis: "listed", precision: "day" } as const;

  it("gives the verdict with its reason", () => {
    expect(describeTopicTrend(TREND, dates)).toBe(
      "Rising: 5 papers since 2024-10-04, 1 before; 30.0 % of the papers after 10.0 % before (+5.0 to +40.0 points).",
    );
    expect(describeTopicTrend({ ...TREND, kind: null, low: -0.05, changePoint: 19_999 }, dates)).toMatch(
      /^No sure trend lately: .*\(−5\.0 to \+40\.0 points\)\. Its share is another since 2024-10-03\.$/,
    );
  });
});
