import { describe, expect, it } from "vitest";
import { layOutTopicMap } from "../../pipeline/charts/topic-map.ts";
import { createRandom } from "../../pipeline/random.ts";
import { type Layout, MADE_UP_LAYOUTS, readLayout } from "./layouts.ts";
import { listMapRows, measureDrawnMap, measureStaticMap } from "./static-map.ts";

/** Layouts, and how many points of other topics all names together may cover where topics lie over one another. */
const LAYOUTS: [string, Layout, number][] = [
  ["the seeds", readLayout("seeds"), 0],
  ["the feed", readLayout("feed"), 0],
  ...Object.entries(MADE_UP_LAYOUTS).map(([name, draw]): [string, Layout, number] => [
    ...([name, draw(1), name === "overlapping" ? 2 : 0] as const),
  ]),
];

describe.each(LAYOUTS)("names on the static map of %s", (_, layout, mostCovered) => {
  const names = measureStaticMap(layout);
  const lineless = names.filter(({ measured }) => measured.tipDistance === null);
  const lined = names.filter(({ measured }) => measured.tipDistance !== null);

  it("stand beside their own papers: at least half of the nearest, and never fewer than of another topic", () => {
    for (const { label, measured } of lineless) {
      expect(measured.ownShare, label.topic).toBeGreaterThanOrEqual(0.5);
      expect(measured.ownShare, label.topic).toBeGreaterThanOrEqual(measured.otherShare);
    }
  });

  it("else have a line from a paper of their own, which few have", () => {
    for (const { measured } of lined) expect(measured.tipDistance).toBeLessThan(0.5);
    expect(lined.length).toBeLessThanOrEqual(0.6 * names.length);
  });

  it("cover no other topic's papers, no name and no line, and lie within the picture, large enough to read", () => {
    for (const { label, measured } of names) {
      expect([measured.overlapped, measured.crossed, measured.isOutside], label.topic).toEqual([[], [], false]);
      expect(label.font_size).toBeGreaterThanOrEqual(11);
      expect(label.text).not.toContain("…");
    }
    expect(names.reduce((sum, { measured }) => sum + measured.covered, 0)).toBeLessThanOrEqual(mostCovered);
  });

  it("are there for every topic, the broad ones in larger, lighter type, above sixty as numbers", () => {
    const count = (level: number) => layout.topics.filter((topic) => topic.level === level).length;
    const broad = names.filter(({ level }) => level > 0);
    const fine = names.filter(({ level }) => level === 0);
    expect([fine.length, broad.length]).toEqual([count(0), count(1)]);
    const isNumber = fine.map(({ label }) => label.text === String(label.topic_id));
    expect(new Set(isNumber)).toEqual(new Set([count(0) > 60]));
    for (const { label } of broad) {
      expect(label.font_size).toBeGreaterThan(Math.max(...fine.map((name) => name.label.font_size)));
      expect(label.font_weight).toBe("normal");
    }
  });
});

describe.each(["seeds", "feed"] as const)("names on the map of the %s to which papers are added", (name) => {
  const layout = readLayout(name);
  const rows = listMapRows(layout);
  const isNew = (index: number) => index % 50 === 7;
  const earlier = { ...rows, points: rows.points.filter((_, index) => !isNew(index)) };
  const before = layOutTopicMap(earlier, createRandom(1, "topic-map"), []).names;
  const { spec, names } = layOutTopicMap(rows, createRandom(1, "topic-map"), before);

  it("stay where they were, nearly all", () => {
    const known = new Map(before.map((place) => [place.topic_id, place]));
    const moved = names.filter((place) => {
      const { x, y } = known.get(place.topic_id)!;
      return x !== place.x || y !== place.y;
    });
    expect(names.map(({ topic_id }) => topic_id).sort()).toEqual(before.map(({ topic_id }) => topic_id).sort());
    expect(moved.length).toBeLessThanOrEqual(0.15 * names.length);
  });

  it("are as true as ever", () => {
    for (const { label, measured } of measureDrawnMap(layout, rows, spec)) {
      expect([measured.overlapped, measured.crossed, measured.isOutside], label.topic).toEqual([[], [], false]);
      expect(measured.covered, label.topic).toBe(0);
      if (measured.tipDistance !== null) expect(measured.tipDistance).toBeLessThan(0.5);
      else expect(measured.ownShare, label.topic).toBeGreaterThanOrEqual(Math.max(0.5, measured.otherShare));
    }
  });
});
