import { wrapLabel } from "../../../charts/wrap-label.ts";
import { type AtlasTopic, NONE } from "../../atlas-data.ts";
import { findLabelIntervals, type Interval, type LabelBox } from "./label-intervals.ts";
import type { LabelPlace } from "./label-places.ts";

/** A topic's name as it stands on the map; sizes in CSS pixels. */
export type MapLabel = LabelPlace & {
  topic: AtlasTopic;
  lines: string[];
  fontSize: number;
  lineHeight: number;
  width: number;
  height: number;
};

/** A name before it has a place. */
export type SetLabel = Omit<MapLabel, keyof LabelPlace>;

/** A set text with what it takes to draw and to place it. */
export type PlacedLabels = { labels: MapLabel[]; intervals: Interval[] };

/** Returns the width of a text in a bold font of that size, in CSS pixels. */
export type MeasureBoldText = (text: string, fontSize: number) => number;

/** Font weight of the names, as in CSS. */
export const LABEL_WEIGHT = 650;
const LINE_HEIGHT = 1.16;
/** Room for the halo. */
const HALO = 4;
const MOST_EMS = 10.5;
const LEAST_FONT_SIZE = 11;
/** Smallest and largest font size by how far a level is from the finest; a map of one level uses the middle one. */
const FONT_SIZES = [
  [12.5, 15.5],
  [15.5, 20],
  [17, 22],
] as const;

/**
 * Returns the names set in lines, in the order of the topics. Broad topics and large ones have larger names; `enlarge` multiplies all sizes, but none is
 * under 11 pixels.
 */
export function setLabels(topics: readonly AtlasTopic[], measure: MeasureBoldText, enlarge = 1): SetLabel[] {
  const largest = new Map<number, number>();
  for (const { level, size } of topics) largest.set(level, Math.max(largest.get(level) ?? 1, size));
  return topics.map((topic) => {
    const [least, most] = FONT_SIZES[Math.min(topic.level, FONT_SIZES.length - 1)]!;
    const share = Math.sqrt(topic.size / largest.get(topic.level)!);
    const fontSize = Math.max(LEAST_FONT_SIZE, Math.round((least + (most - least) * share) * enlarge * 2) / 2);
    const measureLine = (line: string) => measure(line, fontSize);
    const text = stripControls(topic.shortLabel ?? topic.label).replaceAll(" · ", ", ");
    const lines = wrapLabel(text, MOST_EMS * fontSize, measureLine);
    return {
      topic,
      lines,
      fontSize,
      lineHeight: LINE_HEIGHT * fontSize,
      width: Math.max(1, ...lines.map(measureLine)) + 2 * HALO,
      height: lines.length * LINE_HEIGHT * fontSize + 2 * HALO,
    };
  });
}

/** Returns at which scales each label stands; see `findLabelIntervals`. */
export function placeMapLabels(labels: MapLabel[], leastScale: number, mostScale: number): PlacedLabels {
  const rowOf = new Map(labels.map(({ topic }, row) => [topic.id, row]));
  const boxes = labels.map(
    ({ topic, x, y, shift, width, height }): LabelBox => ({
      x,
      y,
      shift,
      width,
      height,
      weight: topic.size * (topic.stability ?? 1),
      level: topic.level,
      parent: topic.parent === null ? NONE : (rowOf.get(topic.parent) ?? NONE),
      size: topic.size,
    }),
  );
  return { labels, intervals: findLabelIntervals(boxes, leastScale, mostScale) };
}

/** Control characters, and marks that turn the direction of all that follows. */
function stripControls(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, " ");
}

const STEPS_PER_DOUBLING = 8;
/** Share of a step that the scale must be beyond it before it counts, so that a trembling finger toggles nothing. */
const CLIMB = 1.06;

/**
 * Returns the scale by which labels are chosen: the highest step, an eighth of a doubling, that is not above the real scale. It falls at once. From the last
 * one, null for none, it climbs only when the scale is 6 % past a step.
 */
export function stepScale(scale: number, last: number | null): number {
  const step = (value: number) => 2 ** (Math.floor(Math.log2(value) * STEPS_PER_DOUBLING + 1e-9) / STEPS_PER_DOUBLING);
  const exact = step(scale);
  if (last === null || exact <= last) return exact;
  return Math.max(last, step(scale / CLIMB));
}

/** Returns the indices of the labels that stand at that scale. */
export function findStanding({ intervals }: PlacedLabels, scale: number): number[] {
  return intervals.flatMap(({ from, to }, index) => (from <= scale && scale < to ? [index] : []));
}
