import { createElement } from "../elements.ts";
import { type AtlasState, PANELS, type SidePanel } from "../state.ts";
import type { Store } from "../store.ts";

const NAMES: Record<SidePanel, string> = { topics: "Topics", papers: "Papers", filters: "Filters", charts: "Charts" };

/** Returns the tabs of the column and what they show; the arrow keys go from tab to tab. */
export function createTabs(
  state: Store<AtlasState>,
  contents: Record<SidePanel, HTMLElement>,
): [tabs: HTMLElement, panels: HTMLElement] {
  const tabs = PANELS.map((panel) => {
    const attributes = { type: "button", role: "tab", id: `tab-${panel}`, "aria-controls": `panel-${panel}` };
    const tab = createElement("button", attributes, NAMES[panel]);
    tab.addEventListener("click", () => state.update({ panel }));
    return tab;
  });
  const panels = PANELS.map((panel) => {
    const attributes = { role: "tabpanel", id: `panel-${panel}`, "aria-labelledby": `tab-${panel}`, class: "panel" };
    return createElement("div", attributes, contents[panel]);
  });
  const list = createElement("div", { role: "tablist", class: "tabs", "aria-label": "Beside the map" }, ...tabs);
  list.addEventListener("keydown", (event) => {
    const place = PANELS.indexOf(state.get().panel);
    const steps: Record<string, number> = {
      ArrowRight: (place + 1) % tabs.length,
      ArrowLeft: (place + tabs.length - 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    state.update({ panel: PANELS[next]! });
    tabs[next]!.focus();
  });
  const show = () => {
    for (const [place, panel] of PANELS.entries()) {
      const isOpen = state.get().panel === panel;
      tabs[place]!.setAttribute("aria-selected", String(isOpen));
      tabs[place]!.tabIndex = isOpen ? 0 : -1;
      panels[place]!.hidden = !isOpen;
    }
  };
  state.subscribe(show, ["panel"]);
  show();
  return [list, createElement("div", {}, ...panels)];
}
