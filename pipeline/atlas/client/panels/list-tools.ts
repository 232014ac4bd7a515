import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { LIST_ORDERS } from "../state.ts";
import type { Store } from "../store.ts";
import type { Results } from "./follow-matches.ts";
import { listOrders } from "./paper-orders.ts";

/** Papers that a ring is drawn round: of those that have all words, and where none has. */
const MOST_RINGED = 20;
const FEW_RINGED = 10;
/** How long the reader pauses before what was found is ringed. */
const PAUSE_MS = 500;

/** Returns what stands over the list: its order, a switch that keeps it to the papers in view, and a button that shows what was found on the map. */
export function createListTools(atlas: Atlas, results: Store<Results>): HTMLElement {
  const { state, map } = atlas;
  const inView = createElement("input", { type: "checkbox", id: "in-view" });
  const label = createElement("label", { class: "switch", for: "in-view" }, inView, "Papers in view");
  const fit = createElement("button", { type: "button", class: "plain", id: "show-found" }, "Show on the map");
  const order = createOrderChoice(atlas);
  const element = createElement("div", { class: "list-tools" }, order, label, fit);
  let timer = 0;

  function ring(): void {
    const { rows, best } = results.get();
    map.pulseRows(best.size > 0 ? [...best].slice(0, MOST_RINGED) : rows.subarray(0, FEW_RINGED));
  }

  function show(): void {
    const { view, isInView } = state.get();
    const { question, rows } = results.get();
    // All of the map has all papers in view.
    label.hidden = view === null && !isInView;
    inView.checked = isInView;
    fit.hidden = question === null || rows.length === 0;
  }

  inView.addEventListener("change", () => state.update({ isInView: inView.checked }));
  fit.addEventListener("click", () => {
    const { rows, best } = results.get();
    map.fitRows(best.size > 0 ? [...best] : rows);
    ring();
  });
  state.subscribe(show, ["view", "isInView"]);
  results.subscribe(show, ["rows", "question"]);
  results.subscribe(
    ({ question, isPending }) => {
      window.clearTimeout(timer);
      if (question && !isPending) timer = window.setTimeout(ring, PAUSE_MS);
    },
    ["question", "isPending", "isByMeaning"],
  );
  show();
  return element;
}

function createOrderChoice({ state, data }: Atlas): HTMLElement {
  const names = new Set<string>(listOrders(data).map(({ name }) => name));
  const select = createElement("select", { id: "list-order" });
  const best = createElement("option", { value: "best" });
  const others = LIST_ORDERS.filter((name) => names.has(name));
  select.append(best, ...others.map((name) => createElement("option", { value: name }, name)));
  const show = () => {
    best.textContent = state.get().query.trim() === "" ? "topic" : "relevance";
    select.value = state.get().order;
  };
  select.addEventListener("change", () =>
    state.update({ order: LIST_ORDERS.find((name) => name === select.value) ?? "best" }),
  );
  state.subscribe(show, ["order", "query"]);
  show();
  return createElement("label", { class: "order" }, "Sort by ", select);
}
