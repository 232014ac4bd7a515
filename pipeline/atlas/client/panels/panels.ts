import type { Atlas } from "../atlas.ts";
import { createElement, findElement } from "../elements.ts";
import { mountCard } from "./card.ts";
import { createChartsPanel } from "./charts-panel.ts";
import { describeResults } from "./describe-results.ts";
import { createFilterChips } from "./filter-chips.ts";
import { createFiltersPanel } from "./filters-panel.ts";
import { followMatches } from "./follow-matches.ts";
import { connectItems } from "./items.ts";
import { connectListKeys } from "./list-keys.ts";
import { createResultsPanel } from "./results-panel.ts";
import { mountSearchBox } from "./search-box.ts";
import { createSheet } from "./sheet.ts";
import { mountTable } from "./table-view.ts";
import { createTabs } from "./tabs.ts";
import { createTopicTree } from "./topic-tree.ts";

/** Fills the slots of the page beside the map, and keeps `matches` true to the state. */
export function mountPanels(atlas: Atlas): void {
  const results = followMatches(atlas);
  const count = atlas.data.papers.id.length;
  mountSearchBox(atlas);
  const [tabs, panels] = createTabs(atlas.state, {
    topics: createTopicTree(atlas, results),
    papers: createResultsPanel(atlas, results),
    filters: createFiltersPanel(atlas),
    charts: createChartsPanel(atlas),
  });
  const status = createElement("p", { id: "status", role: "status" });
  const show = () => {
    status.textContent = describeResults(results.get(), count);
  };
  results.subscribe(show);
  show();
  const sheet = createSheet(atlas.announce);
  const head = createElement(
    "div",
    { class: "side-head" },
    tabs,
    status,
    sheet.createSteps(),
    createFilterChips(atlas),
  );
  findElement("side").append(createElement("h2", { class: "visually-hidden" }, "Topics and papers"), head, panels);
  mountCard(atlas, results, sheet);
  mountTable(atlas, results);
  connectItems(atlas);
  atlas.state.subscribe(sheet.raise, ["query", "paper", "topic", "selection", "panel"]);
  connectListKeys();
}
