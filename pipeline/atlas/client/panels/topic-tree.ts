import { formatCount, formatNumber } from "../../../text/format-figure.ts";
import { ROLES } from "../../../topics/paper-role.ts";
import { type AtlasTopic, NONE } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement, findElement } from "../elements.ts";
import type { Store } from "../store.ts";
import { binBesideMap, createSparkline } from "../time/topic-time.ts";
import { createTrendList } from "../time/trend-list.ts";
import type { Results } from "./follow-matches.ts";
import { createTopicDot, paintTopic } from "./items.ts";

type Branch = { item: HTMLLIElement; button: HTMLButtonElement; size: HTMLElement; bar: HTMLElement };

/** Returns the topics with their parts and sizes; its card holds the papers of the one that is selected. */
export function createTopicTree(atlas: Atlas, results: Store<Results>): HTMLElement {
  const { data, index, state, matches } = atlas;
  const bins = binBesideMap(atlas);
  const trends = createTrendList(atlas);
  const branches = new Map<number, Branch>();
  const largest = Math.max(1, ...data.topics.map(({ size }) => size));
  const element = createElement("ul", { class: "tree", "aria-label": "Topics" }, ...index.roots.map(createBranch));
  const without = createElement("p", { class: "quiet note" });

  function createBranch(topic: AtlasTopic): HTMLLIElement {
    const parts = index.childrenOf(topic.id);
    const size = createElement("span", { class: "size" });
    const bar = paintTopic(createElement("span", { class: "fill" }), topic);
    const button = createElement(
      "button",
      { type: "button", class: "topic-row", "data-topic": topic.id, "aria-pressed": "false" },
      createTopicDot(topic),
      createElement("span", { class: "name", dir: "auto" }, topic.label),
      size,
      createElement("span", { class: "meter", "aria-hidden": "true" }, bar),
    );
    if (bins) button.append(createSparkline(atlas, bins, topic));
    button.title = topic.label;
    const item = createElement("li", { class: parts.length > 0 ? "broad" : null }, button);
    if (parts.length > 0) {
      item.append(createElement("ul", { "aria-label": `Parts of ${topic.label}` }, ...parts.map(createBranch)));
    }
    branches.set(topic.id, { item, button, size, bar });
    return item;
  }

  function countPapers(): void {
    const { shown, found } = matches.get();
    const mask = found ?? shown;
    for (const topic of data.topics) {
      const rows = index.papersOf(topic.id);
      const left = mask ? rows.reduce((sum, row) => sum + mask[row]!, 0) : rows.length;
      const { size, bar, item } = branches.get(topic.id)!;
      size.textContent = mask ? `${formatNumber(left)} of ${formatNumber(rows.length)}` : formatCount(left, "paper");
      bar.style.width = `${(100 * left) / largest}%`;
      item.classList.toggle("empty", left === 0);
    }
  }

  /** A topic that is out of sight comes to the middle, its parts below it; one that is seen stays where it is. */
  function reveal(button: HTMLElement): void {
    const { top, bottom } = button.getBoundingClientRect();
    const head = document.querySelector(".side-head")?.getBoundingClientRect().bottom ?? 0;
    const isSeen = top >= head && bottom <= findElement("side").getBoundingClientRect().bottom;
    if (!isSeen) button.scrollIntoView({ block: "center" });
  }

  function select(): void {
    for (const [id, { button }] of branches) button.setAttribute("aria-pressed", String(id === state.get().topic));
    const { topic } = state.get();
    // At the start the list is not yet in the page.
    if (topic !== null) requestAnimationFrame(() => reveal(branches.get(topic)!.button));
  }

  // A second click lets the topic go.
  element.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>(".topic-row");
    if (!button || Number(button.dataset.topic) !== state.get().topic || state.get().paper !== null) return;
    event.stopPropagation();
    state.update({ topic: null });
  });
  const left = data.papers.topicOf.filter((id) => id === NONE).length;
  const unsettled = data.papers.role.filter((role) => ROLES[role] === "unsettled").length;
  without.textContent = left > 0 ? `${formatCount(left, "paper")} in no topic.` : "";
  if (unsettled > 0) without.append(" ", createUnsettledButton(atlas, unsettled));
  state.subscribe(select, ["topic"]);
  results.subscribe(countPapers);
  countPapers();
  select();
  return createElement("div", {}, ...(trends ? [trends] : []), element, without);
}

/** Returns a button that shows the papers that fit no topic yet. */
function createUnsettledButton({ state }: Pick<Atlas, "state">, count: number): HTMLElement {
  const name = `${formatNumber(count)} unsettled: new, and ${count === 1 ? "fits" : "fit"} no topic yet`;
  const button = createElement("button", { type: "button", class: "plain", id: "show-unsettled" }, name);
  button.addEventListener("click", () =>
    state.update({ filters: { ...state.get().filters, roles: ["unsettled"] }, panel: "papers" }),
  );
  return button;
}
