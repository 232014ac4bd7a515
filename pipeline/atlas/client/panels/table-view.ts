import { findFirstDays } from "../../../search/match-papers.ts";
import { ROLES, type Role, SHARE_UNIT } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement, findElement } from "../elements.ts";
import type { Store } from "../store.ts";
import { countOf, nameSource, percent, writeDay } from "./describe.ts";
import type { Results } from "./follow-matches.ts";
import { createTopicLink, markText } from "./items.ts";
import { createPager } from "./paper-pages.ts";
import { findPrefixes } from "./words.ts";

const PAGE = 50;
const SHORT_ROLES: Record<Role, string> = { core: "sure", edge: "between", unassigned: "none" };

type Column = { name: string; key(row: number): string | number; isNumber?: boolean };

/** Puts a table of the papers that are left in the place of the map: all that the map shows, as text. */
export function mountTable(atlas: Atlas, results: Store<Results>): void {
  const { data, index, state } = atlas;
  const { papers } = data;
  const days = findFirstDays(papers);
  const columns: Column[] = [
    { name: "Title", key: (row) => papers.title[row]! },
    { name: "Topic", key: (row) => index.topicOf(row)?.label ?? "" },
    { name: "Share", key: (row) => -papers.probability[row]!, isNumber: true },
    { name: "Role", key: (row) => papers.role[row]! },
    ...(days.some((day) => day >= 0) ? [{ name: "Listed", key: (row: number) => -days[row]! }] : []),
    { name: "Source", key: (row) => data.sources[papers.appearances.source[papers.appearances.start[row]!]!] ?? "" },
  ];
  const heading = createElement("h2", { id: "table-name", tabindex: "-1" });
  const close = createElement("button", { type: "button", class: "plain" }, "Back to the map");
  const body = createElement("tbody");
  const heads = columns.map(createHead);
  const table = createElement(
    "table",
    { class: "papers-table", "aria-labelledby": "table-name" },
    createElement("thead", {}, createElement("tr", {}, ...heads.map(({ cell }) => cell))),
    body,
  );
  const pager = createPager(PAGE, (first, last) =>
    body.replaceChildren(...Array.from(rows.slice(first, last), createRow)),
  );
  const section = createElement(
    "section",
    { id: "table", class: "table-view", "aria-labelledby": "table-name", hidden: true },
    createElement("div", { class: "table-head" }, heading, close),
    createElement(
      "div",
      { class: "table-scroll", role: "region", "aria-labelledby": "table-name", tabindex: "0" },
      table,
    ),
    pager.element,
  );
  const toggle = createElement(
    "button",
    { type: "button", id: "table-toggle", class: "field flat", "aria-pressed": "false", "aria-controls": "table" },
    "Table",
  );
  let sorted: { column: Column; isDescending: boolean } | null = null;
  let rows: readonly number[] = [];

  function createHead(column: Column) {
    const button = createElement("button", { type: "button" }, column.name);
    const cell = createElement("th", { scope: "col", class: column.isNumber ? "number" : null }, button);
    button.addEventListener("click", () => {
      sorted = { column, isDescending: sorted?.column === column && !sorted.isDescending };
      for (const { cell: other } of heads) other.removeAttribute("aria-sort");
      cell.setAttribute("aria-sort", sorted.isDescending ? "descending" : "ascending");
      show();
    });
    return { cell };
  }

  function createRow(row: number): HTMLElement {
    const { words } = results.get();
    const topic = index.topicOf(row);
    const title = papers.title[row]!;
    const open = createElement(
      "button",
      {
        ...{ type: "button", class: "paper-link", "data-row": row, dir: "auto" },
        "aria-current": state.get().paper === row ? "true" : null,
      },
      ...markText(title, findPrefixes(title, words)),
    );
    const { start, source } = papers.appearances;
    const listed = new Set(source.subarray(start[row]!, start[row + 1]!));
    const names = [...listed].map((place) => createElement("li", { dir: "auto" }, nameSource(data.sources[place]!)));
    const cells: [text: Node | string, kind: string | null][] = [
      [topic ? createTopicLink(topic) : "none", null],
      [percent(papers.probability[row]! / SHARE_UNIT), "number"],
      [SHORT_ROLES[ROLES[papers.role[row]!]!], null],
      ...(columns.some(({ name }) => name === "Listed")
        ? [[days[row]! >= 0 ? writeDay(days[row]!) : "", null] as [string, null]]
        : []),
      [createElement("ul", {}, ...names), null],
    ];
    return createElement(
      "tr",
      {},
      createElement("th", { scope: "row" }, open),
      ...cells.map(([text, kind]) => createElement("td", { class: kind }, text)),
    );
  }

  function show(): void {
    if (!state.get().table) return;
    const listed = Array.from(results.get().rows);
    if (sorted) {
      const { column, isDescending } = sorted;
      listed.sort((a, b) => (isDescending ? -1 : 1) * compare(column.key(a), column.key(b)) || a - b);
    }
    rows = listed;
    heading.textContent = `Table of ${countOf(rows.length, "paper")}`;
    pager.reset(rows.length);
  }

  function toggleTable(): void {
    const { table: isOpen } = state.get();
    section.hidden = !isOpen;
    document.querySelector<HTMLElement>(".map-section")!.toggleAttribute("inert", isOpen);
    toggle.setAttribute("aria-pressed", String(isOpen));
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
  state.subscribe(toggleTable, ["table"]);
  results.subscribe(show);
  toggleTable();
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en");
}
