import { createGesture, type Pixel, type PointerActions } from "./gesture.ts";
import { zoomAt } from "./viewport.ts";
import { findWheelFactor } from "./wheel-zoom.ts";

/** Drag moves, the wheel and two fingers zoom, shift-drag and the selection tools draw a shape. */
export function listenToPointer(element: HTMLElement, actions: PointerActions): void {
  const gesture = createGesture(actions, (isDragging) => {
    if (isDragging) element.dataset.dragging = "true";
    else delete element.dataset.dragging;
  });
  const locate = (event: MouseEvent): Pixel => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    gesture.begin(event.pointerId, locate(event), event.shiftKey);
  });
  element.addEventListener("pointermove", (event) =>
    gesture.move(event.pointerId, locate(event), event.pointerType === "touch"),
  );
  element.addEventListener("pointerup", (event) => gesture.end(event.pointerId, locate(event)));
  element.addEventListener("pointercancel", (event) => gesture.cancel(event.pointerId));
  element.addEventListener("pointerleave", () => actions.hover(null));
  listenToWheel(element, ({ x, y }, factor) => actions.move(zoomAt(actions.viewport(), factor, x, y)), locate);
}

/** Where the page itself scrolls, the wheel zooms only while the map has the focus or Ctrl is held. */
function listenToWheel(
  element: HTMLElement,
  zoom: (pixel: Pixel, factor: number) => void,
  locate: (event: MouseEvent) => Pixel,
): void {
  element.addEventListener(
    "wheel",
    (event) => {
      const scrolls = document.documentElement.scrollHeight > window.innerHeight + 1;
      if (scrolls && !event.ctrlKey && document.activeElement !== element) return;
      event.preventDefault();
      zoom(locate(event), findWheelFactor(event));
    },
    { passive: false },
  );
}
