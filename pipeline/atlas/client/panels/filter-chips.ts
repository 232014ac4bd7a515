import { NO_FILTERS } from "../../../search/filter-papers.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { writeShownDay } from "../shown-days.ts";
import type { AtlasState } from "../state.ts";
import { nameSource, ROLE_NAMES } from "./describe.ts";

type Chip = { name: string; without: Partial<AtlasState> };

/** Returns a line of buttons, one for each restriction that is on, which take it off, and one that takes off all. */
export function createFilterChips({ data, state, index }: Atlas): HTMLElement {
  const element = createElement("div", { class: "chips", role: "group", "aria-label": "Filters that are on" });

  function listChips(): Chip[] {
    const { filters, selection, query } = state.get();
    const topics = filters.topics.map((id) => ({
      name: index.topicById.get(id)?.label ?? String(id),
      without: { filters: { ...filters, topics: filters.topics.filter((other) => other !== id) } },
    }));
    const sources = filters.sources.map((source) => ({
      name: nameSource(source),
      without: { filters: { ...filters, sources: filters.sources.filter((other) => other !== source) } },
    }));
    const roles = filters.roles.map((role) => ({
      name: ROLE_NAMES[role],
      without: { filters: { ...filters, roles: filters.roles.filter((other) => other !== role) } },
    }));
    const chips: Chip[] = [...topics, ...sources, ...roles];
    if (filters.dates) {
      chips.push({
        name: filters.dates.map((day) => writeShownDay(day, data.dates)).join(" to "),
        without: { filters: { ...filters, dates: null } },
      });
    }
    if (selection) chips.push({ name: "Selected on the map", without: { selection: null } });
    if (query.trim() !== "") chips.push({ name: `“${query.trim()}”`, without: { query: "" } });
    return chips;
  }

  function show(): void {
    const chips = listChips();
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
