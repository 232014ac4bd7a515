import type { MeasureText } from "./measure-text.ts";
import { wrapLabel } from "./wrap-label.ts";

/** How a topic is written on the map: a broad one's name above the others, a name, or its number in the list. */
export type LabelKind = "broad" | "name" | "number";

/** A label in lines, and the size of its box with halo, in pixels. */
export type TypesetLabel = { text: string[]; fontSize: number; width: number; height: number };

const BROAD_FONT_SIZE = 19;
const NUMBER_FONT_SIZE = 11;
/** Smallest and largest size of a name: where there are many, all are set smaller. */
const NAME_SIZES = [12, 16] as const;
const SIZES_OF_MANY = [11.5, 14] as const;
const MANY_NAMES = 30;
/** Widths tried, in ems: the first in which the whole label stands. */
const WIDTHS = [11.5, 14, 18, 23];
/** Lines of a label lie this many times its font size apart. */
export const LINE_HEIGHT = 1.16;
const HALO = 4;

/** Returns how a topic's label is set; `share` is its size as a part of the largest topic's, `topics` the number of all. */
export function typesetLabel(
  topic: { topic_id: number; label: string },
  kind: LabelKind,
  share: number,
  topics: number,
  measure: MeasureText,
): TypesetLabel {
  const fontSize = chooseFontSize(kind, share, topics);
  const measureLine = (line: string) => measure(line, fontSize, chooseWeight(kind));
  const text = kind === "number" ? [String(topic.topic_id)] : wrapWhole(topic.label, fontSize, measureLine);
  return {
    text,
    fontSize,
    width: Math.max(...text.map(measureLine)) + 2 * HALO,
    height: (0.95 + (text.length - 1) * LINE_HEIGHT) * fontSize + 2 * HALO,
  };
}

/** Returns the weight of a label: a broad name is large and light, so that it does not shout down those under it. */
export function chooseWeight(kind: LabelKind): "normal" | "bold" {
  return kind === "broad" ? "normal" : "bold";
}

function chooseFontSize(kind: LabelKind, share: number, topics: number): number {
  if (kind !== "name") return kind === "broad" ? BROAD_FONT_SIZE : NUMBER_FONT_SIZE;
  const [least, most] = topics > MANY_NAMES ? SIZES_OF_MANY : NAME_SIZES;
  return Math.round((least + (most - least) * Math.sqrt(share)) * 2) / 2;
}

function wrapWhole(label: string, fontSize: number, measureLine: (line: string) => number): string[] {
  const tried = WIDTHS.map((ems) => wrapLabel(label, ems * fontSize, measureLine));
  return tried.find((lines) => lines.every((line) => !line.endsWith("…"))) ?? tried[0]!;
}
