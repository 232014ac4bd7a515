import type { PointGrid } from "./point-grid.ts";
import { toPlace, type Viewport } from "./viewport.ts";

/** A view rests when it has not moved for so long, in milliseconds. */
const REST_MS = 160;

/** Returns the rows whose dots have their middle in the viewport, in ascending order. */
export function findRowsInView(viewport: Viewport, grid: Pick<PointGrid, "findInRectangle">): Uint32Array {
  const from = toPlace(viewport, 0, 0);
  const to = toPlace(viewport, viewport.width, viewport.height);
  return grid.findInRectangle(from.x, from.y, to.x, to.y);
}

/** Tells of the rows in view when the view has come to rest. */
export type RestingRows = {
  /** To be called whenever the view may have moved. */
  moved(): void;
  follow(listener: (rows: Uint32Array) => void): () => void;
};

/** Returns what tells its listeners, after each rest, of rows that differ from those of the last one. */
export function createRestingRows(list: () => Uint32Array): RestingRows {
  const listeners = new Set<(rows: Uint32Array) => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Uint32Array | null = null;

  function tell(): void {
    const rows = list();
    const isSame = last?.length === rows.length && rows.every((row, place) => row === last![place]);
    last = rows;
    if (!isSame) for (const listener of [...listeners]) listener(rows);
  }

  return {
    moved() {
      if (listeners.size === 0) return;
      clearTimeout(timer);
      timer = setTimeout(tell, REST_MS);
    },
    follow(listener) {
      listeners.add(listener);
      last ??= list();
      return () => listeners.delete(listener);
    },
  };
}
