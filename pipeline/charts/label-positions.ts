import { type Box, type LineSegment, nearestInBox, overlapArea } from "./boxes.ts";
import { spreadStops } from "./label-stops.ts";
import type { PointCloud, PointIndex } from "./name-surroundings.ts";

/** A label to place: the size of its box with halo and where it would best lie, in pixels, and the points that are its own. */
export type LabelRequest = {
  anchorX: number;
  anchorY: number;
  width: number;
  height: number;
  topic: number;
  /** The topic of each point on the label's level, -1 for none. */
  owners: Int32Array;
};

/** A place that a label may take. */
export type LabelPosition = {
  box: Box;
  /** The line from a point of its own to the box, where the box does not speak for itself. */
  leader: LineSegment | null;
  /** Whether it has a line, or half of the points nearest to it are its own, and not more are of another topic. */
  isTrue: boolean;
  /** Whether no part of it lies outside the picture, and no point of another topic, or of none, under it. */
  isClear: boolean;
  /** What the place costs by itself, whatever the other labels do. */
  cost: number;
};

const DIRECTIONS = Array.from({ length: 24 }, (_, step) => {
  const angle = (2 * Math.PI * step) / 24;
  return { cos: Math.cos(angle), sin: Math.sin(angle) };
});
/** Pixels between a point and the near edge of a box without a line, and from the anchor to one with a line. */
const NEAR_DISTANCES = [7, 16, 28];
const FAR_DISTANCES = [22, 34, 48, 64, 84, 108, 136, 170, 210];
const MOST_STOPS = 14;
/** Of these, so many may have boxes with lines round them. */
const FAR_STOPS = 4;
/** Places kept for each label, of each kind, the cheapest ones. */
const MOST_PLACES = 160;

const OUTSIDE_COST = 300;
/** Cost of a name without a line that is not true, and of a point of another topic under any name. */
const UNTRUE_COST = 40;
const FOREIGN_POINT_COST = 30;
const OWN_POINT_COST = 0.35;
/** Cost where all nearest points are other topics'. */
const STRANGERS_COST = 3;
const NEAR_COST_PER_PIXEL = 0.02;
const FROM_ANCHOR_COST_PER_PIXEL = 0.008;
const LEADER_COST = 4;
const LEADER_COST_PER_PIXEL = 0.06;
const LEADER_POINT_COST = 1.5;
/** A line passes this close to a dot that it seems to touch. */
const LEADER_WIDTH = 4;
const LEAST_SHARE = 0.5;
/** With more points than this a covered one costs less, since fewer places are free. */
const POINTS_OF_FULL_COST = 2000;

/** What places are judged by: the points, their index, and the size of the picture. */
export type MapGround = { points: PointCloud; index: PointIndex; frame: { width: number; height: number } };

/**
 * Returns the places that a label may take: beside or over its own points without a line, or farther away with one to a point of its own.
 * Places without a line where less than half of the nearest points are its own cost most.
 */
export function listLabelPositions(request: LabelRequest, ground: MapGround): LabelPosition[] {
  const { points } = ground;
  const members = listMembers(request);
  const anchor = { x: request.anchorX, y: request.anchorY };
  const stops = spreadStops(points, members, anchor, MOST_STOPS).map((point) => ({
    x: points.xs[point]!,
    y: points.ys[point]!,
  }));
  const judge = (box: Box, leader: LineSegment | null) => judgePosition(box, leader, request, ground, members.length);
  // What is costlier than all that are kept, wherever the points lie, need not be judged by what lies round it.
  const isHopeless = (box: Box, extra: number, most: number) =>
    costDistance(box, request) + costEdge(box, ground) + extra > most;
  let beside: LabelPosition[] = [];
  let away: LabelPosition[] = [];
  for (const [rank, stop] of stops.entries()) {
    const most = costliest(beside);
    beside.push(judge({ ...stop, width: request.width, height: request.height }, null));
    for (const distance of NEAR_DISTANCES) {
      for (const direction of DIRECTIONS) {
        const box = shiftBox(stop, request, direction, distance);
        if (isHopeless(box, NEAR_COST_PER_PIXEL * distance, most)) continue;
        const place = judge(box, null);
        place.cost += NEAR_COST_PER_PIXEL * distance;
        beside.push(place);
      }
    }
    beside = takeCheapest(beside);
    if (rank >= FAR_STOPS) continue;
    const mostAway = costliest(away);
    for (const distance of FAR_DISTANCES) {
      for (const direction of DIRECTIONS) {
        const box = shiftBox(stop, request, direction, distance);
        const leader = drawLeader(box, stops);
        if (leader && !isHopeless(box, costLength(leader), mostAway)) away.push(judge(box, leader));
      }
    }
    away = takeCheapest(away);
  }
  return [...beside, ...away];
}

/** Returns the place that a label had, as it is judged among today's points. `from` is where its line starts, if it has one. */
export function judgeKeptPosition(
  middle: { x: number; y: number },
  from: { x: number; y: number } | null,
  request: LabelRequest,
  ground: MapGround,
): LabelPosition {
  const box = { ...middle, width: request.width, height: request.height };
  const end = from && nearestInBox(box, from.x, from.y);
  const leader = from && end && { x1: from.x, y1: from.y, x2: end.x, y2: end.y };
  return judgePosition(box, leader, request, ground, listMembers(request).length);
}

function listMembers({ owners, topic }: LabelRequest): number[] {
  return [...owners.keys()].filter((point) => owners[point] === topic);
}

/** Returns a place with what it costs; `size` is the number of the topic's points. */
function judgePosition(
  box: Box,
  leader: LineSegment | null,
  request: LabelRequest,
  ground: MapGround,
  size: number,
): LabelPosition {
  const { points, index } = ground;
  const pointWeight = Math.min(1, POINTS_OF_FULL_COST / points.xs.length);
  const around = index.describe(box, request.topic, request.owners, size);
  const isTrue = leader !== null || (around.ownShare >= LEAST_SHARE && around.ownShare >= around.otherShare);
  let cost =
    pointWeight * (FOREIGN_POINT_COST * around.otherCovered + OWN_POINT_COST * around.ownCovered) +
    STRANGERS_COST * (1 - around.ownShare) +
    costDistance(box, request) +
    costEdge(box, ground);
  if (leader) {
    const touched = index.countBeside(leader, request.topic, request.owners, LEADER_WIDTH);
    cost += costLength(leader) + LEADER_POINT_COST * touched;
  }
  if (!isTrue) cost += UNTRUE_COST;
  return { box, leader, isTrue, isClear: !liesOutside(box, ground) && around.otherCovered === 0, cost };
}

function costDistance(box: Box, { anchorX, anchorY }: LabelRequest): number {
  const near = nearestInBox(box, anchorX, anchorY);
  return FROM_ANCHOR_COST_PER_PIXEL * Math.hypot(near.x - anchorX, near.y - anchorY);
}

function costEdge(box: Box, ground: MapGround): number {
  return liesOutside(box, ground) ? OUTSIDE_COST : 0;
}

/** Returns whether a part of a box lies outside the picture. */
function liesOutside(box: Box, { frame }: MapGround): boolean {
  const picture = { x: frame.width / 2, y: frame.height / 2, width: frame.width, height: frame.height };
  return overlapArea(box, picture) < box.width * box.height - 1;
}

function costLength({ x1, y1, x2, y2 }: LineSegment): number {
  return LEADER_COST + LEADER_COST_PER_PIXEL * Math.hypot(x2 - x1, y2 - y1);
}

/** Returns a label's box whose near edge lies `distance` from a place, in one of the directions. */
function shiftBox(
  from: { x: number; y: number },
  { width, height }: LabelRequest,
  { cos, sin }: { cos: number; sin: number },
  distance: number,
): Box {
  return {
    x: from.x + cos * distance + clampToUnit(1.5 * cos) * (width / 2),
    y: from.y + sin * distance + clampToUnit(1.5 * sin) * (height / 2),
    width,
    height,
  };
}

const LEAST_LEADER = 12;

/** Returns the line from the nearest of the stops to a box; none where the box lies at a stop, so that a line would hardly show. */
function drawLeader(box: Box, stops: readonly { x: number; y: number }[]): LineSegment | null {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, { x, y }] of stops.entries()) {
    const dx = Math.max(0, Math.abs(x - box.x) - box.width / 2);
    const dy = Math.max(0, Math.abs(y - box.y) - box.height / 2);
    const squared = dx * dx + dy * dy;
    if (squared >= least) continue;
    least = squared;
    best = index;
  }
  if (least < LEAST_LEADER ** 2) return null;
  const { x, y } = stops[best]!;
  const end = nearestInBox(box, x, y);
  return { x1: x, y1: y, x2: end.x, y2: end.y };
}

/** Returns from which cost on a place is not kept. `places` are the cheapest, in order. */
function costliest(places: readonly LabelPosition[]): number {
  return places.length < MOST_PLACES ? Number.POSITIVE_INFINITY : places.at(-1)!.cost;
}

function takeCheapest(places: LabelPosition[]): LabelPosition[] {
  return places.sort((a, b) => a.cost - b.cost).slice(0, MOST_PLACES);
}

function clampToUnit(value: number): number {
  return Math.min(1, Math.max(-1, value));
}
