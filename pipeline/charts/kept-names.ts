import type { LabelKind } from "./typeset-label.ts";

/** Where the map of the last run had a topic's name, in data coordinates: its middle, and where its line started, NULL without one. */
export type NamePlace = {
  topic_id: number;
  kind: LabelKind;
  x: number;
  y: number;
  line_x: number | null;
  line_y: number | null;
};

/** Returns the kind that a label is written as, and its place in the last run where that still holds for it. */
export function keepName(
  kind: LabelKind,
  before: NamePlace | undefined,
): { kind: LabelKind; before: NamePlace | undefined } {
  if (!before) return { kind, before };
  // What was crowded out stays a number, so that names do not come and go with every paper.
  if (before.kind === kind || (kind === "name" && before.kind === "number")) return { kind: before.kind, before };
  return { kind, before: undefined };
}
