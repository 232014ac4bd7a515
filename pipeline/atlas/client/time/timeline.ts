import { filterPapers } from "../../../search/filter-papers.ts";
import { formatCount, formatNumber } from "../../../text/format-figure.ts";
import { NONE } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement, findElement } from "../elements.ts";
import { writeShownDay } from "../shown-days.ts";
import { type ChosenDays, limitDays } from "./brush.ts";
import { createBrushHandles, followBrushDrag } from "./brush-handles.ts";
import { countLayers, sumLayers } from "./count-layers.ts";
import { createDayFields } from "./day-fields.ts";
import { createPlayControls } from "./play-controls.ts";
import { placeTicks } from "./time-axis.ts";
import { drawBars } from "./time-bars.ts";
import { binTime, type TimeBins } from "./time-bins.ts";

const MOST_BARS = 120;
/** CSS pixels that a date under the bars takes, with the room beside it. */
const TICK_WIDTH = 104;
const LABEL_WIDTH = 78;
/** Windows up to this width start with the strip folded, in CSS pixels. */
const NARROW = 760;

/** Fills the strip under the map: papers over time, days to choose, and a window that walks. Nothing where no two days are known. */
export function mountTimeline(atlas: Omit<Atlas, "map">): void {
  const { data, index, state } = atlas;
  const bins = binTime(index.days, data.dates, MOST_BARS);
  if (!bins || bins.size < 2) return;
  const choose = (days: ChosenDays) => {
    const { filters } = state.get();
    if (filters.dates?.join() !== days?.join()) state.update({ filters: { ...filters, dates: days } });
  };
  /** A reader who takes the days in hand ends the walk. */
  const chooseByHand = (days: ChosenDays) => {
    state.update({ isPlaying: false });
    choose(days);
  };
  const brush = { get: () => limitChosen(bins, state.get().filters.dates), choose: chooseByHand };
  const write = (day: number) => writeShownDay(day, data.dates);

  const fold = createElement("button", {
    type: "button",
    class: "plain fold",
    id: "timeline-fold",
    "aria-controls": "timeline-bars",
  });
  const fields = createDayFields(bins, data.dates, chooseByHand);
  const now = createElement("span", { class: "timeline-now", "aria-hidden": "true" });
  const clear = createElement("button", { type: "button", class: "plain", id: "timeline-clear" }, "Clear");
  const note = createElement("p", { class: "timeline-note quiet" });
  const head = createElement(
    "div",
    { class: "timeline-head" },
    fold,
    createPlayControls(atlas, bins, choose),
    fields.element,
    now,
    clear,
    note,
  );
  const dim = createElement("div", { class: "bars dim" });
  const lit = createElement("div", { class: "bars lit" });
  const handles = createBrushHandles(bins, write, brush);
  const track = createElement("div", { class: "brush", id: "brush" }, dim, lit, handles.element);
  const axis = createElement("div", { class: "time-axis", "aria-hidden": "true" });
  const body = createElement("div", { class: "timeline-body", id: "timeline-bars" }, track, axis);
  const element = findElement("timeline");

  let sums: Uint32Array = new Uint32Array(bins.size);
  let lastFound: { query: string; found: Uint8Array | null } | null = null;

  /** Returns what passes search and filters, whatever the days; null where all do. */
  function findLeft(): ((row: number) => boolean) | null {
    const { filters, query } = state.get();
    const { found, shown } = atlas.matches.get();
    if (filters.dates === null) {
      lastFound = { query, found };
      const mask = found ?? shown;
      return mask && ((row) => mask[row] === 1);
    }
    // With days chosen, only those found on them are known: those found before stay.
    const kept = lastFound?.query === query ? lastFound.found : found;
    const mask = filterPapers(data, index.familyOf, filters, "dates");
    return (row) => mask[row] === 1 && (kept === null || kept[row] === 1);
  }

  function showBars(): void {
    const layers = countLayers(data, index, bins!, findLeft(), state.get().topic);
    sums = sumLayers(layers);
    const most = Math.max(...sums);
    dim.replaceChildren(drawBars(bins!, layers, most));
    lit.replaceChildren(drawBars(bins!, layers, most));
    note.textContent = describe(atlas, bins!, most);
    note.title = note.textContent;
  }

  function showChosen(): void {
    const days = brush.get();
    handles.show(days);
    fields.show(days);
    now.textContent = `${write(days?.[0] ?? bins!.first)} to ${write(days?.[1] ?? bins!.last)}`;
    clear.hidden = days === null;
    const { left, right } = handles.element.style;
    lit.style.clipPath = days ? `inset(0 ${right} 0 ${left})` : "none";
    dim.hidden = days === null;
    element.dataset.playing = String(state.get().isPlaying);
  }

  function showAxis(): void {
    const width = axis.clientWidth;
    const ticks = placeTicks(bins!, Math.max(2, Math.floor(width / TICK_WIDTH)));
    axis.replaceChildren(
      ...ticks.map(({ bin, label }) => {
        const tick = createElement(
          "span",
          { class: width * (1 - bin / bins!.size) < LABEL_WIDTH ? "late" : null },
          label,
        );
        tick.style.left = `${(100 * bin) / bins!.size}%`;
        return tick;
      }),
    );
  }

  function showFold(): void {
    const isFolded = state.get().isTimelineFolded ?? window.innerWidth <= NARROW;
    element.dataset.folded = String(isFolded);
    document.documentElement.dataset.timeline = isFolded ? "folded" : "open";
    fold.setAttribute("aria-expanded", String(!isFolded));
    fold.setAttribute("aria-label", isFolded ? "Show the timeline" : "Fold the timeline");
    fold.title = isFolded ? "Show the timeline" : "Fold the timeline";
    fold.textContent = isFolded ? "▸" : "▾";
  }

  track.addEventListener("pointermove", (event) => {
    const { left: edge, width } = track.getBoundingClientRect();
    const bin = Math.max(0, Math.min(bins.size - 1, Math.floor(((event.clientX - edge) / width) * bins.size)));
    note.textContent = `${bins.nameOf(bin)}: ${formatCount(sums[bin]!, "paper")}`;
  });
  track.addEventListener("pointerleave", () => {
    note.textContent = describe(atlas, bins, Math.max(...sums));
  });
  followBrushDrag(track, bins, brush);
  fold.addEventListener("click", () => state.update({ isTimelineFolded: element.dataset.folded !== "true" }));
  clear.addEventListener("click", () => {
    chooseByHand(null);
    findElement("date-from").focus();
  });
  element.append(head, body);
  element.hidden = false;
  state.subscribe(showChosen, ["filters", "isPlaying"]);
  state.subscribe(showFold, ["isTimelineFolded"]);
  state.subscribe(showBars, ["topic"]);
  atlas.matches.subscribe(showBars);
  new ResizeObserver(showAxis).observe(axis);
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--strip", `${element.offsetHeight}px`);
  }).observe(element);
  showFold();
  showBars();
  showChosen();
}

/** A link may name days that this page does not have. */
function limitChosen(bins: TimeBins, days: ChosenDays): ChosenDays {
  return days && limitDays(bins, ...days);
}

function describe({ data, index, state }: Omit<Atlas, "map">, { unit }: TimeBins, most: number): string {
  const undated = index.days.filter((day) => day === NONE).length;
  const without = undated > 0 ? `; ${formatCount(undated, "paper")} without a date` : "";
  const papers = state.get().topic === null ? "Papers" : "The topic’s papers";
  const event = data.dates.basis === "listed" ? "first listed" : "published";
  return `${papers} by ${unit} ${event}, ${formatNumber(most)} at most${without}`;
}
