/** Rings round papers that grow and fade. */
export type Pulse = {
  start(rows: ArrayLike<number>): void;
  /** Returns the rows that are ringed now, and how far the rings have come, 0 to 1; asks for another frame while there are any. */
  read(): { rows: ArrayLike<number>; share: number } | null;
};

const DURATION_MS = 1100;
/** Where the reader wants less motion, rings stand still at this share, and for longer. */
const STILL_SHARE = 0.4;
const STILL_MS = 2000;

/** Returns a pulse; `readTime` gives milliseconds. */
export function createPulse(readTime: () => number, isStill: () => boolean, redraw: () => void): Pulse {
  let running: { rows: ArrayLike<number>; began: number } | null = null;
  return {
    start(rows) {
      running = rows.length > 0 ? { rows, began: readTime() } : null;
      redraw();
    },
    read() {
      if (!running) return null;
      const passed = readTime() - running.began;
      const { rows } = running;
      if (passed > (isStill() ? STILL_MS : DURATION_MS)) {
        running = null;
        return null;
      }
      redraw();
      return { rows, share: isStill() ? STILL_SHARE : passed / DURATION_MS };
    },
  };
}
