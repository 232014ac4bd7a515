import { formatCount } from "../../../text/format-figure.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { passSourceFailure } from "../source-state.ts";
import { createExportButtons } from "./export-buttons.ts";
import { createTopicLink } from "./items.ts";
import { createPaperPages } from "./paper-pages.ts";
import { createSection } from "./section.ts";
import { countTopics, findTerms } from "./summarize-papers.ts";

/** Returns what is in a selection of papers, those that filters and search leave: topics, terms, the papers, and ways to take them along. */
export function createSelectionCard(atlas: Atlas, rows: Uint32Array, inShape: number): Node[] {
  const title = createElement(
    "h2",
    { class: "card-title", tabindex: "-1" },
    `${formatCount(rows.length, "paper")} selected`,
  );
  const note = createElement("p", { class: "quiet" });
  if (inShape > rows.length) {
    const text = `${formatCount(inShape - rows.length, "more paper")} in the shape, left out by the filters or the search.`;
    note.textContent = text;
  }
  if (rows.length === 0) {
    if (inShape === 0) note.textContent = "No paper lies in the shape that was drawn.";
    return [title, note];
  }
  const topics = countTopics(rows, atlas.index).map(({ topic, papers }) => {
    const share = createElement("span", { class: "quiet" }, ` ${papers} of ${topic?.size ?? papers}`);
    return createElement("li", {}, topic ? createTopicLink(topic) : "in no topic", share);
  });
  const terms = createElement("ul", { class: "terms" });
  const addTerms = (all: readonly (readonly string[])[]) => {
    const found = findTerms(rows, all);
    terms.append(...found.map(({ term, papers }) => createElement("li", { dir: "auto" }, `${term} (${papers})`)));
    if (found.length === 0) terms.append(createElement("li", {}, "no term is in two of them"));
  };
  atlas.texts.readTerms().then(addTerms).catch(passSourceFailure);
  const pages = createPaperPages(atlas, "Papers of the selection");
  const { similarity } = atlas.data.papers;
  pages.show(rows.slice().sort((a, b) => similarity[b]! - similarity[a]! || a - b));
  return [
    title,
    note,
    createElement(
      "div",
      { class: "actions" },
      createExportButtons(atlas, () => rows, "selection"),
    ),
    createSection("Topics", createElement("ul", { class: "topics" }, ...topics)),
    createSection("Terms that set them apart", terms),
    createSection("Papers", pages.element),
  ];
}
