import type { Shape, Tool, View } from "../state.ts";
import { panBy, toPlace, type Viewport, zoomAt } from "./viewport.ts";

/** CSS pixels from the map's corner. */
type Pixel = { x: number; y: number };

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

/** Movement up to this many pixels is a click. */
const CLICK_REACH = 5;
/** Pixels between the corners of a lasso. */
const LASSO_STEP = 4;
const WHEEL_PIXELS_PER_FACTOR = 320;
const LINE_PIXELS = 24;

/**
 * Drag moves, the wheel and two fingers zoom, shift-drag and the selection tools draw a shape. Where the page itself scrolls, the wheel zooms only while the map has the focus
 * or Ctrl is held.
 */
export function listenToPointer(element: HTMLElement, actions: PointerActions): void {
  const pointers = new Map<number, Pixel>();
  let start: Pixel | null = null;
  let isDragging = false;
  let corners: number[] | null = null;
  let sketching: Exclude<Tool, "pan"> | null = null;

  const locate = (event: MouseEvent) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  function begin(event: PointerEvent): void {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    const pixel = locate(event);
    pointers.set(event.pointerId, pixel);
    if (pointers.size > 1) {
      giveUp();
      return;
    }
    start = pixel;
    isDragging = false;
    const tool = event.shiftKey ? "rectangle" : actions.tool();
    sketching = tool === "pan" ? null : tool;
  }

  function move(event: PointerEvent): void {
    const pixel = locate(event);
    const last = pointers.get(event.pointerId);
    if (!last) {
      if (event.pointerType !== "touch") actions.hover(pixel);
      return;
    }
    if (pointers.size === 2) pinch(event.pointerId, last, pixel);
    else if (start) drag(start, last, event.pointerId, pixel);
  }

  function drag(start: Pixel, last: Pixel, id: number, pixel: Pixel): void {
    if (!isDragging && Math.hypot(pixel.x - start.x, pixel.y - start.y) < CLICK_REACH) return;
    if (!isDragging) {
      isDragging = true;
      element.dataset.dragging = "true";
      actions.hover(null);
    }
    pointers.set(id, pixel);
    if (sketching) sketch(sketching, start, pixel);
    else actions.move(panBy(actions.viewport(), pixel.x - last.x, pixel.y - last.y));
  }

  function sketch(tool: Exclude<Tool, "pan">, from: Pixel, to: Pixel): void {
    if (tool === "rectangle") corners = [from.x, from.y, to.x, from.y, to.x, to.y, from.x, to.y];
    else {
      corners ??= [from.x, from.y];
      const [x, y] = corners.slice(-2);
      if (Math.hypot(to.x - x!, to.y - y!) < LASSO_STEP) return;
      corners.push(to.x, to.y);
    }
    actions.sketch(corners);
  }

  function pinch(id: number, last: Pixel, pixel: Pixel): void {
    const [other] = [...pointers].filter(([key]) => key !== id).map(([, place]) => place);
    pointers.set(id, pixel);
    const spread = (a: Pixel) => Math.max(1, Math.hypot(a.x - other!.x, a.y - other!.y));
    const middle = { x: (pixel.x + other!.x) / 2, y: (pixel.y + other!.y) / 2 };
    actions.move(panBy(actions.viewport(), (pixel.x - last.x) / 2, (pixel.y - last.y) / 2));
    actions.move(zoomAt(actions.viewport(), spread(pixel) / spread(last), middle.x, middle.y));
  }

  function end(event: PointerEvent): void {
    if (!pointers.delete(event.pointerId)) return;
    const pixel = locate(event);
    const wasDragging = isDragging;
    isDragging = false;
    delete element.dataset.dragging;
    if (pointers.size === 1) {
      // The finger that stays goes on moving the map.
      start = [...pointers.values()][0]!;
      isDragging = true;
      return;
    }
    if (!start) return;
    start = null;
    if (!wasDragging) actions.click(pixel);
    else if (sketching && corners && corners.length >= 6) {
      actions.select({ kind: sketching, points: toPlaces(sketching, corners) });
    }
    giveUp();
  }

  function toPlaces(kind: Shape["kind"], pixels: readonly number[]): number[] {
    const viewport = actions.viewport();
    const places: number[] = [];
    for (let index = 0; index < pixels.length; index += 2) {
      const { x, y } = toPlace(viewport, pixels[index]!, pixels[index + 1]!);
      places.push(Math.round(x), Math.round(y));
    }
    return kind === "lasso" ? places : [places[0]!, places[1]!, places[4]!, places[5]!];
  }

  function giveUp(): void {
    start = null;
    sketching = null;
    corners = null;
    actions.sketch(null);
  }

  element.addEventListener("pointerdown", begin);
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", end);
  element.addEventListener("pointercancel", (event) => {
    pointers.delete(event.pointerId);
    isDragging = false;
    delete element.dataset.dragging;
    giveUp();
  });
  element.addEventListener("pointerleave", () => actions.hover(null));
  element.addEventListener(
    "wheel",
    (event) => {
      const scrolls = document.documentElement.scrollHeight > window.innerHeight + 1;
      if (scrolls && !event.ctrlKey && document.activeElement !== element) return;
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === 1 ? LINE_PIXELS : event.deltaMode === 2 ? 400 : 1);
      const bounded = Math.min(240, Math.max(-240, event.ctrlKey ? pixels * 4 : pixels));
      const { x, y } = locate(event);
      actions.move(zoomAt(actions.viewport(), Math.exp(-bounded / WHEEL_PIXELS_PER_FACTOR), x, y));
    },
    { passive: false },
  );
}
