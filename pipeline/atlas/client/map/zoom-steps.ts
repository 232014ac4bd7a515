import { STEPS_PER_DOUBLING } from "./name-steps.ts";

/** Share of the zoom that it must be beyond a step before the step counts, so that a trembling finger toggles nothing. */
const CLIMB = 1.06;

/** Returns the highest step, a quarter of a doubling, that is not above the zoom; 0 at the least. It falls at once; from `last` it climbs only when the zoom is 6 % past a step. */
export function findStep(zoom: number, last: number | null): number {
  const step = (value: number) => Math.max(0, Math.floor(Math.log2(value) * STEPS_PER_DOUBLING + 1e-9));
  const exact = step(zoom);
  if (last === null || exact <= last) return exact;
  return Math.max(last, step(zoom / CLIMB));
}
