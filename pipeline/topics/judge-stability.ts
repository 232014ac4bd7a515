import { formatFigure } from "../text/format-figure.ts";

/** How surely the papers of a topic belong together. */
export type StabilityVerdict = "firm" | "fair" | "loose";

/** Least stability of a topic that is called firm, and of one that is called fair. */
export const FIRM = 0.75;
const FAIR = 0.5;

/**
 * Returns the verdict on a topic's stability, the share of clusterings in which two of its papers fall together. It is of the figure as
 * it is shown, with two digits, so that the two never contradict each other.
 */
export function judgeStability(stability: number): StabilityVerdict {
  const shown = Number(formatFigure(stability));
  return shown >= FIRM ? "firm" : shown >= FAIR ? "fair" : "loose";
}
