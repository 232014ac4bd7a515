import type { Shape, Tool, View } from "../state.ts";
import { extendSketch, finishSketch } from "./sketch-shape.ts";
import { panBy, type Viewport, zoomAt } from "./viewport.ts";

/** CSS pixels from the map's corner. */
export type Pixel = { x: number; y: number };

/** What the mouse, pen and fingers do on the map. */
export type PointerActions = {
  viewport(): Viewport;
  tool(): Tool;
  move(view: View): void;
  /** The pointer rests at, or left (null). */
  hover(pixel: Pixel | null): void;
  click(pixel: Pixel): void;
  /** A shape is being drawn, in pixels, x and y in turn; null where it was given up. */
  sketch(corners: readonly number[] | null): void;
  select(shape: Shape): void;
};

/** Follows pointers, each by the browser's number for it. */
export type Gesture = {
  begin(id: number, pixel: Pixel, hasShift: boolean): void;
  /** A pointer that is not down rests at a pixel, unless it is a finger. */
  move(id: number, pixel: Pixel, isTouch: boolean): void;
  end(id: number, pixel: Pixel): void;
  cancel(id: number): void;
};

/** Movement of less than this many pixels is a click. */
const CLICK_REACH = 5;

/** Returns a gesture: one pointer moves the map or draws a shape, two zoom, and one that hardly moves clicks. `showDragging` is told when a drag begins and ends. */
export function createGesture(actions: PointerActions, showDragging: (isDragging: boolean) => void): Gesture {
  const pointers = new Map<number, Pixel>();
  let start: Pixel | null = null;
  let isDragging = false;
  let kind: Shape["kind"] | null = null;
  let corners: readonly number[] | null = null;

  function giveUp(): void {
    start = null;
    kind = null;
    corners = null;
    actions.sketch(null);
  }

  function drag(from: Pixel, last: Pixel, id: number, pixel: Pixel): void {
    if (!isDragging && Math.hypot(pixel.x - from.x, pixel.y - from.y) < CLICK_REACH) return;
    if (!isDragging) {
      isDragging = true;
      showDragging(true);
      actions.hover(null);
    }
    pointers.set(id, pixel);
    if (kind) sketch(kind, from, pixel);
    else actions.move(panBy(actions.viewport(), pixel.x - last.x, pixel.y - last.y));
  }

  function sketch(drawn: Shape["kind"], from: Pixel, to: Pixel): void {
    const extended = extendSketch(drawn, from, corners, to);
    if (extended === corners) return;
    corners = extended;
    actions.sketch(corners);
  }

  function finish(pixel: Pixel, wasDragging: boolean): void {
    if (!wasDragging) actions.click(pixel);
    else if (kind && corners) {
      const shape = finishSketch(kind, corners, actions.viewport());
      if (shape) actions.select(shape);
    }
    giveUp();
  }

  function release(): void {
    isDragging = false;
    showDragging(false);
  }

  return {
    begin(id, pixel, hasShift) {
      pointers.set(id, pixel);
      if (pointers.size > 1) {
        giveUp();
        return;
      }
      start = pixel;
      isDragging = false;
      const tool = hasShift ? "rectangle" : actions.tool();
      kind = tool === "pan" ? null : tool;
    },
    move(id, pixel, isTouch) {
      const last = pointers.get(id);
      if (!last) {
        if (!isTouch) actions.hover(pixel);
      } else if (pointers.size === 2) {
        const [other] = [...pointers].filter(([key]) => key !== id).map(([, place]) => place);
        pointers.set(id, pixel);
        pinch(actions, other!, last, pixel);
      } else if (start) drag(start, last, id, pixel);
    },
    end(id, pixel) {
      if (!pointers.delete(id)) return;
      const wasDragging = isDragging;
      release();
      if (pointers.size === 1) {
        // The finger that stays goes on moving the map.
        start = [...pointers.values()][0]!;
        isDragging = true;
      } else if (start) {
        start = null;
        finish(pixel, wasDragging);
      }
    },
    cancel(id) {
      pointers.delete(id);
      release();
      giveUp();
    },
  };
}

/** Follows one of two fingers, while the other rests: their middle moves the map, and their distance zooms it. */
function pinch({ viewport, move }: PointerActions, other: Pixel, last: Pixel, pixel: Pixel): void {
  const spread = (finger: Pixel) => Math.max(1, Math.hypot(finger.x - other.x, finger.y - other.y));
  const middle = { x: (pixel.x + other.x) / 2, y: (pixel.y + other.y) / 2 };
  move(panBy(viewport(), (pixel.x - last.x) / 2, (pixel.y - last.y) / 2));
  move(zoomAt(viewport(), spread(pixel) / spread(last), middle.x, middle.y));
}
