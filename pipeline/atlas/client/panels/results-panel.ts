import { findPrefixes, type TextMatch } from "../../../search/match-words.ts";
import { formatCount, formatNumber } from "../../../text/format-figure.ts";
import type { AtlasTexts } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import type { Store } from "../store.ts";
import { createExportButtons } from "./export-buttons.ts";
import type { Results } from "./follow-matches.ts";
import { createTopicLink, markText } from "./items.ts";
import { createPaperPages } from "./paper-pages.ts";

const MOST_TOPICS = 5;
/** Characters of the abstract around the first hit. */
const SNIPPET = 150;

/** Returns the papers that are left, with what was asked for marked: topics by their label, then papers, the best first. */
export function createResultsPanel(atlas: Atlas, results: Store<Results>): HTMLElement {
  const { data } = atlas;
  const pages = createPaperPages(atlas, "Papers");
  const topics = createElement("ul", { class: "topics", "aria-label": "Topics with these words" });
  const order = createElement("p", { class: "quiet note" });
  const saving = createElement(
    "div",
    { class: "saving" },
    createElement("span", { class: "quiet" }, "Save this list"),
    createExportButtons(atlas, () => results.get().rows, "papers"),
  );
  let texts: AtlasTexts | null = null;

  function show(): void {
    const { rows, words } = results.get();
    const named = data.topics.filter(({ label }) => holdsAll(label, words)).slice(0, MOST_TOPICS);
    topics.hidden = words.length === 0 || named.length === 0;
    topics.replaceChildren(...named.map((topic) => createElement("li", {}, createTopicLink(topic))));
    order.textContent =
      rows.length === 0
        ? "No paper is left. Other words or fewer filters may find some."
        : words.length > 0
          ? "The best first."
          : "By topic, the larger first; in each the most typical first.";
    saving.hidden = rows.length === 0;
    pages.show(
      rows,
      words,
      words.length > 0 && texts
        ? (row) =>
            createSnippet(texts!.abstract[row]!, words) ?? createSnippet(texts!.details[row]!.authors.join(", "), words)
        : undefined,
    );
  }

  results.subscribe((next) => {
    if (next.words.length > 0 && !texts) {
      void atlas.readTexts().then((read) => {
        texts = read;
        show();
      });
    }
    show();
  });
  show();
  return createElement("div", {}, topics, order, pages.element, saving);
}

function holdsAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => findPrefixes(text, [word]).length > 0);
}

/** Returns the part of a text around its first hit, with the hits marked; undefined where it has none. */
function createSnippet(text: string, words: readonly string[]): Node | undefined {
  const hits = findPrefixes(text, words);
  const [first] = hits;
  if (!first) return undefined;
  const start = startOfWord(text, Math.max(0, first.start - SNIPPET / 3));
  const part = text.slice(start, start + SNIPPET);
  const shifted: TextMatch[] = hits
    .map((hit) => ({ start: hit.start - start, end: hit.end - start }))
    .filter((hit) => hit.start >= 0 && hit.end <= part.length);
  const nodes = [start > 0 ? "… " : "", ...markText(part, shifted), start + SNIPPET < text.length ? " …" : ""];
  return createElement("span", { class: "snippet", dir: "auto" }, ...nodes);
}

function startOfWord(text: string, near: number): number {
  const space = text.indexOf(" ", Math.floor(near));
  return near === 0 || space === -1 ? 0 : space + 1;
}

/** Returns in words how many papers are left, and of how many. */
export function describeResults({ rows, words, isPending }: Results, count: number): string {
  if (isPending) return "Searching";
  if (words.length > 0) return `${formatCount(rows.length, "paper")} found`;
  return rows.length === count
    ? formatCount(count, "paper")
    : `${formatNumber(rows.length)} of ${formatCount(count, "paper")}`;
}
