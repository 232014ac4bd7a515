import { createElement } from "../elements.ts";

/** Returns a part of a card under a small heading. */
export function createSection(heading: string, ...children: (Node | string)[]): HTMLElement {
  return createElement("section", { class: "part" }, createElement("h3", {}, heading), ...children);
}
