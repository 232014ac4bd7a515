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
  /** What the place costs by itself, whatever the other labels do. */
  cost: number;
};

const DIRECTIONS = 24;
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

/**
 * Returns the places that a label may take: beside or over its own points without a line, or farther away with one to a point of its own.
 * `index` is made from the points. Places without a line where less than half of the nearest points are its own cost most.
 */
export function listLabelPositions(
  request: LabelRequest,
  points: PointCloud,
  index: PointIndex,
  frame: { width: number; height: number },
): LabelPosition[] {
  const picture = { x: frame.width / 2, y: frame.height / 2, width: frame.width, height: frame.height };
  const pointWeight = Math.min(1, POINTS_OF_FULL_COST / points.xs.length);
  const members = [...points.xs.keys()].filter((point) => request.owners[point] === request.topic);
  const anchor = { x: request.anchorX, y: request.anchorY };
  const stops = spreadStops(points, members, anchor, MOST_STOPS).map((point) => ({
    x: points.xs[point]!,
    y: points.ys[point]!,
  }));
  const judge = (box: Box, leader: LineSegment | null): LabelPosition => {
    const around = index.describe(box, request.topic, request.owners, members.length);
    const isTrue = leader !== null || (around.ownShare >= LEAST_SHARE && around.ownShare >= around.otherShare);
    const near = nearestInBox(box, anchor.x, anchor.y);
    let cost =
      pointWeight * (FOREIGN_POINT_COST * around.otherCovered + OWN_POINT_COST * around.ownCovered) +
      STRANGERS_COST * (1 - around.ownShare) +
      FROM_ANCHOR_COST_PER_PIXEL * Math.hypot(near.x - anchor.x, near.y - anchor.y) +
      (overlapArea(box, picture) < box.width * box.height - 1 ? OUTSIDE_COST : 0);
    if (leader) {
      const length = Math.hypot(leader.x2 - leader.x1, leader.y2 - leader.y1);
      const touched = index.countBeside(leader, request.topic, request.owners, LEADER_WIDTH);
      cost += LEADER_COST + LEADER_COST_PER_PIXEL * length + LEADER_POINT_COST * touched;
    }
    if (!isTrue) cost += UNTRUE_COST;
    return { box, leader, isTrue, cost };
  };
  const beside = stops.flatMap((stop) => [
    judge({ ...stop, width: request.width, height: request.height }, null),
    ...listBoxesRound(stop, request, NEAR_DISTANCES).map(({ box, distance }) => {
      const place = judge(box, null);
      return { ...place, cost: place.cost + NEAR_COST_PER_PIXEL * distance };
    }),
  ]);
  const away = stops.slice(0, FAR_STOPS).flatMap((stop) =>
    listBoxesRound(stop, request, FAR_DISTANCES).flatMap(({ box }) => {
      const leader = drawLeader(box, stops);
      return leader ? [judge(box, leader)] : [];
    }),
  );
  return [...takeCheapest(beside), ...takeCheapest(away)];
}

function listBoxesRound(
  { x: fromX, y: fromY }: { x: number; y: number },
  { width, height }: LabelRequest,
  distances: readonly number[],
): { box: Box; distance: number }[] {
  return distances.flatMap((distance) =>
    Array.from({ length: DIRECTIONS }, (_, step) => {
      const angle = (2 * Math.PI * step) / DIRECTIONS;
      const x = fromX + Math.cos(angle) * distance + clampToUnit(1.5 * Math.cos(angle)) * (width / 2);
      const y = fromY + Math.sin(angle) * distance + clampToUnit(1.5 * Math.sin(angle)) * (height / 2);
      return { box: { x, y, width, height }, distance };
    }),
  );
}

const LEAST_LEADER = 12;

/** Returns the line from the nearest of the stops to a box; none where the box lies at a stop, so that a line would hardly show. */
function drawLeader(box: Box, stops: readonly { x: number; y: number }[]): LineSegment | null {
  let best: LineSegment | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const { x, y } of stops) {
    const end = nearestInBox(box, x, y);
    const length = Math.hypot(end.x - x, end.y - y);
    if (length >= least) continue;
    least = length;
    best = { x1: x, y1: y, x2: end.x, y2: end.y };
  }
  return least < LEAST_LEADER ? null : best;
}

function takeCheapest(places: LabelPosition[]): LabelPosition[] {
  return places.sort((a, b) => a.cost - b.cost).slice(0, MOST_PLACES);
}

function clampToUnit(value: number): number {
  return Math.min(1, Math.max(-1, value));
}
