import { describe, expect, it } from "vitest";
import { traceContours, traceDensity } from "../../pipeline/charts/density-contours.ts";
import { findTopicAnchors } from "../../pipeline/charts/topic-anchors.ts";

describe("traceContours", () => {
  it("runs half way round a single high corner at half its height", () => {
    const values = Float64Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0);
    const [ring, ...others] = traceContours({ columns: 3, rows: 3, values }, 0.5);
    expect(others).toEqual([]);
    expect([...ring!].sort((a, b) => a.x - b.x || a.y - b.y)).toEqual([
      { x: 0.5, y: 1 },
      { x: 1, y: 0.5 },
      { x: 1, y: 1.5 },
      { x: 1.5, y: 1 },
    ]);
  });

  it("parts two high corners that touch only at a cell's diagonal", () => {
    const values = Float64Array.from([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
    expect(traceContours({ columns: 4, rows: 4, values }, 0.5)).toHaveLength(2);
  });

  it("leaves out a hole", () => {
    const values = new Float64Array(25);
    for (const index of [6, 7, 8, 11, 13, 16, 17, 18]) values[index] = 1;
    expect(traceContours({ columns: 5, rows: 5, values }, 0.5)).toHaveLength(1);
  });

  it("finds nothing above the highest value", () => {
    expect(traceContours({ columns: 2, rows: 2, values: Float64Array.of(0, 0, 0, 0) }, 0.5)).toEqual([]);
  });
});

describe("traceDensity", () => {
  it("draws ten levels round a tight group, each within the one before", () => {
    const rings = traceDensity([100, 102, 98, 100], [50, 51, 49, 52]);
    expect(rings).toHaveLength(10);
    const widths = rings.map((ring) => Math.max(...ring.map(({ x }) => x)) - Math.min(...ring.map(({ x }) => x)));
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    for (const ring of rings) {
      const xs = ring.map(({ x }) => x);
      expect((Math.min(...xs) + Math.max(...xs)) / 2).toBeCloseTo(100, -1);
    }
  });

  it("draws nothing round a paper that lies alone", () => {
    const alone = traceDensity([100, 102, 98, 600], [50, 51, 49, 400]);
    expect(alone.flat().every(({ x }) => x < 300)).toBe(true);
    expect(traceDensity([5], [5])).toEqual([]);
  });
});

describe("findTopicAnchors", () => {
  it("is the paper with the most papers of its own topic near by, whatever others lie there", () => {
    const points = [
      { x: 0, y: 0, topic: 0 },
      { x: 10, y: 10, topic: 0 },
      { x: 10.1, y: 10, topic: 0 },
      { x: 10.2, y: 10, topic: 0 },
      { x: 0, y: 0.1, topic: 1 },
      { x: 0.1, y: 0, topic: 1 },
      { x: 0, y: 0, topic: 1 },
    ];
    expect([...findTopicAnchors(points, 2)]).toEqual([2, 6]);
  });

  it("is the first of papers at one place, and -1 for a topic without papers", () => {
    const points = Array.from({ length: 3 }, () => ({ x: 1, y: 1, topic: 1 }));
    expect([...findTopicAnchors(points, 2)]).toEqual([-1, 0]);
  });
});
