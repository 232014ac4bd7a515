import { formatFigure } from "../text/format-figure.ts";

/** The stability of a topic in a word. */
export type StabilityVerdict = "firm" | "fair" | "loose";

/** Least stability of a topic that is called firm, and of one that is called fair. */
export const FIRM = 0.75;
const FAIR = 0.5;

/**
 * Returns the verdict on the stability of a topic, or on the mean of a level. It is of the figure as it is shown, with two digits, so that the two never
 * contradict each other.
 */
export function judgeStability(stability: number): StabilityVerdict {
  const shown = Number(formatFigure(stability));
  return shown >= FIRM ? "firm" : shown >= FAIR ? "fair" : "loose";
}
