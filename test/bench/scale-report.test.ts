import { describe, expect, it } from "vitest";
import { mixPapers } from "./repeated-corpus.ts";
import { fitExponent, formatScaleTable } from "./scale-report.ts";

describe("fitExponent", () => {
  it("finds the power of a curve, and leaves out what took no time", () => {
    const points = [1000, 3000, 10_000].map((papers) => ({ papers, value: 7 * papers ** 1.5 }));
    expect(fitExponent(points)).toBeCloseTo(1.5, 9);
    expect(fitExponent([...points, { papers: 50, value: 0 }])).toBeCloseTo(1.5, 9);
  });

  it("fits nothing to a single size", () => {
    expect(fitExponent([{ papers: 10, value: 2 }])).toBeNull();
    expect(fitExponent([1, 2].map((value) => ({ papers: 10, value })))).toBeNull();
  });
});

describe("formatScaleTable", () => {
  it("has a row for each stage, with the power by which it grows", () => {
    const run = (papers: number, seconds: number) => ({
      papers,
      seconds: 2 * seconds,
      processorSeconds: seconds,
      peakMegabytes: 900,
      topics: [20, 4],
      stages: [{ stage: "space", seconds, peakMegabytes: 900 }],
      megabytes: { atlas: 1, report: 1, database: 10 },
      peers: [{ tool: "bertopic", seconds, peakMegabytes: 500, topics: 7 }],
    });
    const lines = formatScaleTable({ machine: "2 cores", runs: [run(1000, 1), run(10_000, 100)] }).split("\n");
    expect(lines[2]).toBe("| seconds | 1,000 papers | 10,000 papers | power |");
    expect(lines[4]).toBe("| space | 1.0 | 100 | 2.00 |");
    expect(lines).toContain("| topics | 20 / 4 | 20 / 4 |  |");
    expect(lines).toContain("| bertopic, s | 1.0 | 100 | 2.00 |");
    expect(lines).toContain("| bertopic, topics | 7 | 7 |  |");
  });
});

describe("mixPapers", () => {
  const sources = Array.from({ length: 6 }, (_, row) => ({
    title: `On graphs of kind ${row}`,
    abstract: `Graphs ${row} are many. We draw graphs of kind ${row}. They are drawn well.`,
    label: row < 3 ? "a" : "b",
    near: (row < 3 ? [0, 1, 2] : [3, 4, 5]).filter((other) => other !== row),
  }));
  const take = (count: number) => {
    const papers = mixPapers(sources);
    return Array.from({ length: count }, () => papers.next().value!);
  };

  it("gives the same first papers however many are taken", () => {
    expect(take(20).slice(0, 5)).toEqual(take(5));
  });

  it("mixes papers of one class only, whose shares sum to 1", () => {
    for (const { shares, categories } of take(40)) {
      expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      for (const from of shares.keys()) expect(sources[from]!.label).toBe(categories[0]);
    }
  });
});
