import type { Random } from "../random.ts";
import { lineMeetsBox, linesCross, overlapArea } from "./boxes.ts";
import { darkenToHeading, darkenToText } from "./color-tones.ts";
import { keepName, type NamePlace } from "./kept-names.ts";
import { judgeKeptPosition, type LabelPosition, type LabelRequest, listLabelPositions } from "./label-positions.ts";
import { type MapFrame, roundCoordinate, toData, toPixel } from "./map-frame.ts";
import type { MeasureText } from "./measure-text.ts";
import { type PointCloud, PointIndex } from "./name-surroundings.ts";
import { findFirstScales, placeLabels } from "./place-labels.ts";
import type { BroadestTopic, LabeledTopic } from "./topic-map-rows.ts";
import { chooseWeight, type LabelKind, LINE_HEIGHT, type TypesetLabel, typesetLabel } from "./typeset-label.ts";

/** A label on the map: its middle in data coordinates, its text in lines, sizes in pixels. */
export type PlacedLabel = {
  topic_id: number;
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
  font_weight: "normal" | "bold";
  line_height: number;
  /** Pixels from the middle of the label to the middle of its first line. */
  shift: number;
  color: string;
  /** Scale of the map, 1 being the whole of it, from which on the label is free of larger topics' labels. */
  first_scale: number;
  /** The line from a point of the topic to the label, where there is one. */
  leader?: { x: number; y: number; x2: number; y2: number };
};

/** Points of the map in pixels, and for each the row of its topic, and of the broadest one that this is part of; -1 for none. */
export type OwnedPoints = PointCloud & { topicOf: Int32Array; broadestOf: Int32Array };

/** With more topics than this only the largest are named, and the rest numbered. */
const MOST_NAMES = 60;
const NAMES_AMONG_NUMBERS = 40;
const MOST_ATTEMPTS = 12;

/** A label with the places that it may take; `kept` is the one that it had, if any. */
type Label = {
  topic: LabeledTopic;
  kind: LabelKind;
  set: TypesetLabel;
  places: LabelPosition[];
  kept: LabelPosition | null;
};

/** The labels of a map: as they are drawn, where each has its middle and line, and whether some are only the topic's number. */
export type LaidOutLabels = { labels: PlacedLabel[]; names: NamePlace[]; isNumbered: boolean };

/**
 * Returns the labels, none of which overlaps another. Broad topics are named too, where there are any. Of more than sixty topics the forty
 * largest are named, or, beside broad names, those that are part of none. A name without room becomes a number; a number without room is
 * left out. A label stays at its place in `before` as long as it is true there, covers no other topic's paper and meets no other label.
 */
export function layOutLabels(
  topics: readonly LabeledTopic[],
  points: OwnedPoints,
  frame: MapFrame,
  random: Random,
  measure: MeasureText,
  broadest: readonly BroadestTopic[] = [],
  before: readonly NamePlace[] = [],
): LaidOutLabels {
  const largest = Math.max(...topics.map(({ size }) => size));
  const ground = { points, index: new PointIndex(points), frame };
  const request = (topic: LabeledTopic, kind: LabelKind, set: TypesetLabel): LabelRequest => {
    const isBroad = kind === "broad";
    const row = isBroad ? broadest.findIndex(({ topic_id }) => topic_id === topic.topic_id) : topics.indexOf(topic);
    const owners = isBroad ? points.broadestOf : points.topicOf;
    const anchor = isBroad ? findMiddle(points, owners, row) : toPixel(frame, { x: topic.anchor_x, y: topic.anchor_y });
    return { anchorX: anchor.x, anchorY: anchor.y, ...set, topic: row, owners };
  };
  const typeset = (topic: LabeledTopic, kind: LabelKind) =>
    typesetLabel(topic, kind, topic.size / largest, topics.length, measure);
  const label = (topic: LabeledTopic, kind: LabelKind): Label => {
    const set = typeset(topic, kind);
    return { topic, kind, set, places: listLabelPositions(request(topic, kind, set), ground), kept: null };
  };
  const keep = (topic: LabeledTopic, wanted: LabelKind, known: NamePlace | undefined): Label => {
    const { kind, before } = keepName(wanted, known);
    if (!before) return label(topic, kind);
    const { x, y, line_x, line_y } = before;
    const from = line_x === null || line_y === null ? null : toPixel(frame, { x: line_x, y: line_y });
    const set = typeset(topic, kind);
    const kept = judgeKeptPosition(toPixel(frame, { x, y }), from, request(topic, kind, set), ground);
    return { topic, kind, set, places: [kept], kept };
  };

  // The most important first: where two are in each other's way, the later one gives way.
  const places = new Map(before.map((name) => [name.topic_id, name]));
  let shown = freeUnsound(
    chooseKinds(topics, broadest).map(({ topic, kind }) => keep(topic, kind, places.get(topic.topic_id))),
    ({ topic, kind, set }) => listLabelPositions(request(topic, kind, set), ground),
  );
  let starts = shown.some(({ kept }) => kept) ? shown.map(({ kept }) => kept) : undefined;
  for (let attempt = 0; ; attempt++) {
    const candidates = shown.map(({ places }) => places);
    const places = candidates.every(({ length }) => length === 1)
      ? candidates.map(([place]) => place!)
      : placeLabels(candidates, random, starts);
    const crowded = findCrowded(places, shown.map(canShrink));
    const isNumbered = shown.some(({ kind }) => kind === "number") || crowded.size > 0;
    if (crowded.size === 0) {
      const labels = describeLabels(shown, places, frame);
      return { labels, names: shown.map(({ kind }, index) => describePlace(kind, labels[index]!)), isNumbered };
    }
    const kept = shown
      .map((_, index) => index)
      .filter((index) => !crowded.has(index) || (canShrink(shown[index]!) && attempt < MOST_ATTEMPTS));
    starts = kept.map((index) => (crowded.has(index) ? null : places[index]!));
    shown = kept.map((index) => (crowded.has(index) ? label(shown[index]!.topic, "number") : shown[index]!));
  }
}

/** Gives every label that cannot stay where it was all other places too: those that are not true or clear there, or meet one before them. */
function freeUnsound(labels: readonly Label[], listPlaces: (label: Label) => LabelPosition[]): Label[] {
  const sound: LabelPosition[] = [];
  return labels.map((label) => {
    const { kept } = label;
    if (!kept) return label;
    if (kept.isTrue && kept.isClear && !sound.some((other) => areInTheWay(kept, other))) {
      sound.push(kept);
      return label;
    }
    return { ...label, places: [kept, ...listPlaces(label)] };
  });
}

function describePlace(kind: LabelKind, { topic_id, x, y, leader }: PlacedLabel): NamePlace {
  return { topic_id, kind, x, y, line_x: leader?.x ?? null, line_y: leader?.y ?? null };
}

/** Returns the labels wanted: broad names, then names and numbers of the topics, the largest first. */
function chooseKinds(
  topics: readonly LabeledTopic[],
  broadest: readonly BroadestTopic[],
): { topic: LabeledTopic; kind: LabelKind }[] {
  const bySize = [...topics].sort((a, b) => b.size - a.size || a.topic_id - b.topic_id);
  const broader = broadest.filter(({ level }) => level > 0);
  const isNamed = (topic: LabeledTopic, rank: number) => {
    if (topics.length <= MOST_NAMES) return true;
    return broader.length > 0 ? topic.broadest_id === topic.topic_id : rank < NAMES_AMONG_NUMBERS;
  };
  return [
    ...broader.map((topic) => ({ topic, kind: "broad" as const })),
    ...bySize.map((topic, rank) => ({ topic, kind: isNamed(topic, rank) ? ("name" as const) : ("number" as const) })),
  ];
}

function findMiddle({ xs, ys }: PointCloud, owners: Int32Array, topic: number): { x: number; y: number } {
  const members = [...owners.keys()].filter((point) => owners[point] === topic);
  const mean = (values: Float64Array) => members.reduce((sum, point) => sum + values[point]!, 0) / members.length;
  return { x: mean(xs), y: mean(ys) };
}

/** A name can give way to its number, which stands in the list; a broad topic has none there. */
function canShrink({ kind }: Label): boolean {
  return kind === "name";
}

/** Returns which labels give way: of each two in each other's way the later, which is the smaller topic's, unless only the other can shrink. */
function findCrowded(places: readonly LabelPosition[], canShrink: readonly boolean[]): Set<number> {
  const crowded = new Set<number>();
  for (let later = 0; later < places.length; later++) {
    if (!places[later]!.isTrue) crowded.add(later);
    for (let earlier = 0; earlier < later && !crowded.has(later); earlier++) {
      const [a, b] = [places[later]!, places[earlier]!];
      if (!areInTheWay(a, b) || crowded.has(earlier)) continue;
      crowded.add(!canShrink[later] && canShrink[earlier] ? earlier : later);
    }
  }
  return crowded;
}

function areInTheWay(a: LabelPosition, b: LabelPosition): boolean {
  return overlapArea(a.box, b.box) > 0 || runsThrough(a, b) || runsThrough(b, a);
}

function runsThrough({ leader }: LabelPosition, other: LabelPosition): boolean {
  if (!leader) return false;
  return lineMeetsBox(leader, other.box) || (other.leader !== null && linesCross(leader, other.leader));
}

function describeLabels(shown: readonly Label[], places: readonly LabelPosition[], frame: MapFrame): PlacedLabel[] {
  const firstScales = findFirstScales(places);
  return shown.map(({ topic, kind, set: { text, fontSize } }, index) => {
    const { box, leader } = places[index]!;
    const middle = toData(frame, box);
    const lineHeight = LINE_HEIGHT * fontSize;
    const label: PlacedLabel = {
      topic_id: topic.topic_id,
      topic: topic.label,
      papers: topic.size,
      terms: topic.terms.join(", "),
      text: text.join("\n"),
      x: roundCoordinate(middle.x),
      y: roundCoordinate(middle.y),
      half_width: roundCoordinate(box.width / 2),
      half_height: roundCoordinate(box.height / 2),
      font_size: fontSize,
      font_weight: chooseWeight(kind),
      line_height: roundCoordinate(lineHeight),
      shift: roundCoordinate((-(text.length - 1) * lineHeight) / 2),
      color: kind === "broad" ? darkenToHeading(topic.color) : darkenToText(topic.color),
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
