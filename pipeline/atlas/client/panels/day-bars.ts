import type { AtlasTopic } from "../../atlas-data.ts";
import { createElement } from "../elements.ts";
import type { DayBins } from "./day-bins.ts";
import { paintTopic } from "./items.ts";

/** Returns a bar a stretch of days: pale for all papers, full for those that are left. The numbers stand beside it in words. */
export function createDayBars(
  { size }: DayBins,
  all: Uint32Array,
  left: Uint32Array,
  topic: AtlasTopic | null = null,
): HTMLElement {
  const most = Math.max(1, ...all);
  const bars = Array.from({ length: size }, (_, bin) => {
    const full = createElement("span", { class: "fill" });
    const pale = createElement("span", { class: "pale" }, full);
    pale.style.height = `${(100 * all[bin]!) / most}%`;
    full.style.height = all[bin]! > 0 ? `${(100 * left[bin]!) / all[bin]!}%` : "0";
    return pale;
  });
  return paintTopic(createElement("div", { class: "day-bars", "aria-hidden": "true" }, ...bars), topic);
}
