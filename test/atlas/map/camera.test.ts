import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createCamera } from "../../../pipeline/atlas/client/map/camera.ts";
import { createFrameRequest } from "../../../pipeline/atlas/client/map/frame-request.ts";
import { buildPointGrid } from "../../../pipeline/atlas/client/map/point-grid.ts";
import { createState } from "../../../pipeline/atlas/client/state.ts";

const PAPERS = { x: Uint16Array.of(0, 10_000, 20_000), y: Uint16Array.of(0, 5000, 10_000) };
const WINDOW = { clientWidth: 1000, clientHeight: 700 };

let frames: (() => void)[];

beforeEach(() => {
  frames = [];
  // Flights then arrive at once.
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  vi.stubGlobal("cancelAnimationFrame", () => {});
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => frames.push(draw));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("createCamera", () => {
  it("shows all of the map while the state has no view", () => {
    const state = createState();
    const camera = createCamera(PAPERS, WINDOW, state, buildPointGrid(PAPERS.x, PAPERS.y, 65_535));
    expect(camera.viewport()).toMatchObject({ width: 1000, height: 700, zoom: 1, scale: camera.fitted().scale });
    camera.zoomBy(2);
    expect(state.get().view!.zoom).toBe(2);
    camera.fit();
    expect(state.get().view).toBeNull();
  });

  it("flies to a paper, no less near than now", () => {
    const state = createState();
    const camera = createCamera(PAPERS, WINDOW, state, buildPointGrid(PAPERS.x, PAPERS.y, 65_535));
    camera.flyToPaper(1);
    expect(state.get().view).toEqual({ x: 10_000, y: 5000, zoom: 3 });
    camera.moveTo({ x: 0, y: 0, zoom: 3.5 });
    camera.flyToPaper(2);
    expect(state.get().view).toEqual({ x: 20_000, y: 10_000, zoom: 3.5 });
  });

  it("flies to some papers, and nowhere without any", () => {
    const state = createState();
    const camera = createCamera(PAPERS, WINDOW, state, buildPointGrid(PAPERS.x, PAPERS.y, 65_535));
    camera.fitRows([]);
    expect(state.get().view).toBeNull();
    camera.fitRows([0, 1]);
    expect(state.get().view!.zoom).toBeGreaterThan(1);
  });

  it("ends zooming with the two nearest papers in the window, and at the limit that was set", () => {
    const state = createState();
    const papers = { x: Uint16Array.of(0, 9000, 9600, 20_000), y: Uint16Array.of(0, 5000, 5400, 10_000) };
    const camera = createCamera(papers, WINDOW, state, buildPointGrid(papers.x, papers.y, 65_535));
    camera.moveTo({ x: 9100, y: 5300, zoom: 60 });
    const { x, y, zoom } = state.get().view!;
    expect(zoom).toBeGreaterThan(4);
    expect(zoom).toBeLessThan(60);
    const isSeen = (place: number, middle: number, side: number) =>
      Math.abs(place - middle) * camera.fitted().scale * zoom < side / 2;
    const inView = [0, 1, 2, 3].filter((row) => isSeen(papers.x[row]!, x, 1000) && isSeen(papers.y[row]!, y, 700));
    expect(inView).toEqual([1, 2]);
    camera.limitZoom(2);
    camera.fit();
    camera.zoomBy(3);
    expect(state.get().view!.zoom).toBe(2);
  });

  it("zooms about the nearest paper where the middle is empty, and tells where the zoom ends", () => {
    const state = createState();
    const papers = { x: Uint16Array.of(0, 9000, 9100, 20_000), y: Uint16Array.of(0, 5000, 5050, 10_000) };
    const camera = createCamera(papers, WINDOW, state, buildPointGrid(papers.x, papers.y, 65_535));
    expect([camera.canZoomBy(2), camera.canZoomBy(0.5)]).toEqual([true, false]);
    camera.moveTo({ x: 14_000, y: 7500, zoom: 40 });
    const before = state.get().view!;
    expect(before.zoom).toBeLessThan(10);
    camera.zoomBy(2);
    expect(state.get().view).toMatchObject({ x: 9100, y: 5050, zoom: 2 * before.zoom });
    for (let step = 0; step < 10 && camera.canZoomBy(2); step++) camera.zoomBy(2);
    const last = state.get().view!;
    expect([camera.canZoomBy(2), camera.canZoomBy(0.5)]).toEqual([false, true]);
    expect(last.zoom).toBeGreaterThan(40);
    camera.zoomBy(2);
    expect(state.get().view).toEqual(last);
  });

  it("keeps the middle on the map", () => {
    const state = createState();
    const camera = createCamera(PAPERS, WINDOW, state, buildPointGrid(PAPERS.x, PAPERS.y, 65_535));
    for (let step = 0; step < 10; step++) camera.panBy(0.5, 0);
    expect(state.get().view!.x).toBe(20_000);
  });
});

describe("createFrameRequest", () => {
  it("draws once a frame, however often it is asked", () => {
    let drawn = 0;
    const request = createFrameRequest(() => drawn++);
    request();
    request();
    expect(frames).toHaveLength(1);
    frames[0]!();
    request();
    expect([drawn, frames.length]).toEqual([1, 2]);
  });
});
