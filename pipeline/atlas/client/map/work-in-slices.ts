import { whenIdle } from "./when-idle.ts";

/** Longest piece of work, in milliseconds: a frame may still be drawn beside it. */
const SLICE_MS = 24;

/** Does work that pauses, a piece whenever the browser has nothing else to do. Returns what ends it. */
export function workInSlices(work: Generator<void>): () => void {
  let isOver = false;
  const go = () => {
    const end = performance.now() + SLICE_MS;
    while (!isOver && performance.now() < end) isOver = work.next().done === true;
    if (!isOver) whenIdle(go);
  };
  whenIdle(go);
  return () => {
    isOver = true;
  };
}
