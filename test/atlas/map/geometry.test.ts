import { describe, expect, it } from "vitest";
import { mixViews } from "../../../pipeline/atlas/client/map/flight.ts";
import { buildPointGrid } from "../../../pipeline/atlas/client/map/point-grid.ts";
import { findInShape, isInLasso } from "../../../pipeline/atlas/client/map/shapes.ts";
import {
  fitExtent,
  keepOnMap,
  makeViewport,
  measureExtent,
  panBy,
  toPlace,
  toScreen,
  viewExtent,
  zoomAt,
} from "../../../pipeline/atlas/client/map/viewport.ts";
import { createRandom } from "../../../pipeline/random.ts";

const SIZE = { width: 900, height: 700 };
const INSETS = { top: 50, right: 100, bottom: 50, left: 20 };
const EXTENT = { left: 0, right: 1000, top: 0, bottom: 400 };

describe("viewport", () => {
  const fitted = fitExtent(EXTENT, SIZE, INSETS);
  const whole = makeViewport(null, fitted, SIZE);

  it("fits the whole extent between the insets, in their middle", () => {
    expect(fitted.scale).toBeCloseTo(0.78, 9);
    const corner = toScreen(whole, 0, 0);
    const opposite = toScreen(whole, 1000, 400);
    expect(corner.x).toBeCloseTo(20, 6);
    expect(opposite.x).toBeCloseTo(800, 6);
    expect(corner.y - 50).toBeCloseTo(650 - opposite.y, 6);
  });

  it("turns places into pixels and back", () => {
    const { x, y } = toPlace(whole, 123, 456);
    expect(toScreen(whole, x, y)).toEqual({ x: expect.closeTo(123, 9), y: expect.closeTo(456, 9) });
  });

  it("keeps the place under the pointer when it zooms", () => {
    const before = toPlace(whole, 200, 300);
    const after = makeViewport(zoomAt(whole, 3, 200, 300), fitted, SIZE);
    expect(after.zoom).toBeCloseTo(3, 9);
    expect(toScreen(after, before.x, before.y)).toEqual({ x: expect.closeTo(200, 6), y: expect.closeTo(300, 6) });
  });

  it("moves by as many pixels as the pointer", () => {
    const { x, y } = toPlace(whole, 200, 300);
    const after = makeViewport(panBy(whole, 40, -25), fitted, SIZE);
    expect(toScreen(after, x, y)).toEqual({ x: expect.closeTo(240, 6), y: expect.closeTo(275, 6) });
  });

  it("keeps the middle on the map and the zoom within bounds", () => {
    expect(keepOnMap({ x: -5000, y: 9000, zoom: 1e6 }, EXTENT)).toEqual({ x: 0, y: 400, zoom: 64 });
    expect(zoomAt(whole, 1e-9, 0, 0).zoom).toBe(1);
  });

  it("shows a part of the map as large as there is room, but not nearer than asked", () => {
    expect(viewExtent({ left: 500, right: 600, top: 200, bottom: 210 }, SIZE, INSETS, fitted.scale, 4).zoom).toBe(4);
    expect(viewExtent(EXTENT, SIZE, INSETS, fitted.scale, 4)).toEqual({
      x: expect.closeTo(fitted.x, 6),
      y: expect.closeTo(fitted.y, 6),
      zoom: 1,
    });
  });

  it("has an extent of at least one unit, without papers too", () => {
    expect(measureExtent([], [])).toEqual({ left: -0.5, right: 0.5, top: -0.5, bottom: 0.5 });
    expect(measureExtent([3], [4])).toEqual({ left: 2.5, right: 3.5, top: 3.5, bottom: 4.5 });
  });
});

describe("mixViews", () => {
  it("begins and ends at the two views, with the zoom half-way between by factors", () => {
    const [from, to] = [
      { x: 0, y: 0, zoom: 1 },
      { x: 90, y: 30, zoom: 16 },
    ];
    expect(mixViews(from, to, 0)).toEqual(from);
    expect(mixViews(from, to, 1)).toEqual({ x: expect.closeTo(90, 9), y: expect.closeTo(30, 9), zoom: 16 });
    expect(mixViews(from, to, 0.5).zoom).toBe(4);
    expect(mixViews(from, { ...to, zoom: 1 }, 0.5)).toEqual({ x: 45, y: 15, zoom: 1 });
  });
});

describe("buildPointGrid", () => {
  const random = createRandom(1, "grid");
  const xs = Uint16Array.from({ length: 500 }, () => random.integer(65_536));
  const ys = Uint16Array.from({ length: 500 }, () => random.integer(65_536));
  const grid = buildPointGrid(xs, ys, 65_535);

  it("finds the nearest paper that a search of all finds, or none within reach", () => {
    for (let trial = 0; trial < 200; trial++) {
      const [x, y, reach] = [random.integer(65_536), random.integer(65_536), 200 + random.integer(4000)];
      const distances = Array.from(xs, (_, row) => Math.hypot(xs[row]! - x, ys[row]! - y));
      const least = Math.min(...distances);
      expect(grid.findNearest(x, y, reach)).toBe(least <= reach ? distances.indexOf(least) : -1);
    }
  });

  it("finds the nearest papers in their order, or all where there are fewer", () => {
    const distance = (row: number) => Math.hypot(xs[row]! - 7000, ys[row]! - 60_000);
    const sorted = [...xs.keys()].sort((a, b) => distance(a) - distance(b));
    expect(grid.findNearestRows(7000, 60_000, 7)).toEqual(sorted.slice(0, 7));
    expect(buildPointGrid([5, 1], [0, 0], 65_535).findNearestRows(0, 0, 9)).toEqual([1, 0]);
  });

  it("finds the papers of a rectangle in ascending order", () => {
    const all = [...xs.keys()].filter((row) => xs[row]! >= 10_000 && xs[row]! <= 30_000 && ys[row]! <= 20_000);
    expect([...grid.findInRectangle(10_000, 0, 30_000, 20_000)]).toEqual(all);
  });

  it("copes with papers at the edges and without papers", () => {
    const corners = buildPointGrid([0, 65_535], [0, 65_535], 65_535);
    expect(corners.findNearest(65_535, 65_535, 1)).toBe(1);
    expect(corners.findNearest(70_000, 70_000, 10)).toBe(-1);
    expect(buildPointGrid([], [], 65_535).findNearest(1, 1, 1e6)).toBe(-1);
  });

  it("finds the papers in a lasso that no rectangle would give", () => {
    const triangle = { kind: "lasso" as const, points: [0, 0, 10, 0, 0, 10] };
    const small = buildPointGrid([1, 9, 3], [1, 9, 3], 65_535);
    expect([...findInShape(triangle, small, [1, 9, 3], [1, 9, 3])]).toEqual([0, 2]);
    expect([...findInShape({ kind: "rectangle", points: [10, 10, 2, 2] }, small, [1, 9, 3], [1, 9, 3])]).toEqual([
      1, 2,
    ]);
  });
});

describe("isInLasso", () => {
  it("leaves out what a line that crosses itself goes round twice", () => {
    const twice = [0, 0, 10, 0, 10, 10, 0, 10, 0, 0, 10, 0, 10, 10, 0, 10];
    expect(isInLasso(twice, 5, 5)).toBe(false);
    expect(isInLasso(twice.slice(0, 8), 5, 5)).toBe(true);
  });
});
