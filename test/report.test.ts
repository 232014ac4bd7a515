import { describe, expect, it } from "vitest";
import { judgeStability, writeReport } from "../pipeline/report/report.ts";
import type { ReportData } from "../pipeline/report/report-data.ts";

const HOSTILE = '<script>alert(1)</script> [click](javascript:alert(1)) | `code` *bold* _x_ # no\n\n# heading "onload=';

const DATA: ReportData = {
  totals: { records: 6, files: 2, papers: 4, repeats: 1, rejected: 1, left_out: 1, topics: 2, edges: 1, words: 180 },
  choice: { k: 2, reason: "clearly the best score" },
  trust: { trustworthiness: 0.9512, neighbors: 1 },
  topics: [
    {
      ...{
        topic_id: 1,
        label: "Graph kernels",
        size: 3,
        share: 0.75,
        terms: ["graph kernels", "isomorphism"],
        cohesion: 0.9,
      },
      ...{ stability: 0.8, nearest_label: "Speech", nearest_similarity: 0.1 },
    },
    {
      ...{ topic_id: 2, label: "Speech", size: 1, share: 0.25, terms: null, cohesion: 1 },
      ...{ stability: 0.3, nearest_label: "Graph kernels", nearest_similarity: 0.1 },
    },
  ],
  representatives: [
    {
      topic_id: 1,
      paper_id: "a",
      title: "Kernels on graphs",
      urls: ["https://github.com/x/y"],
      arxiv_id: "2401.00001",
    },
    { topic_id: 2, paper_id: "b", title: HOSTILE, urls: ["javascript:alert(1)"], arxiv_id: null },
  ],
  evidence: [{ topic_id: 1, term: "graph kernels", sentence: "We study graph kernels.", title: "Kernels on graphs" }],
  sources: [{ source: "feed/a.jsonl", records: 6, repeats: 1, rejected: 1 }],
  rejected: [
    { source: "feed/a.jsonl", line: 3, reason: `empty title: ${HOSTILE}` },
    { source: "feed/notes.csv", line: 0, reason: "unknown format, file left out" },
  ],
  unsure: [{ title: "In between", topic: "Speech", second: "Graph kernels", probability: 0.4 }],
  charts: [
    { name: "topic-map", description: "Scatter plot of 4 papers", reason: null, svg: drawPicture("Map") },
    { name: "topic-sizes", description: "Bar chart of 2 topics", reason: null, svg: drawPicture(HOSTILE) },
    { name: "topics-over-time", description: "Not drawn: no dates", reason: "no dates", svg: drawPicture("Time") },
  ],
  settings: [["seed", "1"]],
};

/** A picture as Vega makes one: with an id of its own, a reference to it, and a text. */
function drawPicture(text: string): string {
  const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9" role="img"><title>${escaped}</title><clipPath id="clip1"><rect/></clipPath><text clip-path="url(#clip1)">${escaped}</text></svg>`;
}

describe("writeReport", () => {
  it("reads as it did when it was last approved", async () => {
    await expect(writeReport(DATA)).toMatchFileSnapshot("golden/report.md");
  });

  it("says the same whenever it is asked", () => {
    expect(writeReport(DATA)).toBe(writeReport(structuredClone(DATA)));
  });

  it("shows hostile text as text: no HTML, no link of its own, no heading, no new table cell", () => {
    const markdown = writeReport(DATA);
    expect(markdown).not.toMatch(/(?<!\\)<script/);
    expect(markdown).not.toMatch(/(?<!\\)\[click\]/);
    expect(markdown).not.toMatch(/^# heading/m);
    expect(markdown).not.toContain("](javascript:");
  });

  it("links a paper to arXiv, else to its first address", () => {
    expect(writeReport(DATA)).toContain("[Kernels on graphs](https://arxiv.org/abs/2401.00001)");
    const [first, ...others] = DATA.representatives;
    const withoutArxiv = { ...DATA, representatives: [{ ...first!, arxiv_id: null }, ...others] };
    expect(writeReport(withoutArxiv)).toContain("[Kernels on graphs](https://github.com/x/y)");
  });

  it("names what was set aside, up to fifty, and counts the rest", () => {
    const rejected = Array.from({ length: 60 }, (_, index) => ({
      source: "a.jsonl",
      line: index + 1,
      reason: "no title",
    }));
    const markdown = writeReport({ ...DATA, rejected });
    expect(markdown).toContain("`a.jsonl:50`");
    expect(markdown).not.toContain("`a.jsonl:51`");
    expect(markdown).toContain("… and 10 more.");
  });

  it("says that the number of topics was given where no scan was made", () => {
    expect(writeReport({ ...DATA, choice: null })).toContain("2, given by --topics.");
  });
});

describe("judgeStability", () => {
  it.each([
    [1, "firm"],
    [0.75, "firm"],
    [0.7499, "fair"],
    [0.5, "fair"],
    [0.4999, "loose"],
    [0, "loose"],
  ])("calls %d %s", (stability, word) => {
    expect(judgeStability(stability)).toBe(word);
  });
});
