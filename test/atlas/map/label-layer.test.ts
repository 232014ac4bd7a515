import { describe, expect, it } from "vitest";
import { insistOnLabels } from "../../../pipeline/atlas/client/map/insist-labels.ts";
import { createLabelFade } from "../../../pipeline/atlas/client/map/label-fade.ts";
import { sortForReading } from "../../../pipeline/atlas/client/map/label-layer.ts";
import { followClick, pickAt } from "../../../pipeline/atlas/client/map/pick.ts";
import { buildPointGrid } from "../../../pipeline/atlas/client/map/point-grid.ts";

describe("insistOnLabels", () => {
  const label = (x: number, y = 0) => ({ x, y, shift: 0, width: 10, height: 4 });
  const labels = [label(0), label(8), label(30), label(33)];

  it("adds a wanted label, and takes away those that it overlaps", () => {
    expect(insistOnLabels([0, 2], [1], labels, 1)).toEqual([2, 1]);
    expect(insistOnLabels([0, 2], [1, 3], labels, 1)).toEqual([1, 3]);
  });

  it("leaves labels as they are where they have room at the scale, or stand already", () => {
    expect(insistOnLabels([0, 2], [1], labels, 2)).toEqual([0, 2, 1]);
    expect(insistOnLabels([0, 2], [2], labels, 1)).toEqual([0, 2]);
  });
});

describe("createLabelFade", () => {
  it("is at its goals at the first step, and gets there over 150 ms at the next", () => {
    let now = 0;
    const fade = createLabelFade(
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
    const fade = createLabelFade(
      1,
      () => 0,
      () => true,
    );
    fade.step(Float64Array.of(0));
    expect(fade.step(Float64Array.of(1))).toBe(true);
    expect([...fade.opacities]).toEqual([1]);
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
  const viewport = { width: 100, height: 100, x: 50, y: 50, scale: 1, zoom: 1 };
  const grid = buildPointGrid([20, 80], [20, 80], 100);

  it("finds a name before the paper under it, and a paper within twelve pixels", () => {
    expect(pickAt({ x: 20, y: 20 }, viewport, { findAt: () => 7 }, grid)).toEqual({ topic: 7 });
    const noNames = { findAt: () => null };
    expect(pickAt({ x: 28, y: 20 }, viewport, noNames, grid)).toEqual({ paper: 0 });
    expect(pickAt({ x: 50, y: 50 }, viewport, noNames, grid)).toBeNull();
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
