import { findPrefixes, type TextMatch } from "../../../search/match-words.ts";
import type { AtlasTexts } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { passServerFailure } from "../atlas-server.ts";
import { createElement } from "../elements.ts";
import type { Store } from "../store.ts";
import { describeOrder } from "./describe-results.ts";
import { createExportButtons } from "./export-buttons.ts";
import type { Results } from "./follow-matches.ts";
import { createTopicLink, markText } from "./items.ts";
import { createNearList } from "./near-list.ts";
import { createPaperPages } from "./paper-pages.ts";

const MOST_TOPICS = 5;
const PAGE = 25;
/** Characters of the abstract around the first hit. */
const SNIPPET = 150;

/** Returns the papers that are left, with what was asked for marked: topics by their label, then papers, the best first. */
export function createResultsPanel(atlas: Atlas, results: Store<Results>): HTMLElement {
  const { data } = atlas;
  const pages = createPaperPages(atlas, "Papers", PAGE, (rows) => {
    readSnippets(rows).catch(passServerFailure);
  });
  const topics = createElement("ul", { class: "topics", "aria-label": "Topics with these words" });
  const order = createElement("p", { class: "quiet note", id: "found-by" });
  const near = createNearList(atlas, results);
  const saving = createElement(
    "div",
    { class: "saving" },
    createExportButtons(atlas, () => results.get().rows, "papers"),
  );
  let texts: AtlasTexts | null = null;

  function show(): void {
    const { rows, words } = results.get();
    const named = data.topics.filter(({ label }) => holdsAll(label, words)).slice(0, MOST_TOPICS);
    topics.hidden = words.length === 0 || named.length === 0;
    topics.replaceChildren(...named.map((topic) => createElement("li", {}, createTopicLink(topic))));
    saving.hidden = rows.length === 0;
    pages.show(rows, words, words.length > 0 ? (row) => createNote(row, words) : undefined);
  }

  function createNote(row: number, words: readonly string[]): Node | undefined {
    const abstract = texts?.abstract[row];
    if (abstract === undefined) return undefined;
    return createSnippet(abstract, words) ?? createSnippet(texts!.details[row]!.authors.join(", "), words);
  }

  /** The list stands without snippets until they have come. */
  async function readSnippets(rows: readonly number[]): Promise<void> {
    const { words } = results.get();
    if (words.length === 0 || (texts && rows.every((row) => texts!.abstract[row] !== undefined))) return;
    texts = await atlas.texts.readTexts(rows);
    if (results.get().words === words) pages.refresh();
  }

  const showOrder = () => {
    order.textContent = describeOrder(results.get(), atlas.server !== null);
  };
  results.subscribe(show, ["rows", "words"]);
  results.subscribe(showOrder);
  show();
  showOrder();
  return createElement("div", {}, topics, order, pages.element, near, saving);
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
