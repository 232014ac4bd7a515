import { findForms } from "../../../search/match-words.ts";
import { type AtlasTexts, NONE } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { passSourceFailure } from "../source-state.ts";
import type { Store } from "../store.ts";
import { describeOrder, describeOthers } from "./describe-results.ts";
import { createExportButtons } from "./export-buttons.ts";
import type { Results } from "./follow-matches.ts";
import { createHitNote } from "./hit-note.ts";
import { createTopicLink } from "./items.ts";
import { createListTools } from "./list-tools.ts";
import { createPaperPages } from "./paper-pages.ts";
import { createSearchHelp } from "./search-help.ts";

const MOST_TOPICS = 5;
const PAGE = 25;

/** Returns the papers that are left, with what was asked for marked: topics by their label, then papers, the best first. */
export function createResultsPanel(atlas: Atlas, results: Store<Results>): HTMLElement {
  const { data, index } = atlas;
  const pages = createPaperPages(atlas, "Papers", PAGE, (rows) => {
    readSnippets(rows).catch(passSourceFailure);
  });
  const topics = createElement("ul", { class: "topics", "aria-label": "Topics with these words" });
  const order = createElement("p", { class: "quiet note", id: "found-by" });
  const saving = createElement(
    "div",
    { class: "saving" },
    createExportButtons(atlas, () => results.get().rows, "papers"),
  );
  let texts: AtlasTexts | null = null;

  function show(): void {
    const { rows, question, sought, best, isPending } = results.get();
    const named = question ? data.topics.filter(({ label }) => holdsAll(label, sought)).slice(0, MOST_TOPICS) : [];
    topics.hidden = named.length === 0;
    topics.replaceChildren(...named.map((topic) => createElement("li", {}, createTopicLink(topic))));
    saving.hidden = rows.length === 0;
    const others = describeOthers(results.get());
    pages.show(rows, results.get().words, {
      note: question && !isPending ? createNote : undefined,
      divider: others === "" ? undefined : { place: best.size, text: others },
    });
  }

  function createNote(row: number): Node {
    const topic = data.papers.topicOf[row] === NONE ? null : index.findTopic(row);
    const text = { title: data.papers.title[row]!, label: topic?.label ?? "" };
    const abstract = texts?.abstract[row];
    if (abstract === undefined) return createHitNote(row, text, results.get());
    return createHitNote(row, { ...text, abstract, authors: texts!.details[row]!.authors.join(", ") }, results.get());
  }

  /** The list stands without snippets until they have come. */
  async function readSnippets(rows: readonly number[]): Promise<void> {
    const { question } = results.get();
    if (!question || (texts && rows.every((row) => texts!.abstract[row] !== undefined))) return;
    texts = await atlas.texts.readTexts(rows);
    if (results.get().question === question) pages.refresh();
  }

  const showOrder = () => {
    const said = describeOrder(results.get());
    const mending = said.mending === "" ? [] : [createElement("span", { class: "mending" }, said.mending), " "];
    order.replaceChildren(...mending, said.order);
  };
  results.subscribe(show, ["rows", "sought", "question", "best", "nearTo", "isPending"]);
  results.subscribe(showOrder);
  show();
  showOrder();
  return createElement(
    "div",
    {},
    createListTools(atlas, results),
    topics,
    order,
    pages.element,
    saving,
    createSearchHelp(atlas.server !== null, atlas.texts.holdsAll),
  );
}

function holdsAll(label: string, sought: Results["sought"]): boolean {
  return (
    sought.length > 0 &&
    sought.every(
      ({ forms }) =>
        findForms(
          label,
          forms.map(([form]) => form),
        ).length > 0,
    )
  );
}
