import { describe, expect, it } from "vitest";
import { createFade } from "../../../pipeline/atlas/client/map/fade.ts";
import { createGlide } from "../../../pipeline/atlas/client/map/glide.ts";
import { sortForReading } from "../../../pipeline/atlas/client/map/name-layer.ts";
import { FINGER_REACH, followClick, pickAt } from "../../../pipeline/atlas/client/map/pick.ts";
import { buildPointGrid } from "../../../pipeline/atlas/client/map/point-grid.ts";

describe("createFade", () => {
  it("is at its goals at the first step, and gets there over 150 ms at the next", () => {
    let now = 0;
    const fade = createFade(
      2,
      () => now,
      () => false,
    );
    expect(fade.step(Float64Array.of(1, 0))).toBe(true);
    expect([...fade.opacities]).toEqual([1, 0]);
    now = 30;
    expect(fade.step(Float64Array.of(0, 1))).toBe(false);
    expect(fade.opacities[0]).toBeCloseTo(0.8, 12);
    expect(fade.opacities[1]).toBeCloseTo(0.2, 12);
    now = 200;
    expect(fade.step(Float64Array.of(0, 1))).toBe(true);
    expect([...fade.opacities]).toEqual([0, 1]);
  });

  it("jumps where the reader wants less motion", () => {
    const fade = createFade(
      1,
      () => 0,
      () => true,
    );
    fade.step(Float64Array.of(0));
    expect(fade.step(Float64Array.of(1))).toBe(true);
    expect([...fade.opacities]).toEqual([1]);
  });
});

describe("createGlide", () => {
  it("starts at the first goal, and is at another after 220 ms", () => {
    let now = 0;
    const glide = createGlide(
      () => now,
      () => false,
    );
    expect(glide.move(1, { x: 0, y: 10 })).toEqual({ x: 0, y: 10 });
    expect(glide.isUnderWay()).toBe(false);
    glide.move(1, { x: 100, y: 10 });
    now = 110;
    expect(glide.move(1, { x: 100, y: 10 })).toEqual({ x: 50, y: 10 });
    expect(glide.isUnderWay()).toBe(true);
    now = 300;
    expect(glide.move(1, { x: 100, y: 10 })).toEqual({ x: 100, y: 10 });
    expect(glide.isUnderWay()).toBe(false);
    glide.forget(1);
    expect(glide.move(1, { x: 7, y: 7 })).toEqual({ x: 7, y: 7 });
  });

  it("jumps where the reader wants less motion", () => {
    const glide = createGlide(
      () => 0,
      () => true,
    );
    glide.move(1, { x: 0, y: 0 });
    expect(glide.move(1, { x: 5, y: 5 })).toEqual({ x: 5, y: 5 });
  });
});

describe("sortForReading", () => {
  it("goes by lines of 60 pixels, in each from the left", () => {
    const names = [
      { topic: 1, x: 50, y: 70 },
      { topic: 2, x: 90, y: 10 },
      { topic: 3, x: 10, y: 50 },
    ];
    expect(sortForReading(names).map(({ topic }) => topic)).toEqual([3, 2, 1]);
  });
});

describe("pickAt", () => {
  const viewport = { width: 100, height: 100, x: 50, y: 50, scale: 1, zoom: 1, mostZoom: 64 };
  const grid = buildPointGrid([20, 80], [20, 80], 100);

  it("finds a name before the paper under it, and a paper within twelve pixels", () => {
    const noTitles = { findAt: () => -1 };
    expect(pickAt({ x: 20, y: 20 }, viewport, { findAt: () => 7 }, noTitles, grid)).toEqual({ topic: 7 });
    const noNames = { findAt: () => null };
    expect(pickAt({ x: 28, y: 20 }, viewport, noNames, noTitles, grid)).toEqual({ paper: 0 });
    expect(pickAt({ x: 38, y: 20 }, viewport, noNames, noTitles, grid)).toBeNull();
    expect(pickAt({ x: 38, y: 20 }, viewport, noNames, noTitles, grid, FINGER_REACH)).toEqual({ paper: 0 });
    expect(pickAt({ x: 50, y: 50 }, viewport, noNames, noTitles, grid)).toBeNull();
    expect(pickAt({ x: 50, y: 50 }, viewport, noNames, { findAt: () => 1 }, grid)).toEqual({ paper: 1 });
  });
});

describe("followClick", () => {
  it("opens what is clicked, and lets go of an open topic", () => {
    expect(followClick({ paper: 3 }, { paper: null, topic: 1 })).toEqual({ paper: 3, hovered: null });
    expect(followClick({ topic: 2 }, { paper: 3, topic: 1 })).toEqual({ topic: 2, paper: null });
    expect(followClick({ topic: 1 }, { paper: null, topic: 1 })).toEqual({ topic: null, paper: null });
  });

  it("closes the paper first, then topic and selection, on a click beside all", () => {
    expect(followClick(null, { paper: 3, topic: 1 })).toEqual({ paper: null });
    expect(followClick(null, { paper: null, topic: 1 })).toEqual({ topic: null, selection: null });
  });
});
