import type { Figure } from "./evaluation-database.ts";
import recorded from "./floors.json" with { type: "json" };

const FLOOR_MISSED = 3;

/** The least that figures may be, by row and metric, and the settings under which they were recorded. */
export type Floors = { settings: Record<string, unknown>; least: Record<string, Record<string, number>> };

/** A figure below its floor. */
export type MissedFloor = Figure & { least: number };

/** The floors of the default corpus, a little below what was measured when they were recorded. */
export const RECORDED_FLOORS: Floors = recorded;

/**
 * Returns the figures that are below their floor, or null when the evaluation's settings are not those of the floors.
 * A figure that could not be measured misses its floor. Throws when a floor stands for a figure that there is not.
 */
export function findMissedFloors(
  { settings: wanted, least }: Floors,
  figures: readonly Figure[],
  settings: Record<string, unknown>,
): MissedFloor[] | null {
  if (Object.keys(wanted).some((name) => settings[name] !== wanted[name])) return null;
  return Object.entries(least).flatMap(([row, metrics]) =>
    Object.entries(metrics).flatMap(([metric, floor]) => {
      const figure = figures.find((candidate) => candidate.row === row && candidate.metric === metric);
      if (!figure) throw new Error(`floor of a figure that is not measured: ${row}, ${metric}`);
      return figure.value >= floor ? [] : [{ ...figure, least: floor }];
    }),
  );
}

/** Returns the exit code of an evaluation, given the floors missed on each corpus: 3 when there is one, else 0. */
export function chooseExitCode(missed: readonly (readonly MissedFloor[] | null)[]): number {
  return missed.some((floors) => floors !== null && floors.length > 0) ? FLOOR_MISSED : 0;
}
