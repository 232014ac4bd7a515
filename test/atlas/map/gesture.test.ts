import { beforeEach, describe, expect, it } from "vitest";
import { createGesture, type PointerActions } from "../../../pipeline/atlas/client/map/gesture.ts";
import { extendSketch, finishSketch } from "../../../pipeline/atlas/client/map/sketch-shape.ts";
import type { Viewport } from "../../../pipeline/atlas/client/map/viewport.ts";
import { findWheelFactor } from "../../../pipeline/atlas/client/map/wheel-zoom.ts";
import type { Shape, Tool, View } from "../../../pipeline/atlas/client/state.ts";

/** One pixel is one unit, and place 0, 0 is at pixel 50, 50. */
const START: Viewport = { width: 100, height: 100, x: 0, y: 0, scale: 1, zoom: 1, mostZoom: 64 };

let viewport: Viewport;
let tool: Tool;
let did: unknown[];
let shapes: Shape[];
let gesture: ReturnType<typeof createGesture>;

beforeEach(() => {
  viewport = START;
  tool = "pan";
  did = [];
  shapes = [];
  const actions: PointerActions = {
    viewport: () => viewport,
    tool: () => tool,
    move: (view: View) => {
      viewport = { ...viewport, ...view, scale: view.zoom };
    },
    hover: (pixel) => did.push(["hover", pixel]),
    click: (pixel) => did.push(["click", pixel]),
    sketch: (corners) => did.push(["sketch", corners?.length ?? null]),
    select: (shape) => shapes.push(shape),
  };
  gesture = createGesture(actions, (isDragging) => did.push(["dragging", isDragging]));
});

describe("createGesture", () => {
  it("takes a pointer that hardly moves for a click", () => {
    gesture.begin(1, { x: 10, y: 10 }, false);
    gesture.move(1, { x: 13, y: 12 }, false);
    gesture.end(1, { x: 13, y: 12 });
    expect(viewport).toEqual(START);
    expect(did).toContainEqual(["click", { x: 13, y: 12 }]);
  });

  it("moves the map with a drag, which ends in no click", () => {
    gesture.begin(1, { x: 10, y: 10 }, false);
    gesture.move(1, { x: 30, y: 10 }, false);
    gesture.move(1, { x: 30, y: 25 }, false);
    gesture.end(1, { x: 30, y: 25 });
    expect([viewport.x, viewport.y]).toEqual([-20, -15]);
    expect(did).toEqual([
      ["dragging", true],
      ["hover", null],
      ["dragging", false],
      ["sketch", null],
    ]);
  });

  it("zooms by the distance of two fingers, and goes on moving with the one that stays", () => {
    gesture.begin(1, { x: 40, y: 50 }, false);
    gesture.begin(2, { x: 60, y: 50 }, false);
    gesture.move(2, { x: 80, y: 50 }, true);
    expect(viewport.zoom).toBe(2);
    gesture.end(2, { x: 80, y: 50 });
    const { x } = viewport;
    gesture.move(1, { x: 50, y: 50 }, true);
    expect(viewport.x).toBe(x - 5);
    gesture.end(1, { x: 50, y: 50 });
    expect(did.filter((action) => Array.isArray(action) && action[0] === "click")).toEqual([]);
  });

  it("hovers with a mouse that is not down, and not with a finger", () => {
    gesture.move(1, { x: 5, y: 6 }, false);
    gesture.move(2, { x: 7, y: 8 }, true);
    expect(did).toEqual([["hover", { x: 5, y: 6 }]]);
  });

  it("draws a rectangle with shift or its tool, and gives it up when the pointer is cancelled", () => {
    gesture.begin(1, { x: 60, y: 60 }, true);
    gesture.move(1, { x: 80, y: 70 }, false);
    gesture.cancel(1);
    expect(shapes).toEqual([]);
    tool = "rectangle";
    gesture.begin(1, { x: 60, y: 60 }, false);
    gesture.move(1, { x: 80, y: 70 }, false);
    gesture.end(1, { x: 80, y: 70 });
    expect(shapes).toEqual([{ kind: "rectangle", points: [10, 10, 30, 20] }]);
    expect(viewport).toEqual(START);
  });

  it("draws a lasso, but none of two corners", () => {
    tool = "lasso";
    gesture.begin(1, { x: 50, y: 50 }, false);
    gesture.move(1, { x: 60, y: 50 }, false);
    gesture.end(1, { x: 60, y: 50 });
    expect(shapes).toEqual([]);
    gesture.begin(1, { x: 50, y: 50 }, false);
    gesture.move(1, { x: 60, y: 50 }, false);
    gesture.move(1, { x: 60, y: 60 }, false);
    gesture.end(1, { x: 60, y: 60 });
    expect(shapes).toEqual([{ kind: "lasso", points: [0, 0, 10, 0, 10, 10] }]);
  });
});

describe("extendSketch", () => {
  const from = { x: 0, y: 0 };

  it("has the four corners of a rectangle, whatever was drawn", () => {
    expect(extendSketch("rectangle", from, [9, 9], { x: 2, y: 3 })).toEqual([0, 0, 2, 0, 2, 3, 0, 3]);
  });

  it("adds a corner to a lasso where the last one is four pixels away", () => {
    const corners = extendSketch("lasso", from, null, { x: 4, y: 0 });
    expect(corners).toEqual([0, 0, 4, 0]);
    expect(extendSketch("lasso", from, corners, { x: 6, y: 0 })).toBe(corners);
  });
});

describe("finishSketch", () => {
  it("keeps two corners of a rectangle, in whole units of the map", () => {
    const near = { ...START, scale: 4, zoom: 4 };
    expect(finishSketch("rectangle", [50, 50, 55, 50, 55, 52, 50, 52], near)).toEqual({
      kind: "rectangle",
      points: [0, 0, 1, 1],
    });
    expect(finishSketch("lasso", [50, 50, 55, 50], near)).toBeNull();
  });
});

describe("findWheelFactor", () => {
  const factor = (deltaY: number, deltaMode = 0, ctrlKey = false) => findWheelFactor({ deltaY, deltaMode, ctrlKey });

  it("zooms in when turned away, out when turned back, by as much", () => {
    expect(factor(-100)).toBeGreaterThan(1);
    expect(factor(100) * factor(-100)).toBeCloseTo(1, 12);
  });

  it("counts lines and pages in pixels, pinches fourfold, and bounds a turn", () => {
    expect(factor(-2, 1)).toBe(factor(-48));
    expect(factor(-1, 2)).toBe(factor(-240));
    expect(factor(-10, 0, true)).toBe(factor(-40));
    expect(factor(-1e6)).toBeCloseTo(Math.exp(0.75), 12);
  });
});
