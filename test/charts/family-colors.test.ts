import { describe, expect, it } from "vitest";
import { measureColorDistances } from "../../pipeline/charts/candidate-colors.ts";
import { chooseDarkColors } from "../../pipeline/charts/dark-colors.ts";
import { measureHue } from "../../pipeline/charts/family-colors.ts";
import { divideHues, isInSector, turnBetween } from "../../pipeline/charts/hue-sectors.ts";
import { markTopics } from "../../pipeline/charts/topic-marks.ts";
import { type Layout, MADE_UP_LAYOUTS, readLayout } from "../map-names/layouts.ts";

describe("divideHues", () => {
  it("gives each hue 70 % of half the way to the next, at most 35 degrees, also across 360", () => {
    expect(divideHues([350, 30, 200])).toEqual([
      { middle: 350, below: 35, above: 14 },
      { middle: 30, below: 14, above: 35 },
      { middle: 200, below: 35, above: 35 },
    ]);
    expect(divideHues([120])).toEqual([{ middle: 120, below: 35, above: 35 }]);
    expect(divideHues([120, 120])[0]).toEqual({ middle: 120, below: 0, above: 0 });
  });

  it("makes sectors that hold their borders and the hues between, on both sides of 0", () => {
    const sector = { middle: 350, below: 10, above: 20 };
    expect([339, 340, 350, 0, 10, 11].map((hue) => isInSector(sector, hue))).toEqual([
      ...[false, true, true, true, true, false],
    ]);
  });

  it("measures the shorter turn", () => {
    expect([turnBetween(350, 10), turnBetween(10, 350), turnBetween(0, 180)]).toEqual([20, 20, 180]);
  });
});

const LAYOUTS: [string, Layout][] = [
  ["the seeds", readLayout("seeds")],
  ["the feed", readLayout("feed")],
  ["eighty topics", MADE_UP_LAYOUTS["eighty topics"]!(2)],
];

describe.each(LAYOUTS)("colours of %s", (_, layout) => {
  const marks = markTopics(layout.points, layout.topics, new Map());
  const families = layout.topics.filter(({ parent_id }) => parent_id === null);
  const colorOf = new Map(marks.map(({ topic_id, color }) => [topic_id, color]));
  const fine = marks.filter((_, index) => layout.topics[index]!.level === 0);
  const familyOf = new Map(layout.topics.map(({ topic_id, parent_id }) => [topic_id, parent_id]));

  it("are of a hue that is nearer to their own broad topic's than to any other's", () => {
    for (const { topic_id, color } of fine) {
      const turns = families.map((family) => turnBetween(measureHue(color), measureHue(colorOf.get(family.topic_id)!)));
      expect(families[turns.indexOf(Math.min(...turns))]!.topic_id).toBe(familyOf.get(topic_id));
    }
  });

  it("are most unlike between broad topics, also as the colour-blind see them", () => {
    const distances = measureColorDistances(families.map(({ topic_id }) => colorOf.get(topic_id)!));
    expect(Math.min(...distances.filter((distance) => distance > 0))).toBeGreaterThan(18);
  });

  it("are told apart from the four nearest on the map, also as the colour-blind see them", () => {
    const distances = measureColorDistances(fine.map(({ color }) => color));
    const least = Math.min(
      ...fine.flatMap((one, index) =>
        [...fine.keys()]
          .filter((other) => other !== index)
          .map((other) => ({ other, length: measureLength(one, fine[other]!) }))
          .sort((a, b) => a.length - b.length)
          .slice(0, 4)
          .map(({ other }) => distances[index * fine.length + other]!),
      ),
    );
    expect(least).toBeGreaterThan(fine.length > 60 ? 2 : 5);
  });

  it("are kept by a run that finds the same topics", () => {
    expect(markTopics(layout.points, layout.topics, colorOf)).toEqual(marks);
  });

  it("keep to their family on the dark ground", () => {
    const topics = fine.map((mark) => ({
      ...{ color: mark.color, x: mark.anchor_x, y: mark.anchor_y, family: familyOf.get(mark.topic_id)! },
    }));
    for (const [index, color] of chooseDarkColors(topics).entries()) {
      const turns = topics.map((other) => turnBetween(measureHue(other.color), measureHue(color)));
      const own = turns.filter((_, other) => topics[other]!.family === topics[index]!.family);
      // A colour cut to what the screen can show turns by a degree or two.
      expect(Math.min(...own)).toBeLessThanOrEqual(Math.min(...turns) + 3);
    }
  });
});

function measureLength(a: { anchor_x: number; anchor_y: number }, b: { anchor_x: number; anchor_y: number }): number {
  return Math.hypot(a.anchor_x - b.anchor_x, a.anchor_y - b.anchor_y);
}

describe("markTopics with families", () => {
  const layout = readLayout("seeds");
  const marks = markTopics(layout.points, layout.topics, new Map());
  const colors = new Map(marks.map(({ topic_id, color }) => [topic_id, color]));

  it("keeps the colour of a topic that is now part of another broad topic", () => {
    const moved = layout.topics.map((topic) => (topic.topic_id === 4 ? { ...topic, parent_id: 26 } : topic));
    const again = new Map(markTopics(layout.points, moved, colors).map(({ topic_id, color }) => [topic_id, color]));
    for (const [id, color] of colors) expect(again.get(id)).toBe(color);
  });

  it("gives a new topic a colour beside those that stay", () => {
    const known = new Map([...colors].filter(([id]) => id !== 4));
    const again = new Map(
      markTopics(layout.points, layout.topics, known).map(({ topic_id, color }) => [topic_id, color]),
    );
    for (const [id, color] of known) expect(again.get(id)).toBe(color);
    expect([...known.values()]).not.toContain(again.get(4));
  });

  it("shades a middle level, and its parts round it", () => {
    const middle = [
      { topic_id: 50, parent_id: 24, level: 1, label: "a" },
      { topic_id: 51, parent_id: 24, level: 1, label: "b" },
    ];
    const topics = layout.topics.map((topic) => {
      if (topic.level === 1) return { ...topic, level: 2 };
      return topic.parent_id === 24 ? { ...topic, parent_id: topic.topic_id % 2 === 0 ? 50 : 51 } : topic;
    });
    const found = markTopics(layout.points, [...topics, ...middle], new Map());
    const hues = new Map(found.map(({ topic_id, color }) => [topic_id, measureHue(color)]));
    const roots = [24, 25, 26, 27];
    for (const id of [50, 51, 1, 8, 11, 12]) {
      const turns = roots.map((root) => turnBetween(hues.get(id)!, hues.get(root)!));
      expect(turns.indexOf(Math.min(...turns))).toBe(0);
    }
  });
});
