import { describe, expect, it } from "vitest";
import { lineMeetsBox, linesCross, nearestInBox, overlapArea } from "../../pipeline/charts/boxes.ts";
import { type LabelPosition, type LabelRequest, listLabelPositions } from "../../pipeline/charts/label-positions.ts";
import { spreadStops } from "../../pipeline/charts/label-stops.ts";
import { PointIndex } from "../../pipeline/charts/name-surroundings.ts";
import { findFirstScales, placeLabels } from "../../pipeline/charts/place-labels.ts";
import { createRandom } from "../../pipeline/random.ts";

const frame = { width: 900, height: 700 };
type Point = { x: number; y: number; topic: number };

function listPlaces(points: Point[], size: { width: number; height: number }, topic: number): LabelPosition[] {
  const cloud = { xs: Float64Array.from(points, ({ x }) => x), ys: Float64Array.from(points, ({ y }) => y) };
  const owners = Int32Array.from(points, (point) => point.topic);
  const own = points.filter((point) => point.topic === topic);
  const request: LabelRequest = { ...size, anchorX: own[0]!.x, anchorY: own[0]!.y, topic, owners };
  return listLabelPositions(request, { points: cloud, index: new PointIndex(cloud), frame });
}

/** Returns the places of labels of as many topics, each of one paper, anywhere in the spread. */
function listSparse(count: number, spread: { width: number; height: number }): LabelPosition[][] {
  const random = createRandom(5, `labels/${count}`);
  const points = Array.from({ length: count }, (_, topic) => ({
    x: 450 + (random.next() - 0.5) * spread.width,
    y: 350 + (random.next() - 0.5) * spread.height,
    topic,
  }));
  return points.map((_, topic) => listPlaces(points, { width: 90, height: 30 }, topic));
}

/** Returns a row of points 8 pixels apart. */
function drawRow(topic: number, x: number, y: number, count: number): Point[] {
  return Array.from({ length: count }, (_, step) => ({ x: x + 8 * step, y, topic }));
}

describe("boxes", () => {
  const box = { x: 10, y: 10, width: 10, height: 4 };

  it("share no area where they only touch", () => {
    expect(overlapArea(box, { ...box, x: 20 })).toBe(0);
    expect(overlapArea(box, { ...box, x: 18, y: 11 })).toBe(2 * 3);
    expect(overlapArea(box, { x: 12, y: 10, width: 100, height: 100 })).toBe(10 * 4);
  });

  it("are met by a line through them or into them, and not by one that passes or stops short", () => {
    expect(lineMeetsBox({ x1: 0, y1: 10, x2: 30, y2: 10 }, box)).toBe(true);
    expect(lineMeetsBox({ x1: 10, y1: 10, x2: 10, y2: 30 }, box)).toBe(true);
    expect(lineMeetsBox({ x1: 0, y1: 10, x2: 4, y2: 10 }, box)).toBe(false);
    expect(lineMeetsBox({ x1: 0, y1: 0, x2: 30, y2: 0 }, box)).toBe(false);
    expect(lineMeetsBox({ x1: 0, y1: 10, x2: 10, y2: 0 }, box)).toBe(false);
  });

  it("are nearest at an edge, or at the place itself inside", () => {
    expect(nearestInBox(box, 0, 10)).toEqual({ x: 5, y: 10 });
    expect(nearestInBox(box, 11, 10)).toEqual({ x: 11, y: 10 });
  });

  it("tells lines that cross from lines that do not reach each other", () => {
    const line = { x1: 0, y1: 0, x2: 10, y2: 10 };
    expect(linesCross(line, { x1: 0, y1: 10, x2: 10, y2: 0 })).toBe(true);
    expect(linesCross(line, { x1: 0, y1: 10, x2: 4, y2: 6 })).toBe(false);
  });
});

describe("PointIndex", () => {
  const cloud = { xs: Float64Array.of(10, 20, 30, 200), ys: Float64Array.of(50, 50, 50, 50) };
  const index = new PointIndex(cloud);
  const owners = Int32Array.of(0, 0, 1, -1);

  it("counts what is nearest to a box and in it", () => {
    const box = { x: 25, y: 50, width: 14, height: 10 };
    expect(index.describe(box, 0, owners, 2)).toEqual({
      ...{ ownShare: 0.5, otherShare: 0.5, ownCovered: 1, otherCovered: 1 },
    });
    expect(index.describe(box, 0, owners, 3)).toMatchObject({ ownShare: 2 / 3, otherShare: 1 / 3 });
  });

  it("looks as far as it must", () => {
    expect(index.describe({ x: 5000, y: 4000, width: 10, height: 10 }, 1, owners, 1)).toEqual({
      ...{ ownShare: 0, otherShare: 0, ownCovered: 0, otherCovered: 0 },
    });
  });

  it("counts other topics' points beside a line, not beyond its ends", () => {
    const line = { x1: 8, y1: 53, x2: 32, y2: 53 };
    expect([index.countBeside(line, 0, owners, 4), index.countBeside(line, 1, owners, 4)]).toEqual([1, 2]);
    expect(index.countBeside({ ...line, x1: 40, x2: 190 }, 0, owners, 4)).toBe(0);
  });
});

describe("spreadStops", () => {
  it("starts nearest to the anchor, and leaves thin places out", () => {
    const points = [...drawRow(0, 0, 0, 10), { x: 500, y: 0, topic: 0 }];
    const cloud = { xs: points.map(({ x }) => x), ys: points.map(({ y }) => y) };
    const members = [...points.keys()];
    expect(spreadStops(cloud, members, { x: 33, y: 9 }, 3)).toEqual([4, 9, 0]);
    expect(spreadStops(cloud, members, { x: 0, y: 0 }, 99)).not.toContain(10);
    expect(spreadStops(cloud, [], { x: 0, y: 0 }, 3)).toEqual([]);
  });
});

describe("listLabelPositions", () => {
  const size = { width: 80, height: 20 };

  it("draws lines from a point of its own to the near edge of the box", () => {
    const points = drawRow(0, 420, 350, 8);
    const places = listPlaces(points, size, 0);
    expect(places.filter(({ leader }) => leader).length).toBeGreaterThan(50);
    for (const { leader, box } of places) {
      if (!leader) continue;
      expect(points.some(({ x, y }) => x === leader.x1 && y === leader.y1)).toBe(true);
      expect([leader.x2, leader.y2]).toEqual(Object.values(nearestInBox(box, leader.x1, leader.y1)));
    }
  });

  it("finds no place true that stands among strangers without a line", () => {
    const points = [...drawRow(0, 420, 350, 6), ...drawRow(1, 380, 380, 20), ...drawRow(1, 380, 320, 20)];
    const places = listPlaces(points, size, 0);
    const index = new PointIndex({
      xs: Float64Array.from(points, ({ x }) => x),
      ys: Float64Array.from(points, ({ y }) => y),
    });
    const owners = Int32Array.from(points, ({ topic }) => topic);
    expect(new Set(places.map(({ isTrue }) => isTrue))).toEqual(new Set([true, false]));
    for (const { box, leader, isTrue } of places)
      expect(isTrue).toBe(leader !== null || index.describe(box, 0, owners, 6).ownShare >= 0.5);
    const costs = (wanted: boolean) => places.filter((place) => place.isTrue === wanted).map(({ cost }) => cost);
    expect(Math.min(...costs(false))).toBeGreaterThan(Math.min(...costs(true)));
  });

  it("would rather cover no point of another topic", () => {
    const beside = drawRow(1, 420, 364, 8);
    const [best] = listPlaces([...drawRow(0, 420, 350, 8), ...beside], size, 0);
    for (const { x, y } of beside) expect(nearestInBox(best!.box, x, y)).not.toEqual({ x, y });
  });

  it("makes a place outside the picture dearer than any inside", () => {
    const places = listPlaces(drawRow(0, 5, 5, 3), size, 0);
    const isInside = ({ box }: LabelPosition) => box.x > 39.99 && box.y > 9.99;
    const inside = places.filter(isInside).map(({ cost }) => cost);
    const outside = places.filter((place) => !isInside(place)).map(({ cost }) => cost);
    expect(inside.length).toBeGreaterThan(0);
    for (const cost of outside) expect(cost).toBeGreaterThan(Math.max(...inside));
  });
});

describe("placeLabels", () => {
  it.each([2, 12, 30])("places %i labels within the picture, none over another", (count) => {
    const placed = placeLabels(listSparse(count, { width: 700, height: 560 }), createRandom(1, "test"));
    for (const [i, { box }] of placed.entries()) {
      expect(box.x - box.width / 2).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width / 2).toBeLessThanOrEqual(frame.width);
      expect(box.y - box.height / 2).toBeGreaterThanOrEqual(0);
      expect(box.y + box.height / 2).toBeLessThanOrEqual(frame.height);
      for (const other of placed.slice(0, i)) expect(overlapArea(box, other.box)).toBe(0);
    }
  });

  it("parts two labels of one place", () => {
    const points = [...drawRow(0, 450, 350, 1), ...drawRow(1, 450, 350, 1)];
    const candidates = [0, 1].map((topic) => listPlaces(points, { width: 100, height: 30 }, topic));
    const [a, b] = placeLabels(candidates, createRandom(1, "test"));
    expect(overlapArea(a!.box, b!.box)).toBe(0);
  });

  it("gives the same places for the same seed", () => {
    const place = () => placeLabels(listSparse(15, frame), createRandom(9, "same"));
    expect(place()).toEqual(place());
  });

  it("places nothing where there is nothing to place", () => {
    expect(placeLabels([], createRandom(1, "test"))).toEqual([]);
  });
});

describe("findFirstScales", () => {
  const label = (x: number, y: number) => ({
    box: { x, y, width: 40, height: 10 },
    leader: null,
    isTrue: true,
    isClear: true,
    cost: 0,
  });

  it("is the scale at which a label touches a more important one: 40 wide, 80 apart, so at half size", () => {
    expect(findFirstScales([label(0, 0), label(80, 0)])).toEqual([0, 0.5]);
    expect(findFirstScales([label(0, 0), label(80, 40)])).toEqual([0, 0.25]);
  });

  it("does not mind a label that is itself not there yet", () => {
    // The second waits for the first until 0.8; the third touches the second only below that, and the first below 0.25.
    expect(findFirstScales([label(0, 0), label(50, 0), label(160, 0)])).toEqual([0, 0.8, 0.25]);
  });

  it("leaves no two visible labels over each other at any scale", () => {
    const random = createRandom(2, "scales");
    const labels = Array.from({ length: 25 }, () => label(random.next() * 900, random.next() * 700));
    const firsts = findFirstScales(labels);
    for (let scale = 0.05; scale < 8; scale *= 1.07) {
      const boxes = labels
        .filter((_, index) => firsts[index]! <= scale)
        .map(({ box }) => ({ ...box, x: box.x * scale, y: box.y * scale }));
      for (const [i, box] of boxes.entries()) {
        for (const other of boxes.slice(0, i)) expect(overlapArea(box, other)).toBeLessThan(1e-6);
      }
    }
  });
});
