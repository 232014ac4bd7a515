import { findForms, type TextMatch } from "../../../search/match-words.ts";
import { formatPercent } from "../../../text/format-figure.ts";
import { type AtlasTopic, FRACTION_UNIT } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { nameNoTopic } from "./describe.ts";

/** Returns the element with the topic's two colours, for CSS to choose by theme; none of them for no topic. */
export function paintTopic<Kind extends HTMLElement>(element: Kind, topic: AtlasTopic | null | undefined): Kind {
  if (topic) {
    element.style.setProperty("--light", topic.color);
    element.style.setProperty("--dark", topic.darkColor);
  }
  return element;
}

/** Returns a small disc in the topic's colour. */
export function createTopicDot(topic: AtlasTopic | null | undefined): HTMLElement {
  return paintTopic(createElement("span", { class: "topic-dot", "aria-hidden": "true" }), topic);
}

/** Returns a button that selects a topic. */
export function createTopicLink(topic: AtlasTopic): HTMLElement {
  return createElement(
    "button",
    { type: "button", class: "topic-link", "data-topic": topic.id },
    createTopicDot(topic),
    createElement("span", { dir: "auto" }, topic.label),
  );
}

/** Returns a text's nodes with the matches marked, as a kind of mark where one is given; one that overlaps an earlier one is left out. */
export function markText(text: string, matches: readonly TextMatch[], kind?: "reason"): (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let end = 0;
  for (const match of [...matches].sort((a, b) => a.start - b.start)) {
    if (match.start < end) continue;
    nodes.push(
      text.slice(end, match.start),
      createElement("mark", { class: kind ?? null }, text.slice(match.start, match.end)),
    );
    end = match.end;
  }
  nodes.push(text.slice(end));
  return nodes;
}

/** Returns an item of a list of papers: a button that opens the paper; `note` stands under the title in place of its topic. */
export function createPaperItem(
  { data: { papers }, index, state }: Pick<Atlas, "data" | "index" | "state">,
  row: number,
  words: readonly string[] = [],
  note?: Node | string,
): HTMLLIElement {
  const title = papers.title[row]!;
  const topic = index.findTopic(row);
  const meta = createElement("span", { class: "paper-meta" });
  if (note !== undefined) meta.append(note);
  else if (topic) {
    const probability = formatPercent(papers.probability[row]! / FRACTION_UNIT);
    meta.append(createTopicDot(topic), createElement("span", { class: "name", dir: "auto" }, topic.label), probability);
  } else meta.append(nameNoTopic(papers, row));
  const button = createElement(
    "button",
    {
      type: "button",
      class: "paper-link",
      "data-row": row,
      "aria-current": state.get().paper === row ? "true" : null,
    },
    createElement("span", { class: "paper-title", dir: "auto" }, ...markText(title, findForms(title, words))),
    meta,
  );
  return createElement("li", {}, button);
}

/** Opens papers and topics that are clicked in any list, rings on the map what is pointed at, and shows in the lists what is open. */
export function connectItems({ state }: Pick<Atlas, "state">): void {
  const rowOf = (event: Event) => {
    const { row } = (event.target as Element).closest<HTMLElement>("[data-row]")?.dataset ?? {};
    return row === undefined ? null : Number(row);
  };
  for (const type of ["mouseover", "focusin"] as const) {
    for (const id of ["side", "card", "table"]) {
      document.getElementById(id)?.addEventListener(type, (event) => state.update({ hovered: rowOf(event) }));
      document.getElementById(id)?.addEventListener("mouseleave", () => state.update({ hovered: null }));
    }
  }
  document.addEventListener("click", (event) => {
    const row = rowOf(event);
    if (row !== null) {
      state.update({ paper: row });
      return;
    }
    const { topic } = (event.target as Element).closest<HTMLElement>("[data-topic]")?.dataset ?? {};
    if (topic === undefined) return;
    state.update({ topic: Number(topic), paper: null });
  });
  state.subscribe(
    ({ paper }) => {
      for (const button of document.querySelectorAll<HTMLElement>(".paper-link")) {
        if (button.dataset.row === String(paper)) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
      }
    },
    ["paper"],
  );
}
