import type { Random } from "../random.ts";
import { lineMeetsBox, linesCross, overlapArea } from "./boxes.ts";
import { darkenToText } from "./color-tones.ts";
import type { LabelPosition, LabelRequest, PointCloud } from "./label-positions.ts";
import { type MapFrame, roundCoordinate, toData, toPixel } from "./map-frame.ts";
import type { MeasureText } from "./measure-text.ts";
import { findFirstScales, placeLabels } from "./place-labels.ts";
import type { BroadestTopic, LabeledTopic } from "./topic-map-rows.ts";
import { wrapLabel } from "./wrap-label.ts";

/** A label on the map: its middle in data coordinates, its text in lines, sizes in pixels. */
export type PlacedLabel = {
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
const BROADER_FONT_SIZE = 15;
const MOST_EMS = 10.5;
const LINE_HEIGHT = 1.16;
const HALO = 4;
const MOST_ATTEMPTS = 12;

/**
 * Returns the labels, none of which overlaps another, and whether some are only the topic's number. Of more than sixty topics the forty
 * largest are named, or, where there are broader ones, these and the topics that are part of none. A name without room becomes a number;
 * a number without room is left out.
 */
export function layOutLabels(
  topics: readonly LabeledTopic[],
  points: PointCloud,
  frame: MapFrame,
  random: Random,
  measure: MeasureText,
  broadest: readonly BroadestTopic[] = [],
): { labels: PlacedLabel[]; isNumbered: boolean } {
  const bySize = [...topics].sort((a, b) => b.size - a.size || a.topic_id - b.topic_id);
  const named = new Set(bySize.slice(0, topics.length > MOST_NAMES ? NAMES_AMONG_NUMBERS : MOST_NAMES));
  // The largest first: where two are in each other's way, the later one gives way.
  let shown = bySize.map((topic) => setText(topic, topics, named.has(topic), frame, measure));
  if (topics.length > MOST_NAMES && broadest.some(({ level }) => level > 0))
    shown = nameBroadest(broadest, bySize, topics, points, frame, measure);
  let isNumbered = topics.length > MOST_NAMES;
  let before: (LabelPosition | null)[] | undefined;
  for (let attempt = 0; ; attempt++) {
    const requests = shown.map(({ request }) => request);
    const places = placeLabels(requests, points, frame, random, before);
    const crowded = findCrowded(places, shown.map(canShrink));
    if (crowded.size === 0) return { labels: describeLabels(shown, places, frame), isNumbered };
    isNumbered = true;
    const kept = shown
      .map((_, index) => index)
      .filter((index) => !crowded.has(index) || (canShrink(shown[index]!) && attempt < MOST_ATTEMPTS));
    before = kept.map((index) => (crowded.has(index) ? null : places[index]!));
    shown = kept.map((index) =>
      crowded.has(index) ? setText(shown[index]!.topic, topics, false, frame, measure) : shown[index]!,
    );
  }
}

/** Sets the names of the broader topics, then those of topics that are part of none, and numbers for the others. */
function nameBroadest(
  broadest: readonly BroadestTopic[],
  bySize: readonly LabeledTopic[],
  topics: readonly LabeledTopic[],
  points: PointCloud,
  frame: MapFrame,
  measure: MeasureText,
): TypesetLabel[] {
  const broader = broadest.filter(({ level }) => level > 0);
  const alone = new Set(broadest.filter(({ level }) => level === 0).map(({ topic_id }) => topic_id));
  return [
    ...broader.map((topic) => setText(topic, topics, true, frame, measure, findTopicAt(topic, points, frame))),
    ...bySize.map((topic) => setText(topic, topics, alone.has(topic.topic_id), frame, measure)),
  ];
}

/** Returns the topic of the point at which a broader topic's label points. */
function findTopicAt({ anchor_x, anchor_y }: LabeledTopic, { xs, ys, topicOf }: PointCloud, frame: MapFrame): number {
  const anchor = toPixel(frame, { x: anchor_x, y: anchor_y });
  let nearest = 0;
  const distanceTo = (point: number) => Math.hypot(xs[point]! - anchor.x, ys[point]! - anchor.y);
  for (let point = 1; point < xs.length; point++) if (distanceTo(point) < distanceTo(nearest)) nearest = point;
  return topicOf[nearest]!;
}

/** A name can give way to its number, which stands in the list; a broader topic has none there. */
function canShrink({ isNumber, isBroader }: TypesetLabel): boolean {
  return !isNumber && !isBroader;
}

type TypesetLabel = {
  topic: LabeledTopic;
  isNumber: boolean;
  isBroader: boolean;
  text: string[];
  fontSize: number;
  request: LabelRequest;
};

function setText(
  topic: LabeledTopic,
  topics: readonly LabeledTopic[],
  isNamed: boolean,
  frame: MapFrame,
  measure: MeasureText,
  partOfIt?: number,
): TypesetLabel {
  const [least, most] = topics.length > MANY_NAMES ? [LEAST_FONT_SIZE, 14] : [12, 16];
  const share = Math.sqrt(topic.size / Math.max(...topics.map(({ size }) => size)));
  const nameSize = partOfIt === undefined ? Math.round((least + (most - least) * share) * 2) / 2 : BROADER_FONT_SIZE;
  const fontSize = isNamed ? nameSize : LEAST_FONT_SIZE;
  const measureLine = (line: string) => measure(line, fontSize, "bold");
  const text = isNamed ? wrapLabel(topic.label, MOST_EMS * fontSize, measureLine) : [String(topic.topic_id)];
  const anchor = toPixel(frame, { x: topic.anchor_x, y: topic.anchor_y });
  const request = {
    anchorX: anchor.x,
    anchorY: anchor.y,
    width: Math.max(...text.map(measureLine)) + 2 * HALO,
    height: (0.95 + (text.length - 1) * LINE_HEIGHT) * fontSize + 2 * HALO,
    topic: partOfIt ?? topics.indexOf(topic),
  };
  return { topic, isNumber: !isNamed, isBroader: partOfIt !== undefined, text, fontSize, request };
}

/** Returns which labels give way: of each two in each other's way the later, which is the smaller topic's, unless only the other can shrink. */
function findCrowded(places: readonly LabelPosition[], canShrink: readonly boolean[]): Set<number> {
  const crowded = new Set<number>();
  for (let later = 0; later < places.length; later++) {
    for (let earlier = 0; earlier < later && !crowded.has(later); earlier++) {
      const [a, b] = [places[later]!, places[earlier]!];
      const inTheWay = overlapArea(a.box, b.box) > 0 || runsThrough(a, b) || runsThrough(b, a);
      if (!inTheWay || crowded.has(earlier)) continue;
      crowded.add(!canShrink[later] && canShrink[earlier] ? earlier : later);
    }
  }
  return crowded;
}

function runsThrough({ leader }: LabelPosition, other: LabelPosition): boolean {
  if (!leader) return false;
  return lineMeetsBox(leader, other.box) || (other.leader !== null && linesCross(leader, other.leader));
}

function describeLabels(
  shown: readonly TypesetLabel[],
  places: readonly LabelPosition[],
  frame: MapFrame,
): PlacedLabel[] {
  const firstScales = findFirstScales(places);
  return shown.map(({ topic, text, fontSize }, index) => {
    const { box, leader } = places[index]!;
    const middle = toData(frame, box);
    const lineHeight = LINE_HEIGHT * fontSize;
    const label: PlacedLabel = {
      topic: topic.label,
      papers: topic.size,
      terms: topic.terms.join(", "),
      text: text.join("\n"),
      x: roundCoordinate(middle.x),
      y: roundCoordinate(middle.y),
      half_width: roundCoordinate(box.width / 2),
      half_height: roundCoordinate(box.height / 2),
      font_size: fontSize,
      line_height: roundCoordinate(lineHeight),
      shift: roundCoordinate((-(text.length - 1) * lineHeight) / 2),
      color: darkenToText(topic.color),
      first_scale: roundCoordinate(firstScales[index]!),
    };
    if (!leader) return label;
    const [from, to] = [toData(frame, { x: leader.x1, y: leader.y1 }), toData(frame, { x: leader.x2, y: leader.y2 })];
    return {
      ...label,
      leader: {
        x: roundCoordinate(from.x),
        y: roundCoordinate(from.y),
        x2: roundCoordinate(to.x),
        y2: roundCoordinate(to.y),
      },
    };
  });
}
