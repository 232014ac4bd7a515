import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { buildPointGrid } from "../../../pipeline/atlas/client/map/point-grid.ts";
import { createPulse } from "../../../pipeline/atlas/client/map/pulse.ts";
import { createRestingRows, findRowsInView } from "../../../pipeline/atlas/client/map/rows-in-view.ts";

describe("findRowsInView", () => {
  it("lists the papers whose middle lies in the window", () => {
    const grid = buildPointGrid([10, 50, 90], [10, 50, 90], 100);
    const viewport = { width: 100, height: 50, x: 50, y: 50, scale: 1, zoom: 1, mostZoom: 64 };
    expect([...findRowsInView(viewport, grid)]).toEqual([1]);
    expect([...findRowsInView({ ...viewport, height: 100 }, grid)]).toEqual([0, 1, 2]);
  });
});

describe("createRestingRows", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("tells once of a move that has ended, and not where the same papers are in view", () => {
    let rows = Uint32Array.of(1, 2);
    const told: number[][] = [];
    const resting = createRestingRows(() => rows);
    const end = resting.follow((found) => told.push([...found]));
    rows = Uint32Array.of(2);
    resting.moved();
    resting.moved();
    expect(told).toEqual([]);
    vi.runAllTimers();
    resting.moved();
    vi.runAllTimers();
    expect(told).toEqual([[2]]);
    end();
    rows = Uint32Array.of(3);
    resting.moved();
    vi.runAllTimers();
    expect(told).toEqual([[2]]);
  });
});

describe("createPulse", () => {
  it("runs for 1.1 seconds and then is over", () => {
    let now = 0;
    let asked = 0;
    const pulse = createPulse(
      () => now,
      () => false,
      () => asked++,
    );
    expect(pulse.read()).toBeNull();
    pulse.start([4, 5]);
    now = 550;
    expect(pulse.read()).toEqual({ rows: [4, 5], share: 0.5 });
    now = 1200;
    expect(pulse.read()).toBeNull();
    expect(asked).toBe(2);
  });

  it("stands still where the reader wants less motion", () => {
    let now = 0;
    const pulse = createPulse(
      () => now,
      () => true,
      () => {},
    );
    pulse.start([1]);
    now = 1500;
    expect(pulse.read()).toMatchObject({ share: 0.4 });
  });
});
