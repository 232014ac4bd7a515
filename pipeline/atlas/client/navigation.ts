import type { Filters } from "../../search/filter-papers.ts";
import type { AtlasData } from "../atlas-data.ts";
import type { AtlasState } from "./state.ts";
import type { Store } from "./store.ts";
import { type LinkTargets, readFragment, writeFragment } from "./url-fragment.ts";

/** Changes of these make a new entry in the history; the others, which come many a second, mend the newest. */
const STEPS: readonly (keyof AtlasState)[] = [
  "topic",
  "paper",
  "filters",
  "selection",
  "coloring",
  "isInView",
  "order",
  "table",
];
/** Browsers slow down pages that write the address more often. */
const WRITE_DELAY_MS = 350;

/** Keeps state and address alike: takes over the state of the address now and on back and forward, and writes each change to it. */
export function linkStateToAddress(state: Store<AtlasState>, data: AtlasData): void {
  const targets: LinkTargets = {
    paperIds: data.papers.id,
    topicIds: data.topics.map(({ id }) => id),
    sources: data.sources,
  };
  let written = "";
  let timer = 0;
  let isReading = false;
  let wasOfDays = false;

  function read(): void {
    isReading = true;
    wasOfDays = false;
    written = location.hash.replace(/^#/, "");
    state.update(readFragment(written, targets));
    isReading = false;
  }

  function write(isStep: boolean): void {
    window.clearTimeout(timer);
    timer = 0;
    const fragment = writeFragment(state.get(), targets);
    if (fragment === written) return;
    written = fragment;
    const address = fragment === "" ? location.href.replace(/#.*$/, "") : `#${fragment}`;
    if (isStep) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  if (location.hash.length > 1) read();
  window.addEventListener("popstate", read);
  state.subscribe((next, previous) => {
    if (isReading) return;
    const changed = STEPS.filter((field) => !Object.is(next[field], previous[field]));
    if (changed.length > 0) {
      // Days that are dragged, or walk, are one step.
      const isOfDays =
        changed.length === 1 && changed[0] === "filters" && differInDaysAlone(next.filters, previous.filters);
      const isSameStep = isOfDays && wasOfDays;
      wasOfDays = isOfDays;
      if (isSameStep) {
        if (timer === 0) timer = window.setTimeout(() => write(false), WRITE_DELAY_MS);
        return;
      }
      // What is waiting belongs to the entry before this step.
      if (timer !== 0) {
        const waiting = writeFragment(previous, targets);
        history.replaceState(null, "", waiting === "" ? location.href.replace(/#.*$/, "") : `#${waiting}`);
        written = waiting;
      }
      write(true);
    } else if (timer === 0) timer = window.setTimeout(() => write(false), WRITE_DELAY_MS);
  });
}

function differInDaysAlone(next: Filters, previous: Filters): boolean {
  return next.topics === previous.topics && next.sources === previous.sources && next.roles === previous.roles;
}
