/** Shortest and longest piece of work, in milliseconds: a frame may still be drawn beside it. Between them the browser says how long it is idle. */
const LEAST_SLICE_MS = 10;
const MOST_SLICE_MS = 45;
/** Longest wait, and the wait where the browser cannot tell whether it is idle. */
const MOST_WAIT_MS = 500;
const BLIND_WAIT_MS = 20;

/** Does work that pauses, a piece whenever the browser has nothing else to do. Returns what ends it. */
export function workInSlices(work: Iterator<void>): () => void {
  let isOver = false;

  function go(idleMs: number): void {
    const end = performance.now() + Math.min(MOST_SLICE_MS, Math.max(LEAST_SLICE_MS, idleMs));
    while (!isOver && performance.now() < end) isOver = work.next().done === true;
    if (!isOver) wait();
  }

  function wait(): void {
    if ("requestIdleCallback" in window)
      requestIdleCallback((deadline) => go(deadline.timeRemaining()), { timeout: MOST_WAIT_MS });
    else setTimeout(() => go(0), BLIND_WAIT_MS);
  }

  wait();
  return () => {
    isOver = true;
  };
}
