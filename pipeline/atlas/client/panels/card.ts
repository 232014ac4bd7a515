import type { Atlas } from "../atlas.ts";
import { createElement, findElement } from "../elements.ts";
import { keepInSight } from "../map/keep-in-sight.ts";
import { type AtlasState, INITIAL_STATE } from "../state.ts";
import type { Store } from "../store.ts";
import type { Results } from "./follow-matches.ts";
import { createPaperCard } from "./paper-card.ts";
import { createSelectionCard } from "./selection-card.ts";
import type { Sheet } from "./sheet.ts";
import { createTopicCard } from "./topic-card.ts";

/** Shows what is open: the paper, else what is selected on the map, else the topic. */
export function mountCard(atlas: Atlas, results: Store<Results>, sheet: Sheet): void {
  const { state, index, data } = atlas;
  const card = findElement("card");
  const kind = createElement("p", { class: "kind" });
  const back = createElement("button", { type: "button", class: "plain back" }, "Back");
  const close = createElement("button", { type: "button", class: "plain", id: "card-close" }, "Close");
  const body = createElement("div", { class: "card-body" });
  card.append(createElement("div", { class: "card-head" }, kind, back, sheet.createSteps(), close), body);
  let opener: Element | null = null;

  function show(): void {
    const { paper, topic, selection } = state.get();
    const { selected } = results.get();
    const wasHidden = card.hidden;
    back.hidden = paper === null || (topic === null && selection === null);
    if (paper !== null) fill("Paper", createPaperCard(atlas, paper, results.get().words));
    else if (selection !== null && selected)
      fill("Selection", createSelectionCard(atlas, listLeft(selected), selected.length));
    else if (topic !== null) fill("Topic", createTopicCard(atlas, index.topicById.get(topic)!));
    else card.hidden = true;
    if (wasHidden && !card.hidden) opener = document.activeElement;
    document.documentElement.toggleAttribute("data-card", !card.hidden);
  }

  /** Going back to what was open before leaves the map as it is. */
  function reveal(next: AtlasState, previous: AtlasState): void {
    const { paper, topic } = next;
    if (paper !== null && paper !== previous.paper) {
      keepInSight(atlas.map, { x: data.papers.x[paper]!, y: data.papers.y[paper]! });
    } else if (paper === null && topic !== null && topic !== previous.topic) {
      keepInSight(atlas.map, index.topicById.get(topic)!);
    }
  }

  function listLeft(selected: Uint32Array): Uint32Array {
    const { shown, found } = atlas.matches.get();
    const mask = found ?? shown;
    return mask ? selected.filter((row) => mask[row] === 1) : selected;
  }

  function fill(name: string, nodes: readonly Node[]): void {
    // What had the focus is about to go.
    const hadFocus = body.contains(document.activeElement);
    card.hidden = false;
    kind.textContent = name;
    body.replaceChildren(...nodes);
    card.scrollTop = 0;
    if (hadFocus) body.querySelector<HTMLElement>(".card-title")?.focus({ preventScroll: true });
  }

  function shut(): void {
    const hadFocus = card.contains(document.activeElement);
    const { paper, selection } = state.get();
    if (paper !== null) state.update({ paper: null, topic: null, selection: null });
    else if (selection !== null) state.update({ selection: null, topic: null });
    else state.update({ topic: null });
    if (!hadFocus) return;
    if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) opener.focus();
    else atlas.map.focus();
  }

  close.addEventListener("click", shut);
  back.addEventListener("click", () => {
    state.update({ paper: null });
    body.querySelector<HTMLElement>(".card-title")?.focus();
  });
  card.addEventListener("keydown", (event) => {
    if (event.key === "Escape") shut();
  });
  state.subscribe(
    (next, previous) => {
      const isDrawn = next.selection !== null && next.selection !== previous.selection;
      // A shape drawn while a paper is open asks for what is in it.
      if (isDrawn && next.paper !== null && next.paper === previous.paper) state.update({ paper: null });
    },
    ["selection"],
  );
  state.subscribe(
    (next, previous) => {
      show();
      reveal(next, previous);
    },
    ["paper", "topic", "selection"],
  );
  state.subscribe(
    ({ paper }) => {
      if (paper !== null) atlas.announce(`Opened: ${data.papers.title[paper]}`);
    },
    ["paper"],
  );
  results.subscribe(() => {
    if (state.get().selection !== null && state.get().paper === null) show();
  });
  results.subscribe(() => {
    if (state.get().paper !== null) show();
  }, ["words"]);
  show();
  reveal(state.get(), INITIAL_STATE);
}
