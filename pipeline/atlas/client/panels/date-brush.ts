import { readDay, writeDay } from "../../../calendar-day.ts";
import { filterPapers } from "../../../search/filter-papers.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { createDayBars } from "./day-bars.ts";
import { binDays, listDays } from "./day-bins.ts";
import { followDayDrag } from "./day-drag.ts";

/** Returns a time brush: bars to drag over, and two fields for the first and the last day. Null where no page gives dates. */
export function createDateBrush({ data, index, state }: Atlas): HTMLElement | null {
  const days = listDays(data.papers);
  const bins = binDays(days, data.dates);
  if (!bins) return null;
  const { first, last } = bins;
  const all = bins.count(days, () => true);
  const bars = createElement("div", { class: "brush-bars" });
  const range = createElement("div", { class: "range", hidden: true });
  const track = createElement("div", { class: "brush", id: "date-brush", "aria-hidden": "true" }, bars, range);
  const from = createDay("From", "date-from", first, last);
  const to = createDay("To", "date-to", first, last);
  const reset = createElement("button", { type: "button", class: "plain" }, "All days");
  const undated = data.papers.id.length - new Set(days.row).size;

  function choose(low: number, high: number): void {
    const dates: [number, number] = [Math.max(first, Math.min(low, high)), Math.min(last, Math.max(low, high))];
    const isAll = dates[0] === first && dates[1] === last;
    state.update({ filters: { ...state.get().filters, dates: isAll ? null : dates } });
  }

  function mark(low: number, high: number): void {
    const span = last - first + 1;
    range.hidden = false;
    range.style.left = `${(100 * (low - first)) / span}%`;
    range.style.width = `${(100 * (high - low + 1)) / span}%`;
  }

  function show(): void {
    const { filters } = state.get();
    const mask = filterPapers(data, index.familyOf, filters, "dates");
    bars.replaceChildren(
      createDayBars(
        bins!,
        all,
        bins!.count(days, (row) => mask[row] === 1),
      ),
    );
    const [low, high] = filters.dates ?? [first, last];
    from.input.value = writeDay(low);
    to.input.value = writeDay(high);
    reset.hidden = filters.dates === null;
    if (filters.dates) mark(low, high);
    else range.hidden = true;
  }

  followDayDrag(track, bins, { mark, choose, giveUp: show });
  for (const { input } of [from, to]) {
    input.addEventListener("change", () => choose(readDay(from.input.value) ?? first, readDay(to.input.value) ?? last));
  }
  reset.addEventListener("click", () => {
    choose(first, last);
    from.input.focus();
  });
  state.subscribe(show, ["filters"]);
  show();
  const fields = createElement("div", { class: "days" }, from.label, to.label, reset);
  const box = createElement("div", {}, track, fields);
  if (undated > 0) {
    box.append(
      createElement("p", { class: "quiet" }, `${undated} papers have no date: any choice of days leaves them out.`),
    );
  }
  return box;
}

function createDay(name: string, id: string, first: number, last: number) {
  const input = createElement("input", { type: "date", id, min: writeDay(first), max: writeDay(last) });
  return { input, label: createElement("label", {}, name, input) };
}
