import type { RootContent } from "mdast";
import { paragraph, table } from "../documents/markdown.ts";
import { formatFigure } from "../text/format-figure.ts";
import type { UnassignedRow, UnsureRow } from "./report-rows.ts";

const MOST_UNASSIGNED = 50;

/** Returns the edge papers of the smallest margin, with the topic that came second; nothing where there is none. */
export function listUnsure(unsure: readonly UnsureRow[]): RootContent[] {
  if (unsure.length === 0) return [];
  return [
    paragraph("Papers between topics with the smallest margins, and the topic that came second."),
    table(
      ["Paper", "Placed in", "Probability", "Or"],
      ["left", "left", "right", "left"],
      unsure.map(({ title, topic, probability, second }) => [title, topic, formatFigure(probability), second]),
    ),
  ];
}

/** Returns the papers that are in no topic, the least supported first, up to fifty; nothing where all are placed. */
export function listUnassigned(unassigned: readonly UnassignedRow[]): RootContent[] {
  if (unassigned.length === 0) return [];
  const content: RootContent[] = [
    paragraph("No topic has a probability of a half or more for them, and --max-unassigned lets these stay without."),
    table(
      ["Paper", "Best topic", "Probability"],
      ["left", "left", "right"],
      unassigned
        .slice(0, MOST_UNASSIGNED)
        .map(({ title, best, probability }) => [title, best, formatFigure(probability)]),
    ),
  ];
  if (unassigned.length > MOST_UNASSIGNED) {
    content.push(paragraph(`… and ${unassigned.length - MOST_UNASSIGNED} more.`));
  }
  return content;
}
