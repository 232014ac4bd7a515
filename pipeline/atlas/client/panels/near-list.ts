import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import type { Store } from "../store.ts";
import type { Results } from "./follow-matches.ts";
import { createPaperItem } from "./items.ts";

/** Returns the papers near those that words found; hidden where there are none. */
export function createNearList(atlas: Atlas, results: Store<Results>): HTMLElement {
  const list = createElement("ol", { class: "papers", "aria-labelledby": "near-name" });
  const heading = createElement("h3", { id: "near-name", class: "note" }, "Near these, in other words");
  const element = createElement("section", { class: "near", hidden: true }, heading, list);
  const show = () => {
    const { near } = results.get();
    element.hidden = near.length === 0;
    list.replaceChildren(...Array.from(near, (row) => createPaperItem(atlas, row)));
  };
  results.subscribe(show, ["near"]);
  show();
  return element;
}
