import { NO_FILTERS } from "../../../search/filter-papers.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { listRestrictions } from "../restrictions.ts";

/** Returns a line of buttons, one for each restriction that is on, which take it off, and one that takes off all. */
export function createFilterChips({ data, state, index }: Atlas): HTMLElement {
  const element = createElement("div", { class: "chips", role: "group", "aria-label": "Filters that are on" });

  function show(): void {
    const chips = listRestrictions({ data, index }, state.get());
    const hadFocus = element.contains(document.activeElement);
    element.hidden = chips.length === 0;
    const buttons = chips.map(({ name, without }) => {
      const button = createElement(
        "button",
        { type: "button", class: "chip", "aria-label": `Take off: ${name}` },
        createElement("span", { class: "name", dir: "auto" }, name),
        createElement("span", { "aria-hidden": "true" }, "×"),
      );
      button.addEventListener("click", () => state.update(without));
      return button;
    });
    const clear = createElement("button", { type: "button", class: "plain", id: "clear-all" }, "Clear all");
    clear.addEventListener("click", () => state.update({ filters: NO_FILTERS, selection: null, query: "" }));
    element.replaceChildren(...buttons, clear);
    if (!hadFocus) return;
    if (chips.length > 0) clear.focus();
    else document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
  }

  state.subscribe(show, ["filters", "selection", "query"]);
  show();
  return element;
}
