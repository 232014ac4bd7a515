import type { DayBins } from "./day-bins.ts";

/** What a drag over days does; days count from 1970-01-01, the last inclusive. */
export type DayDragActions = {
  /** Days that are dragged over so far. */
  mark(first: number, last: number): void;
  choose(first: number, last: number): void;
  giveUp(): void;
};

/** Has drags over an element mark and choose days, in whole stretches; the element's width stands for all of `bins`. */
export function followDayDrag(track: HTMLElement, bins: DayBins, { mark, choose, giveUp }: DayDragActions): void {
  let start: [first: number, last: number] | null = null;
  const daysAt = (event: PointerEvent) => {
    const { left, width } = track.getBoundingClientRect();
    const bin = Math.floor(((event.clientX - left) / width) * bins.size);
    return bins.daysOf(Math.max(0, Math.min(bins.size - 1, bin)));
  };
  const spanFrom = ([first, last]: [first: number, last: number], event: PointerEvent): [number, number] => {
    const end = daysAt(event);
    return [Math.min(first, end[0]), Math.max(last, end[1])];
  };
  track.addEventListener("pointerdown", (event) => {
    track.setPointerCapture(event.pointerId);
    start = daysAt(event);
    mark(...start);
  });
  track.addEventListener("pointermove", (event) => {
    if (start) mark(...spanFrom(start, event));
  });
  track.addEventListener("pointerup", (event) => {
    if (!start) return;
    choose(...spanFrom(start, event));
    start = null;
  });
  track.addEventListener("pointercancel", () => {
    start = null;
    giveUp();
  });
}
