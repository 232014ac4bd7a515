import type { Random } from "../random.ts";
import { overlapArea } from "./boxes.ts";
import type { Candidate, LabelRequest, PointCloud } from "./label-candidates.ts";
import type { MapFrame } from "./map-frame.ts";
import { toData, toPixel } from "./map-frame.ts";
import type { MeasureText } from "./measure-text.ts";
import { findFirstScales, placeLabels } from "./place-labels.ts";
import { darkenToText } from "./topic-colors.ts";
import { wrapLabel } from "./wrap-label.ts";

/** A topic as the map needs it. */
export type LabeledTopic = {
  topic_id: number;
  label: string;
  size: number;
  terms: string[];
  anchor_x: number;
  anchor_y: number;
  color: string;
  /** Label of the broader topic that it is part of. */
  parent_label: string | null;
};

/** A label on the map: its middle in data coordinates, its text in lines, sizes in pixels. */
export type MapLabel = {
  topic: string;
  papers: number;
  terms: string;
  text: string;
  x: number;
  y: number;
  /** Half of the width and height of its box, halo included. */
  half_width: number;
  half_height: number;
  font_size: number;
  line_height: number;
  /** Pixels from the middle of the label to the middle of its first line. */
  shift: number;
  color: string;
  /** Scale of the map, 1 being the whole of it, from which on the label is free of larger topics' labels. */
  first_scale: number;
  /** End of the line to the anchor, where there is one. */
  leader?: { x: number; y: number; x2: number; y2: number };
};

/** With more topics than this only the largest are named, and the rest numbered. */
const MOST_NAMES = 60;
const NAMES_AMONG_NUMBERS = 40;
/** Above this many labels all are set smaller. */
const MANY_NAMES = 30;
const LEAST_FONT_SIZE = 11;
const MOST_EMS = 10.5;
const LINE_HEIGHT = 1.16;
const HALO = 4;
const MOST_ATTEMPTS = 12;

/**
 * Returns the labels, none of which overlaps another, and whether some are only the topic's number: those beyond the forty
 * largest where there are more than sixty, and those for which there is no room beside their cluster. A number without room is left out.
 */
export function layOutLabels(
  topics: readonly LabeledTopic[],
  points: PointCloud,
  frame: MapFrame,
  random: Random,
  measure: MeasureText,
): { labels: MapLabel[]; isNumbered: boolean } {
  const bySize = [...topics].sort((a, b) => b.size - a.size || a.topic_id - b.topic_id);
  const named = new Set(bySize.slice(0, topics.length > MOST_NAMES ? NAMES_AMONG_NUMBERS : MOST_NAMES));
  // The largest first: where two are in each other's way, the later one gives way.
  let shown = bySize.map((topic) => setText(topic, topics, named.has(topic), frame, measure));
  let isNumbered = topics.length > MOST_NAMES;
  for (let attempt = 0; ; attempt++) {
    const places = placeLabels(
      shown.map(({ request }) => request),
      points,
      frame,
      random,
    );
    const crowded = findCrowded(places);
    if (crowded.size === 0) return { labels: describeLabels(shown, places, frame), isNumbered };
    isNumbered = true;
    shown = shown.flatMap((label, index) => {
      if (!crowded.has(index)) return [label];
      const isGivenUp = label.isNumber || attempt >= MOST_ATTEMPTS;
      return isGivenUp ? [] : [setText(label.topic, topics, false, frame, measure)];
    });
  }
}

type SetLabel = { topic: LabeledTopic; isNumber: boolean; text: string[]; fontSize: number; request: LabelRequest };

function setText(
  topic: LabeledTopic,
  topics: readonly LabeledTopic[],
  isNamed: boolean,
  frame: MapFrame,
  measure: MeasureText,
): SetLabel {
  const [least, most] = topics.length > MANY_NAMES ? [LEAST_FONT_SIZE, 14] : [12, 16];
  const share = Math.sqrt(topic.size / Math.max(...topics.map(({ size }) => size)));
  const fontSize = isNamed ? Math.round((least + (most - least) * share) * 2) / 2 : LEAST_FONT_SIZE;
  const measureLine = (line: string) => measure(line, fontSize, "bold");
  const text = isNamed ? wrapLabel(topic.label, MOST_EMS * fontSize, measureLine) : [String(topic.topic_id)];
  const anchor = toPixel(frame, { x: topic.anchor_x, y: topic.anchor_y });
  const request = {
    anchorX: anchor.x,
    anchorY: anchor.y,
    width: Math.max(...text.map(measureLine)) + 2 * HALO,
    height: (0.95 + (text.length - 1) * LINE_HEIGHT) * fontSize + 2 * HALO,
    topic: topics.indexOf(topic),
  };
  return { topic, isNumber: !isNamed, text, fontSize, request };
}

/** Of each two labels that overlap: the later one, which is the smaller topic's. */
function findCrowded(places: readonly Candidate[]): Set<number> {
  const crowded = new Set<number>();
  for (let later = 0; later < places.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      if (!crowded.has(earlier) && overlapArea(places[later]!.box, places[earlier]!.box) > 0) crowded.add(later);
    }
  }
  return crowded;
}

function describeLabels(shown: readonly SetLabel[], places: readonly Candidate[], frame: MapFrame): MapLabel[] {
  const firstScales = findFirstScales(places);
  return shown.map(({ topic, text, fontSize }, index) => {
    const { box, leader } = places[index]!;
    const middle = toData(frame, box);
    const lineHeight = LINE_HEIGHT * fontSize;
    const label: MapLabel = {
      topic: topic.label,
      papers: topic.size,
      terms: topic.terms.join(", "),
      text: text.join("\n"),
      x: round(middle.x),
      y: round(middle.y),
      half_width: round(box.width / 2),
      half_height: round(box.height / 2),
      font_size: fontSize,
      line_height: round(lineHeight),
      shift: round((-(text.length - 1) * lineHeight) / 2),
      color: darkenToText(topic.color),
      first_scale: round(firstScales[index]!),
    };
    if (!leader) return label;
    const [from, to] = [toData(frame, { x: leader.x1, y: leader.y1 }), toData(frame, { x: leader.x2, y: leader.y2 })];
    return { ...label, leader: { x: round(from.x), y: round(from.y), x2: round(to.x), y2: round(to.y) } };
  });
}

function round(value: number): number {
  return Math.round(value * 1e3) / 1e3;
}
