import type { RootContent } from "mdast";
import { heading, paragraph, table } from "../documents/markdown.ts";
import type { UnassignedRow } from "./report-data.ts";

const MOST_UNASSIGNED = 50;

/** Returns the papers that are in no topic, the least supported first, up to fifty; nothing where all are placed. */
export function listUnassigned(unassigned: readonly UnassignedRow[]): RootContent[] {
  if (unassigned.length === 0) return [];
  return [
    heading(2, "Papers in no topic"),
    paragraph("Less than half of the evidence is for any one topic, and --max-unassigned lets these stay without."),
    table(
      ["Paper", "Best topic", "Probability"],
      ["left", "left", "right"],
      unassigned.slice(0, MOST_UNASSIGNED).map(({ title, best, probability }) => [title, best, probability.toFixed(2)]),
    ),
    ...(unassigned.length > MOST_UNASSIGNED ? [paragraph(`… and ${unassigned.length - MOST_UNASSIGNED} more.`)] : []),
  ];
}
