import { describe, expect, it } from "vitest";
import { climbTopics, judgeTruth } from "../../../pipeline/atlas/client/map/name-field.ts";
import { BROAD_UNTIL_ZOOM, drawPlace, STEPS_PER_DOUBLING } from "../../../pipeline/atlas/client/map/name-steps.ts";
import { buildPointGrid } from "../../../pipeline/atlas/client/map/point-grid.ts";
import { findStep } from "../../../pipeline/atlas/client/map/zoom-steps.ts";
import { MADE_UP_LAYOUTS, readLayout } from "../../map-names/layouts.ts";
import { measureNames } from "../../map-names/measure-names.ts";
import { drawManyTopics, placeLayout } from "./layout-atlas.ts";

const LAYOUTS = {
  seeds: () => readLayout("seeds"),
  feed: () => readLayout("feed"),
  ...Object.fromEntries(Object.entries(MADE_UP_LAYOUTS).map(([name, draw]) => [name, () => draw(1)])),
  "three hundred topics": () => drawManyTopics(300),
};
/** The map's part of a window of 1440 x 900, and what lies over it. */
const SIZE = { width: 1056, height: 836 };
const COVERS = [
  { x: 180, y: 37, width: 330, height: 42 },
  { x: 1019, y: 77, width: 42, height: 122 },
  { x: 310, y: 803, width: 600, height: 42 },
  { x: 948, y: 806, width: 186, height: 36 },
];
const LAST_STEP = 20;
/** Where there are many topics the first steps say enough. */
const LAST_STEP_OF_MANY = 8;

type Placed = ReturnType<typeof placeLayout>;

function listShown({ names, steps, fitScale }: Placed, step: number) {
  const scale = fitScale * 2 ** (step / STEPS_PER_DOUBLING);
  return steps.at(step).flatMap((place, index) => {
    const { id, level } = names[index]!;
    if (!place) return [];
    const { box, line } = drawPlace(place, names[index]!, scale);
    return [{ topic: id, level, box, leader: line, text: place.text }];
  });
}

function listPoints({ data, fitScale }: Placed, step: number) {
  const scale = fitScale * 2 ** (step / STEPS_PER_DOUBLING);
  return {
    xs: Array.from(data.papers.x, (x) => x * scale),
    ys: Array.from(data.papers.y, (y) => y * scale),
    topicsOfLevel: climbTopics(data.topics, data.papers.topicOf),
  };
}

describe.each(Object.entries(LAYOUTS))("names on the layout %s", (_, draw) => {
  const placed = placeLayout(draw(), SIZE, COVERS);
  const lastStep = placed.names.length > 60 ? LAST_STEP_OF_MANY : LAST_STEP;

  it("are true at every step: half of the nearest points are their own, none covers another's, none overlaps", () => {
    for (let step = 0; step <= lastStep; step++) {
      const shown = listShown(placed, step);
      const everywhere = { width: 1e9, height: 1e9 };
      for (const [index, measured] of measureNames(shown, listPoints(placed, step), everywhere).entries()) {
        const at = `step ${step}, topic ${shown[index]!.topic}`;
        expect(measured.overlapped, at).toEqual([]);
        expect(measured.crossed, at).toEqual([]);
        expect(measured.covered, at).toBe(0);
        if (measured.tipDistance !== null) expect(measured.tipDistance, at).toBeLessThan(1);
        else {
          expect(measured.ownShare, at).toBeGreaterThanOrEqual(0.5);
          expect(measured.ownShare, at).toBeGreaterThanOrEqual(measured.otherShare);
        }
      }
    }
  });

  it("lie within the window and under no control while all of the map is in view", () => {
    const { x, y } = placed.corner;
    for (const { box, topic } of listShown(placed, 0)) {
      const onScreen = { ...box, x: box.x - x, y: box.y - y };
      expect(onScreen.x - box.width / 2, `topic ${topic}`).toBeGreaterThanOrEqual(0);
      expect(onScreen.x + box.width / 2, `topic ${topic}`).toBeLessThanOrEqual(SIZE.width);
      expect(onScreen.y - box.height / 2, `topic ${topic}`).toBeGreaterThanOrEqual(0);
      expect(onScreen.y + box.height / 2, `topic ${topic}`).toBeLessThanOrEqual(SIZE.height);
      for (const cover of COVERS) {
        const isApart =
          Math.abs(cover.x - onScreen.x) >= (cover.width + box.width) / 2 ||
          Math.abs(cover.y - onScreen.y) >= (cover.height + box.height) / 2;
        expect(isApart, `topic ${topic}`).toBe(true);
      }
    }
  });

  it("stay once they have come, but for broad ones far in, and most stay where they are", () => {
    for (let step = 1; step <= lastStep; step++) {
      const before = listShown(placed, step - 1);
      const now = new Map(listShown(placed, step).map((name) => [name.topic, name]));
      const isFar = 2 ** (step / STEPS_PER_DOUBLING) >= BROAD_UNTIL_ZOOM;
      const gone = before.filter(({ topic, level }) => !now.has(topic) && !(isFar && level > 0));
      expect(
        gone.map(({ topic }) => topic),
        `step ${step}`,
      ).toEqual([]);
    }
  });

  it("are of most topics at once where there is room, and of all when near", () => {
    const fine = placed.names.filter(({ level }) => level === 0).length;
    const count = (step: number) => listShown(placed, step).filter(({ level }) => level === 0).length;
    if (fine <= 60) expect(count(0) / fine).toBeGreaterThanOrEqual(2 / 3 - 0.01);
    else expect(listShown(placed, 0).length).toBeGreaterThan(40);
    expect(count(8) / fine).toBeGreaterThan(0.98);
  });
});

describe("broad names", () => {
  it("stand with the fine ones on the whole map, and leave far in", () => {
    const placed = placeLayout(readLayout("feed"), SIZE, COVERS);
    const broad = (step: number) => listShown(placed, step).filter(({ level }) => level > 0).length;
    expect([broad(0), broad(4), broad(8)]).toEqual([5, 5, 0]);
  });
});

describe("judgeTruth", () => {
  const xs = [10, 20, 30, 40, 120, 130, 140];
  const ys = xs.map(() => 50);
  const field = {
    xs,
    ys,
    grid: buildPointGrid(xs, ys, 200),
    topicsOfLevel: [Int32Array.of(0, 0, 0, 0, 1, 1, 1)],
  };

  it("looks at as many papers as the topic has, and measures the gap to its own", () => {
    // Distances from the box, which is 60 to 110: topic 1 10, 20 and 30; topic 0 20, 30, 40 and 50.
    const box = { x: 85, y: 50, width: 50, height: 10 };
    expect(judgeTruth(field, box, { id: 1, level: 0, size: 3 }, 1)).toEqual({
      ownShare: 2 / 3,
      otherShare: 1 / 3,
      gap: 10,
    });
    expect(judgeTruth(field, box, { id: 0, level: 0, size: 4 }, 1).ownShare).toBe(2 / 5);
  });
});

describe("climbTopics", () => {
  it("gives each paper its topic, and on the level above the broader one, or itself where it is part of none", () => {
    const topics = [
      { id: 1, parent: 9, level: 0 },
      { id: 2, parent: null, level: 0 },
      { id: 9, parent: null, level: 1 },
    ];
    expect(climbTopics(topics, Int32Array.of(1, 2, -1)).map((level) => [...level])).toEqual([
      [1, 2, -1],
      [9, 2, -1],
    ]);
  });
});

describe("findStep", () => {
  it("takes the step below, a quarter of a doubling, and climbs only when the zoom is 6 % past it", () => {
    expect([1, 1.18, 1.19, 2, 0.5].map((zoom) => findStep(zoom, null))).toEqual([0, 0, 1, 4, 0]);
    expect(findStep(2.05, 3)).toBe(3);
    expect(findStep(2.2, 3)).toBe(4);
    expect(findStep(1.9, 4)).toBe(3);
  });
});
