import { describe, expect, it } from "vitest";
import { lineMeetsBox, linesCross, nearestInBox, overlapArea } from "../../pipeline/charts/boxes.ts";
import { type LabelRequest, listLabelPositions } from "../../pipeline/charts/label-positions.ts";
import { findFirstScales, placeLabels } from "../../pipeline/charts/place-labels.ts";
import { createRandom } from "../../pipeline/random.ts";

const frame = { width: 900, height: 700 };
const noPoints = { xs: new Float64Array(1).fill(-999), ys: new Float64Array(1).fill(-999), topicOf: Int32Array.of(0) };

function requestLabels(count: number, spread: { width: number; height: number }): LabelRequest[] {
  const random = createRandom(5, `labels/${count}`);
  return Array.from({ length: count }, (_, topic) => ({
    anchorX: 450 + (random.next() - 0.5) * spread.width,
    anchorY: 350 + (random.next() - 0.5) * spread.height,
    width: 90,
    height: 30,
    topic,
  }));
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

describe("listLabelPositions", () => {
  it("draws a line to the anchor only from places far from it, and to the near edge of the box", () => {
    const [places] = listLabelPositions(
      [{ anchorX: 450, anchorY: 350, width: 80, height: 20, topic: 0 }],
      noPoints,
      frame,
    );
    expect(places).toHaveLength(1 + 5 * 16);
    for (const { ring, leader, box } of places!) {
      expect(leader !== null).toBe(ring >= 3);
      if (leader) {
        expect([leader.x1, leader.y1]).toEqual([450, 350]);
        expect([leader.x2, leader.y2]).toEqual(Object.values(nearestInBox(box, 450, 350)));
        expect(Math.hypot(leader.x2 - 450, leader.y2 - 350)).toBeGreaterThan(30);
      }
    }
  });

  it("makes covering another topic's paper dearer than covering an own one", () => {
    const request = { anchorX: 450, anchorY: 350, width: 80, height: 20, topic: 0 };
    const cloud = (topic: number) => ({
      xs: Float64Array.of(450, 460),
      ys: Float64Array.of(350, 350),
      topicOf: Int32Array.of(0, topic),
    });
    const [own] = listLabelPositions([request], cloud(0), frame);
    const [foreign] = listLabelPositions([request], cloud(1), frame);
    expect(foreign![0]!.cost).toBeGreaterThan(own![0]!.cost);
  });

  it("makes a place outside the picture dearer than any inside", () => {
    const [places] = listLabelPositions([{ anchorX: 5, anchorY: 5, width: 80, height: 20, topic: 0 }], noPoints, frame);
    const isInside = ({ box }: { box: { x: number; y: number } }) => box.x > 39.99 && box.y > 9.99;
    const inside = places!.filter(isInside).map(({ cost }) => cost);
    const outside = places!.filter((place) => !isInside(place)).map(({ cost }) => cost);
    expect(Math.max(...inside)).toBeLessThan(Math.min(...outside));
  });
});

describe("placeLabels", () => {
  it.each([2, 12, 30])("places %i labels within the picture, none over another", (count) => {
    const placed = placeLabels(
      requestLabels(count, { width: 700, height: 560 }),
      noPoints,
      frame,
      createRandom(1, "test"),
    );
    for (const [i, { box }] of placed.entries()) {
      expect(box.x - box.width / 2).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width / 2).toBeLessThanOrEqual(frame.width);
      expect(box.y - box.height / 2).toBeGreaterThanOrEqual(0);
      expect(box.y + box.height / 2).toBeLessThanOrEqual(frame.height);
      for (const other of placed.slice(0, i)) expect(overlapArea(box, other.box)).toBe(0);
    }
  });

  it("parts two labels of one anchor", () => {
    const request = { anchorX: 450, anchorY: 350, width: 100, height: 30, topic: 0 };
    const [a, b] = placeLabels([request, { ...request, topic: 1 }], noPoints, frame, createRandom(1, "test"));
    expect(overlapArea(a!.box, b!.box)).toBe(0);
  });

  it("gives the same places for the same seed", () => {
    const place = () => placeLabels(requestLabels(15, frame), noPoints, frame, createRandom(9, "same"));
    expect(place()).toEqual(place());
  });

  it("places nothing where there is nothing to place", () => {
    expect(placeLabels([], noPoints, frame, createRandom(1, "test"))).toEqual([]);
  });
});

describe("findFirstScales", () => {
  const label = (x: number, y: number) => ({ box: { x, y, width: 40, height: 10 }, ring: 0, leader: null, cost: 0 });

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
