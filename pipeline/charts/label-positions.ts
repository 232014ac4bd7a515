import { type Box, type LineSegment, nearestInBox, overlapArea } from "./boxes.ts";

/** A label to place: its anchor and the size of its box with halo, in pixels, and the place of the topic whose points it may cover. */
export type LabelRequest = { anchorX: number; anchorY: number; width: number; height: number; topic: number };

/** Points of the map in pixels, and for each the place of its topic, -1 for none. */
export type PointCloud = { xs: Float64Array; ys: Float64Array; topicOf: Int32Array };

/** A place that a label may take. */
export type LabelPosition = {
  box: Box;
  /** How far out: 0 is on the anchor. */
  ring: number;
  /** The line from the anchor to the box, where the box is too far away to speak for itself. */
  leader: LineSegment | null;
  /** What the place costs by itself, whatever the other labels do. */
  cost: number;
};

const DIRECTIONS = 16;
/** Pixels between the anchor and the near edge of the box, ring by ring. */
const RING_DISTANCES = [14, 32, 56, 82, 108];
/** From this ring on a leader is drawn. */
const FIRST_LEADER_RING = 3;
const RING_COST = 0.6;
const OUTSIDE_COST = 200;
const FOREIGN_ANCHOR_COST = 6;
const NEARER_TO_ANOTHER_COST = 4;
/** Cost of a covered point where there are 439 of them; less where there are more, and up to four times as much where there are fewer. */
const FOREIGN_POINT_COST = 0.25;
const OWN_POINT_COST = 0.1;
const POINTS_OF_FULL_COST = 439;
/** Cost of standing nearer to another topic's point than to any of its own, by more than the margin in pixels. */
const STRANGER_NEARER_COST = 2.5;
const STRANGER_MARGIN = 6;
/** Cost of a place round which, within that many pixels, only other topics' points lie; in part where some are its own. */
const AMONG_STRANGERS_COST = 3;
const SURROUNDINGS = 22;
const MOST_POINT_WEIGHT = 4;
const OWN_ANCHOR_COST = 1;

/** Returns the 81 places that each label may take: on its anchor, then five rings of sixteen directions. */
export function listLabelPositions(
  requests: readonly LabelRequest[],
  points: PointCloud,
  frame: { width: number; height: number },
): LabelPosition[][] {
  const picture = { x: frame.width / 2, y: frame.height / 2, width: frame.width, height: frame.height };
  const pointWeight = Math.min(MOST_POINT_WEIGHT, POINTS_OF_FULL_COST / points.xs.length);
  return requests.map((request, index) =>
    listBoxes(request).map(({ box, ring }) => ({
      box,
      ring,
      leader: drawLeader(request, box, ring),
      cost:
        RING_COST * ring +
        (overlapArea(box, picture) < box.width * box.height - 1 ? OUTSIDE_COST : 0) +
        costOfPoints(request.topic, box, points, pointWeight) +
        costOfAnchors(index, box, requests),
    })),
  );
}

function listBoxes({ anchorX, anchorY, width, height }: LabelRequest): { box: Box; ring: number }[] {
  const boxes = [{ box: { x: anchorX, y: anchorY, width, height }, ring: 0 }];
  for (const [index, distance] of RING_DISTANCES.entries()) {
    for (let step = 0; step < DIRECTIONS; step++) {
      const angle = (2 * Math.PI * step) / DIRECTIONS;
      const x = anchorX + Math.cos(angle) * distance + clampToUnit(1.5 * Math.cos(angle)) * (width / 2);
      const y = anchorY + Math.sin(angle) * distance + clampToUnit(1.5 * Math.sin(angle)) * (height / 2);
      boxes.push({ box: { x, y, width, height }, ring: index + 1 });
    }
  }
  return boxes;
}

function drawLeader({ anchorX, anchorY }: LabelRequest, box: Box, ring: number): LineSegment | null {
  if (ring < FIRST_LEADER_RING) return null;
  const end = nearestInBox(box, anchorX, anchorY);
  return { x1: anchorX, y1: anchorY, x2: end.x, y2: end.y };
}

function costOfPoints(topic: number, box: Box, { xs, ys, topicOf }: PointCloud, pointWeight: number): number {
  let cost = 0;
  let own = Infinity;
  let foreign = Infinity;
  let ownNear = 0;
  let foreignNear = 0;
  for (let point = 0; point < xs.length; point++) {
    const dx = Math.max(0, Math.abs(xs[point]! - box.x) - box.width / 2);
    const dy = Math.max(0, Math.abs(ys[point]! - box.y) - box.height / 2);
    const squared = dx * dx + dy * dy;
    if (topicOf[point] === topic) {
      own = Math.min(own, squared);
      if (squared < SURROUNDINGS ** 2) ownNear++;
      if (squared === 0) cost += pointWeight * OWN_POINT_COST;
    } else {
      foreign = Math.min(foreign, squared);
      if (squared < SURROUNDINGS ** 2) foreignNear++;
      if (squared === 0) cost += pointWeight * FOREIGN_POINT_COST;
    }
  }
  if (Math.sqrt(own) > Math.sqrt(foreign) + STRANGER_MARGIN) cost += STRANGER_NEARER_COST;
  return cost + (AMONG_STRANGERS_COST * foreignNear) / Math.max(1, ownNear + foreignNear);
}

function costOfAnchors(own: number, box: Box, requests: readonly LabelRequest[]): number {
  const distanceTo = ({ anchorX, anchorY }: LabelRequest) => {
    const near = nearestInBox(box, anchorX, anchorY);
    return Math.hypot(near.x - anchorX, near.y - anchorY);
  };
  const ownDistance = distanceTo(requests[own]!);
  let cost = ownDistance === 0 ? OWN_ANCHOR_COST : 0;
  let isNearerToAnother = false;
  for (const [index, request] of requests.entries()) {
    if (index === own) continue;
    const distance = distanceTo(request);
    if (distance === 0) cost += FOREIGN_ANCHOR_COST;
    if (distance < ownDistance) isNearerToAnother = true;
  }
  return cost + (isNearerToAnother ? NEARER_TO_ANOTHER_COST : 0);
}

function clampToUnit(value: number): number {
  return Math.min(1, Math.max(-1, value));
}
