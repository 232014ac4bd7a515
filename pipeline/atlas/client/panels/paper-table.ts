import { createElement } from "../elements.ts";
import type { TableColumn } from "./table-columns.ts";

/** A table of papers, a row each. */
export type PaperTable = {
  element: HTMLElement;
  /** Puts columns behind the others, from the next `show` on. */
  append(columns: readonly TableColumn[]): void;
  /** Shows papers by their rows in place of the last ones; folded `words` are marked. */
  show(rows: readonly number[], words: readonly string[]): void;
};

/** Returns an empty table; `sort` is told which head was clicked, and how often in turn: a second click descends. */
export function createPaperTable(
  first: readonly TableColumn[],
  name: string,
  sort: (column: TableColumn, isDescending: boolean) => void,
): PaperTable {
  const body = createElement("tbody");
  const columns: TableColumn[] = [];
  const cells: HTMLElement[] = [];
  const head = createElement("tr");
  let sorted: { column: TableColumn; isDescending: boolean } | null = null;

  function createHead(column: TableColumn): HTMLElement {
    const button = createElement("button", { type: "button" }, column.name);
    const cell = createElement("th", { scope: "col", class: column.isNumber ? "number" : null }, button);
    button.addEventListener("click", () => {
      const isDescending = sorted?.column === column && !sorted.isDescending;
      sorted = { column, isDescending };
      for (const other of cells) other.removeAttribute("aria-sort");
      cell.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
      sort(column, isDescending);
    });
    return cell;
  }

  function append(added: readonly TableColumn[]): void {
    const heads = added.map(createHead);
    columns.push(...added);
    cells.push(...heads);
    head.append(...heads);
  }

  append(first);
  return {
    append,
    element: createElement(
      "table",
      { class: "papers-table", "aria-labelledby": name },
      createElement("thead", {}, head),
      body,
    ),
    show: (rows, words) => body.replaceChildren(...rows.map((row) => createRow(columns, row, words))),
  };
}

/** Returns a row of the table; its first cell is its head. */
function createRow(columns: readonly TableColumn[], row: number, words: readonly string[]): HTMLElement {
  const cells = columns.map(({ isNumber, show }, place) =>
    place === 0
      ? createElement("th", { scope: "row" }, show(row, words))
      : createElement("td", { class: isNumber ? "number" : null }, show(row, words)),
  );
  return createElement("tr", {}, ...cells);
}
