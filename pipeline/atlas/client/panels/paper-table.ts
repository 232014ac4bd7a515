import { createElement } from "../elements.ts";
import type { TableColumn } from "./table-columns.ts";

/** A table of papers, a row each. */
export type PaperTable = {
  element: HTMLElement;
  /** Shows papers by their rows in place of the last ones; folded `words` are marked. */
  show(rows: readonly number[], words: readonly string[]): void;
};

/** Returns an empty table; `sort` is told which head was clicked, and how often in turn: a second click descends. */
export function createPaperTable(
  columns: readonly TableColumn[],
  name: string,
  sort: (column: TableColumn, isDescending: boolean) => void,
): PaperTable {
  const body = createElement("tbody");
  const cells = columns.map((column) => createHead(column));
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

  return {
    element: createElement(
      "table",
      { class: "papers-table", "aria-labelledby": name },
      createElement("thead", {}, createElement("tr", {}, ...cells)),
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
