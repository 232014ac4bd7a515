import { describe, expect, it } from "vitest";
import { listPointsOfLevels, measureNames } from "./measure-names.ts";

const frame = { width: 200, height: 100 };
/** Four points of topic 0 at the left, three of topic 1 at the right; 0 and 1 are part of 5. The last is in none. */
const points = {
  xs: [10, 20, 30, 40, 120, 130, 140, 70],
  ys: [50, 50, 50, 50, 50, 50, 50, 50],
  topicsOfLevel: [
    [0, 0, 0, 0, 1, 1, 1, -1],
    [5, 5, 5, 5, 5, 5, 5, -1],
  ],
};
const box = { x: 25, y: 30, width: 40, height: 10 };
const name = { box, topic: 0, level: 0, leader: null };

describe("measureNames", () => {
  it("finds the nearest points all its own above its cluster", () => {
    expect(measureNames([name], points, frame)).toEqual([
      {
        ownShare: 1,
        otherShare: 0,
        covered: 0,
        tipDistance: null,
        overlapped: [],
        crossed: [],
        isOutside: false,
        isUnder: false,
      },
    ]);
  });

  it("counts as many points as the topic has, and all that are as near as the last of them", () => {
    // Distances from the box, which is 60 to 110: in none 0; topic 1 10, 20 and 30; topic 0 20, 30, 40 and 50.
    const between = { ...name, box: { x: 85, y: 50, width: 50, height: 10 } };
    const [ofFour, ofThree] = measureNames([between, { ...between, topic: 1 }], points, frame);
    expect(ofFour).toMatchObject({ ownShare: 1 / 4, otherShare: 2 / 4 });
    expect(ofThree).toMatchObject({ ownShare: 2 / 4, otherShare: 1 / 4 });
  });

  it("takes the points of its children for a broad topic's own", () => {
    const [broad] = measureNames([{ ...name, topic: 5, level: 1, box: { ...box, x: 95 } }], points, frame);
    expect(broad!.ownShare).toBeCloseTo(6 / 7, 10);
    expect(broad!.otherShare).toBe(0);
  });

  it("counts other topics' points in the box, and not those in none", () => {
    const [over] = measureNames([{ ...name, box: { x: 100, y: 50, width: 64, height: 10 } }], points, frame);
    expect(over!.covered).toBe(2);
  });

  it("says how far from an own point its line starts, and which names the line meets", () => {
    const leader = { x1: 43, y1: 54, x2: 100, y2: 80 };
    const measured = measureNames(
      [
        { ...name, box: { x: 120, y: 85, width: 40, height: 10 }, leader },
        { ...name, box: { x: 70, y: 66, width: 10, height: 10 }, topic: 1 },
      ],
      points,
      frame,
    );
    expect(measured[0]).toMatchObject({ tipDistance: 5, crossed: [1] });
    expect(measured[1]).toMatchObject({ tipDistance: null, crossed: [] });
  });

  it("finds names over each other, outside the frame and under a control", () => {
    const measured = measureNames(
      [name, { ...name, box: { ...box, x: 50 } }, { ...name, box: { ...box, x: 190 } }],
      points,
      frame,
      [{ x: 5, y: 30, width: 10, height: 10 }],
    );
    expect(measured.map(({ overlapped }) => overlapped)).toEqual([[1], [0], []]);
    expect(measured.map(({ isOutside }) => isOutside)).toEqual([false, false, true]);
    expect(measured.map(({ isUnder }) => isUnder)).toEqual([true, false, false]);
  });
});

describe("listPointsOfLevels", () => {
  it("gives each point its topic, and on the level above the broader one, or itself where it is part of none", () => {
    const topics = [
      { topic_id: 1, parent_id: 9, level: 0, label: "a" },
      { topic_id: 2, parent_id: null, level: 0, label: "b" },
      { topic_id: 9, parent_id: null, level: 1, label: "c" },
    ];
    const places = [1, 2, null].map((topic_id, x) => ({ x, y: 1, topic_id }));
    expect(listPointsOfLevels({ topics, points: places }, ({ x, y }) => ({ x: 10 * x, y: -y }))).toEqual({
      xs: [0, 10, 20],
      ys: [-1, -1, -1],
      topicsOfLevel: [
        [1, 2, -1],
        [9, 2, -1],
      ],
    });
  });
});
