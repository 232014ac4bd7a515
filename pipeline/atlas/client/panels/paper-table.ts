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

/** Returns an empty table; `sort` is told which head was clicked; a second click turns the order round. */
export function createPaperTable(
  first: readonly TableColumn[],
  name: string,
  sort: (column: TableColumn, isDescending: boolean) => void,
): PaperTable {
  const body = createElement("tbody");
  const columns: TableColumn[] = [];
  const cells: HTMLElement[] = [];
  const head = createElement("tr");
  const widths = createElement("colgroup");
  const element = createElement(
    "table",
    { class: "papers-table", "aria-labelledby": name },
    widths,
    createElement("thead", {}, head),
    body,
  );
  let sorted: { column: TableColumn; isDescending: boolean } | null = null;

  function createHead(column: TableColumn): HTMLElement {
    const button = createElement("button", { type: "button" }, column.name);
    const attributes = { scope: "col", class: column.isNumber ? "number" : null, "aria-sort": "none" };
    const cell = createElement("th", attributes, button);
    button.addEventListener("click", () => {
      const isDescending = sorted?.column === column ? !sorted.isDescending : column.isDescendingFirst;
      sorted = { column, isDescending };
      for (const other of cells) other.setAttribute("aria-sort", "none");
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
    widths.replaceChildren(...columns.map(({ width }) => setWidth(createElement("col"), "width", width)));
    setWidth(
      element,
      "--columns",
      columns.reduce((sum, { width }) => sum + width, 0),
    );
  }

  append(first);
  return {
    append,
    element,
    show: (rows, words) => body.replaceChildren(...rows.map((row) => createRow(columns, row, words))),
  };
}

function setWidth<Kind extends HTMLElement>(element: Kind, property: string, width: number): Kind {
  element.style.setProperty(property, `${width}px`);
  return element;
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
