import type { Atlas, MapControl } from "../atlas.ts";
import { createTopicWalk, type WalkActions } from "./topic-walk.ts";

/** What the keys do on the map. */
export type KeyActions = WalkActions & Pick<MapControl, "panBy" | "zoomBy" | "fit">;

/** Factor of a step of zooming, by key or button. */
export const ZOOM_STEP = 1.5;
/** Part of the window. */
const PAN_STEP = 1 / 8;

/** Arrows, + - 0, N and P, Enter and Escape, while the map has the focus. */
export function listenToKeys(element: HTMLElement, atlas: Omit<Atlas, "map">, actions: KeyActions): void {
  const { state } = atlas;
  const walk = createTopicWalk(atlas, actions);
  const keys: Record<string, () => void> = {
    ArrowLeft: () => actions.panBy(-PAN_STEP, 0),
    ArrowRight: () => actions.panBy(PAN_STEP, 0),
    ArrowUp: () => (walk.isAmongPapers() ? walk.stepPaper(-1) : actions.panBy(0, -PAN_STEP)),
    ArrowDown: () => (walk.isAmongPapers() ? walk.stepPaper(1) : actions.panBy(0, PAN_STEP)),
    "+": () => actions.zoomBy(ZOOM_STEP),
    "=": () => actions.zoomBy(ZOOM_STEP),
    "-": () => actions.zoomBy(1 / ZOOM_STEP),
    "0": actions.fit,
    n: () => walk.stepTopic(1),
    p: () => walk.stepTopic(-1),
    Enter: walk.enter,
    Escape: () => {
      if (!walk.goBack()) element.blur();
    },
  };

  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
  // What the mouse brought up can be sent away wherever the focus is.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.get().hovered !== null) state.update({ hovered: null });
  });
  element.addEventListener("blur", walk.stop);
}
