import { describe, expect, it } from "vitest";
import { ROW_NAMES } from "../../pipeline/evaluation/measure-topics.ts";
import { findMedian } from "../../pipeline/evaluation/median.ts";
import type { PeerRow } from "../../pipeline/evaluation/peer-figures.ts";
import { summarizeCorpora } from "../../pipeline/evaluation/summarize-corpora.ts";

function corpus(metrics: Record<string, number>, found: number, tools: PeerRow[] | null) {
  return {
    rows: [{ name: ROW_NAMES[1], metrics, topicWords: [] }],
    topics: { true: 10, found: 40, levels: [40, found], nearest: found, reason: "" },
    peers: tools && { name: "news", source: "elsewhere", rows: tools },
  };
}

describe("summarizeCorpora", () => {
  it("takes the mean of each figure that is known on every corpus, and the median of the errors of the number of topics", () => {
    const first = corpus({ ari: 0.4, nmi: 0.5, stability: Number.NaN }, 12, [{ tool: "Other", topics: "9", ari: 0.2 }]);
    const second = corpus({ ari: 0.8, nmi: 0.6, stability: 0.9 }, 10, [
      { tool: "Another", topics: "9", ari: 0.7 },
      { tool: "Other", topics: "5", ari: 0.4, nmi: 0.3 },
    ]);
    const summary = summarizeCorpora([first, second]);
    expect(summary.rows).toEqual([
      { name: "ours, true k", figures: { ari: expect.closeTo(0.6, 12), nmi: expect.closeTo(0.55, 12) } },
    ]);
    expect(summary.peers).toEqual([{ name: "Other", figures: { ari: expect.closeTo(0.3, 12) } }]);
    expect(summary.topicError).toBeCloseTo(0.1, 12);
  });

  it("has no other tools where a corpus is unknown", () => {
    const known = corpus({ ari: 1 }, 10, [{ tool: "Other", topics: "9", ari: 0.2 }]);
    expect(summarizeCorpora([known, corpus({ ari: 1 }, 10, null)]).peers).toEqual([]);
  });
});

describe("findMedian", () => {
  it("is the middle value, of an even number the mean of two", () => {
    expect([findMedian([3, 1, 2]), findMedian([4, 1]), findMedian([5])]).toEqual([2, 2.5, 5]);
    expect(findMedian([])).toBeNaN();
  });
});
