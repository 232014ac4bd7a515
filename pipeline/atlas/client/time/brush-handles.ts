import { createElement } from "../elements.ts";
import { type ChosenDays, chooseBins, findBins, moveAll, moveEdge } from "./brush.ts";
import type { TimeBins } from "./time-bins.ts";

/** The parts of a brush that move by keyboard: its two edges, and all of it at once. */
export type BrushPart = "first" | "last" | "all";

export type BrushHandles = {
  /** The chosen days, with the two edges in it. */
  element: HTMLElement;
  show(days: ChosenDays): void;
};

const NAMES: Record<BrushPart, string> = {
  first: "First day shown",
  last: "Last day shown",
  all: "All days shown, moved together",
};

/** Returns the chosen days as a box over the bars, with edges to move by arrow keys, Page up and down, Home and End. */
export function createBrushHandles(
  bins: TimeBins,
  write: (day: number) => string,
  { get, choose }: { get(): ChosenDays; choose(days: ChosenDays): void },
): BrushHandles {
  const edges = { first: createHandle("first"), last: createHandle("last") };
  const all = createHandle("all");
  const element = createElement("div", { class: "brush-range" }, all, edges.first, edges.last);

  function createHandle(part: BrushPart): HTMLElement {
    const handle = createElement("div", {
      class: part === "all" ? "brush-all" : `brush-edge ${part}`,
      id: `brush-${part}`,
      role: "slider",
      tabindex: "0",
      "aria-label": NAMES[part],
      "aria-valuemin": 0,
      "aria-valuemax": bins.size - 1,
      "data-part": part,
    });
    handle.addEventListener("keydown", (event) => {
      const days = get();
      const [low, high] = findBins(bins, days);
      const here = part === "last" ? high : low;
      const page = Math.max(1, Math.round(bins.size / 10));
      const targets: Record<string, number> = {
        ArrowLeft: here - 1,
        ArrowDown: here - 1,
        ArrowRight: here + 1,
        ArrowUp: here + 1,
        PageDown: here - page,
        PageUp: here + page,
        Home: 0,
        End: bins.size - 1,
      };
      const target = targets[event.key];
      if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      choose(part === "all" ? moveAll(bins, days, target - here) : moveEdge(bins, days, part, target));
    });
    return handle;
  }

  return {
    element,
    show(days) {
      const [low, high] = days ?? [bins.first, bins.last];
      const [lowBin, highBin] = findBins(bins, days);
      const right = days ? bins.placeOf(high + 1) || bins.size : bins.size;
      const left = days ? bins.placeOf(low) : 0;
      const end = high >= bins.last ? bins.size : right;
      element.style.left = `${(100 * left) / bins.size}%`;
      element.style.right = `${100 - (100 * end) / bins.size}%`;
      element.dataset.chosen = String(days !== null);
      const texts = { first: write(low), last: write(high), all: `${write(low)} to ${write(high)}` };
      const values = { first: lowBin, last: highBin, all: lowBin };
      for (const handle of [all, edges.first, edges.last]) {
        const part = handle.dataset.part as BrushPart;
        handle.setAttribute("aria-valuenow", String(values[part]));
        handle.setAttribute("aria-valuetext", texts[part]);
      }
      // There is nothing to move where all days are shown.
      all.tabIndex = days ? 0 : -1;
      all.setAttribute("aria-disabled", String(days === null));
    },
  };
}

/** Has drags over the bars choose days in whole bins: an edge that is taken, all of the box where it is taken inside, or new days. */
export function followBrushDrag(
  track: HTMLElement,
  bins: TimeBins,
  { get, choose }: { get(): ChosenDays; choose(days: ChosenDays): void },
): void {
  let drag: { part: BrushPart | "new"; bin: number; days: ChosenDays; isMoved: boolean } | null = null;
  const binAt = (event: PointerEvent) => {
    const { left, width } = track.getBoundingClientRect();
    return Math.max(0, Math.min(bins.size - 1, Math.floor(((event.clientX - left) / width) * bins.size)));
  };
  const follow = ({ part, bin, days }: NonNullable<typeof drag>, to: number): ChosenDays => {
    if (part === "new") return chooseBins(bins, bin, to);
    return part === "all" ? moveAll(bins, days, to - bin) : moveEdge(bins, days, part, to);
  };
  track.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const part = (event.target as HTMLElement).closest<HTMLElement>("[data-part]")?.dataset.part as
      | BrushPart
      | undefined;
    const days = get();
    track.setPointerCapture(event.pointerId);
    drag = { part: part === "all" && !days ? "new" : (part ?? "new"), bin: binAt(event), days, isMoved: false };
  });
  track.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const bin = binAt(event);
    if (bin !== drag.bin) drag.isMoved = true;
    if (drag.isMoved) choose(follow(drag, bin));
  });
  track.addEventListener("pointerup", () => {
    // A click that moves nothing chooses the bar under it.
    if (drag && !drag.isMoved && (drag.part === "new" || drag.part === "all"))
      choose(chooseBins(bins, drag.bin, drag.bin));
    drag = null;
  });
  track.addEventListener("pointercancel", () => {
    if (drag) choose(drag.days);
    drag = null;
  });
}
