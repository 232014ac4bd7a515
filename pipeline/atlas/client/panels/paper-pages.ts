import { formatNumber } from "../../../text/format-figure.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { createPaperItem } from "./items.ts";

/** What stands in a list beside its papers. */
export type ListExtras = {
  /** Returns what stands under a title, in place of its topic. */
  note?: ((row: number) => Node | string | undefined) | undefined;
  /** Parts the papers from that place on from those before. */
  divider?: { place: number; text: string } | undefined;
};

/** A list of papers, a page at a time. */
export type PaperPages = {
  element: HTMLElement;
  /** Shows other papers from the first; `words` are marked in their titles. */
  show(rows: ArrayLike<number>, words?: readonly string[], extras?: ListExtras): void;
  /** Shows the same papers again, for notes that have come since. */
  refresh(): void;
};

/** Returns an empty list, `size` papers a page; `tellShown` is told the rows of each page that comes to be shown. */
export function createPaperPages(
  atlas: Pick<Atlas, "data" | "index" | "state">,
  name: string,
  size = 25,
  tellShown?: (rows: readonly number[]) => void,
): PaperPages {
  const list = createElement("ol", { class: "papers", "aria-label": name });
  const pager = createPager(size, (first, last) => {
    list.start = first + 1;
    const onPage = Array.from({ length: last - first }, (_, place) => rows[first + place]!);
    const items = onPage.map((row) => createPaperItem(atlas, row, words, extras.note?.(row)));
    const { place, text } = extras.divider ?? { place: -1, text: "" };
    const before = place - first;
    if (before >= 0 && before < items.length) items.splice(before, 0, createElement("li", { class: "divider" }, text));
    keepFocus(list, () => {
      list.replaceChildren(...items);
      rove(list, list.querySelector(".paper-link"));
    });
    if (onPage.length > 0) tellShown?.(onPage);
  });
  list.addEventListener("focusin", ({ target }) => rove(list, (target as Element).closest(".paper-link")));
  let rows: ArrayLike<number> = [];
  let words: readonly string[] = [];
  let extras: ListExtras = {};
  return {
    element: createElement("div", {}, list, pager.element),
    show(nextRows, nextWords = [], nextExtras = {}) {
      [rows, words, extras] = [nextRows, nextWords, nextExtras];
      pager.reset(rows.length);
    },
    refresh: pager.refresh,
  };
}

/** Makes one paper of a list the one that Tab comes to; arrow keys walk the others. */
function rove(list: HTMLElement, current: Element | null): void {
  for (const link of list.querySelectorAll<HTMLElement>(".paper-link")) link.tabIndex = link === current ? 0 : -1;
}

/** Has a list of papers replaced; where the keyboard was in it, it goes to the same paper, else to the first. */
function keepFocus(list: HTMLElement, replace: () => void): void {
  const { activeElement } = document;
  const held = list.contains(activeElement) ? (activeElement as HTMLElement).dataset.row : undefined;
  replace();
  if (held === undefined) return;
  const same = list.querySelector<HTMLElement>(`[data-row="${held}"]`);
  (same ?? list.querySelector<HTMLElement>("[data-row]"))?.focus({ preventScroll: true });
}

/** Buttons that walk pages: `reset` goes to the first of so many places, `refresh` shows the same page again. */
type Pager = { element: HTMLElement; reset(count: number): void; refresh(): void };

/** Returns buttons that walk pages of `size`; `show` is told which places are on the page, the last exclusive. */
export function createPager(size: number, show: (first: number, last: number) => void): Pager {
  const place = createElement("span", { class: "place" });
  const step = (by: number, name: string) => {
    const button = createElement("button", { type: "button", class: "plain" }, name);
    button.addEventListener("click", () => turn(first + by * size));
    return button;
  };
  const previous = step(-1, "Previous");
  const next = step(1, "Next");
  const element = createElement("div", { class: "pager", role: "group", "aria-label": "Pages" }, previous, place, next);
  let first = 0;
  let count = 0;

  function turn(to: number): void {
    first = Math.max(0, Math.min(to, Math.max(0, count - 1)));
    const last = Math.min(count, first + size);
    place.textContent = `${formatNumber(first + 1)} to ${formatNumber(last)} of ${formatNumber(count)}`;
    // Disabled buttons lose the focus.
    previous.setAttribute("aria-disabled", String(first === 0));
    next.setAttribute("aria-disabled", String(last === count));
    element.hidden = count <= size;
    show(first, last);
  }

  previous.addEventListener("click", stopWhereDisabled, { capture: true });
  next.addEventListener("click", stopWhereDisabled, { capture: true });
  return {
    element,
    reset(nextCount) {
      count = nextCount;
      turn(0);
    },
    refresh: () => turn(first),
  };
}

function stopWhereDisabled(event: Event): void {
  if ((event.currentTarget as Element).getAttribute("aria-disabled") === "true") event.stopImmediatePropagation();
}
