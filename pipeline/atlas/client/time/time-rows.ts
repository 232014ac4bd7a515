import { formatNumber } from "../../../text/format-figure.ts";
import type { AtlasTopic } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { drawBars } from "./time-bars.ts";
import { describeCounts, type TimeBins } from "./time-bins.ts";
import { countTopic } from "./topic-time.ts";

/** Returns a row of bars for each topic of level 0 under its broad one, the larger first, and what counts the papers that are 1 in `left` anew. */
export function createTimeRows(
  atlas: Pick<Atlas, "data" | "index">,
  bins: TimeBins,
): { element: HTMLElement; update(left: Uint8Array | null): void } {
  const { index } = atlas;
  const rows: ((left: Uint8Array | null) => void)[] = [];

  function createRow(topic: AtlasTopic): HTMLElement {
    const all = countTopic(atlas, bins, topic);
    const most = Math.max(...all);
    const dim = createElement("span", { class: "bars dim" }, drawBars(bins, [{ topic, counts: all }], most));
    const full = createElement("span", { class: "bars" });
    const words = createElement("span", { class: "visually-hidden" });
    rows.push((left) => {
      const counts = left ? countTopic(atlas, bins, topic, left) : all;
      full.replaceChildren(drawBars(bins, [{ topic, counts }], most));
      words.textContent = `, ${describeCounts(bins, counts)}`;
    });
    return createElement(
      "li",
      {},
      createElement(
        "button",
        { type: "button", class: "time-row", "data-topic": topic.id, title: topic.label },
        createElement("span", { class: "name", dir: "auto" }, topic.shortLabel ?? topic.label),
        words,
        createElement("span", { class: "row-bars" }, dim, full),
        createElement("span", { class: "most", "aria-hidden": "true" }, formatNumber(most)),
      ),
    );
  }

  function createFamily(root: AtlasTopic): HTMLElement {
    const topics = listFinest(root, index);
    const list = createElement("ul", { "aria-label": root.label }, ...topics.map(createRow));
    if (topics.length === 1 && topics[0] === root) return createElement("div", { class: "time-family" }, list);
    return createElement("div", { class: "time-family" }, createElement("h4", { dir: "auto" }, root.label), list);
  }

  const axis = createElement(
    "div",
    { class: "time-axis", "aria-hidden": "true" },
    createElement("span", {}, bins.nameOf(0)),
    createElement("span", { class: "end" }, bins.nameOf(bins.size - 1)),
  );
  const element = createElement("div", { class: "time-rows" }, axis, ...index.roots.map(createFamily));
  return { element, update: (left) => rows.forEach((update) => void update(left)) };
}

function listFinest(topic: AtlasTopic, index: Pick<Atlas["index"], "childrenOf">): AtlasTopic[] {
  const parts = index.childrenOf(topic.id);
  if (parts.length === 0) return [topic];
  return parts.flatMap((part) => listFinest(part, index)).sort((a, b) => b.size - a.size || a.id - b.id);
}
