import { formatCount } from "../../../text/format-figure.ts";
import type { Atlas } from "../atlas.ts";
import { createElement, findElement } from "../elements.ts";
import { passSourceFailure } from "../source-state.ts";
import type { Store } from "../store.ts";
import type { Results } from "./follow-matches.ts";
import { createPager } from "./paper-pages.ts";
import { createPaperTable } from "./paper-table.ts";
import { type SortOrder, sortRows } from "./sort-rows.ts";
import { listColumns, listDetailColumns } from "./table-columns.ts";

const PAGE = 50;
/** Id of the heading that names the table. */
const NAME = "table-name";

/** Puts a table of the papers that are left in the place of the map: all that the map shows, as text. */
export function mountTable(atlas: Atlas, results: Store<Results>): void {
  const { state } = atlas;
  const heading = createElement("h2", { id: NAME, tabindex: "-1" });
  const table = createPaperTable(listColumns(atlas), NAME, ({ key }, isDescending) => {
    order = { key, isDescending };
    show();
  });
  const pager = createPager(PAGE, (first, last) => table.show(rows.slice(first, last), results.get().words));
  const close = createElement("button", { type: "button", class: "plain" }, "Back to the map");
  const section = createTableSection(heading, close, table.element, pager.element);
  const toggle = createToggle();
  let order: SortOrder | null = null;
  let rows: readonly number[] = [];
  let isComplete = false;

  /** The details are unpacked when the table is first opened. */
  async function complete(): Promise<void> {
    const columns = listDetailColumns(await atlas.texts.readDetails());
    if (isComplete) return;
    isComplete = true;
    if (columns.length === 0) return;
    table.append(columns);
    if (state.get().table) pager.refresh();
  }

  function show(): void {
    if (!state.get().table) return;
    const listed = results.get().rows;
    rows = order ? sortRows(listed, order) : Array.from(listed);
    heading.textContent = `Table of ${formatCount(rows.length, "paper")}`;
    pager.reset(rows.length);
  }

  function showOrHide(): void {
    const { table: isOpen } = state.get();
    section.hidden = !isOpen;
    document.documentElement.toggleAttribute("data-table", isOpen);
    document.querySelector<HTMLElement>(".map-section")!.toggleAttribute("inert", isOpen);
    toggle.setAttribute("aria-pressed", String(isOpen));
    if (isOpen && !isComplete) complete().catch(passSourceFailure);
    show();
  }

  findElement("tools").prepend(toggle);
  document.querySelector(".map-section")!.after(section);
  toggle.addEventListener("click", () => {
    state.update({ table: !state.get().table });
    if (state.get().table) heading.focus();
  });
  close.addEventListener("click", () => {
    state.update({ table: false });
    toggle.focus();
  });
  state.subscribe(showOrHide, ["table"]);
  results.subscribe(show);
  showOrHide();
}

function createTableSection(heading: Node, close: Node, table: Node, pager: Node): HTMLElement {
  const scrolled = { class: "table-scroll", role: "region", "aria-labelledby": NAME, tabindex: "0" };
  return createElement(
    "section",
    { id: "table", class: "table-view", "aria-labelledby": NAME, hidden: true },
    createElement("div", { class: "table-head" }, heading, close),
    createElement("div", scrolled, table),
    pager,
  );
}

function createToggle(): HTMLElement {
  return createElement(
    "button",
    { type: "button", id: "table-toggle", class: "field flat", "aria-pressed": "false", "aria-controls": "table" },
    "Table",
  );
}
