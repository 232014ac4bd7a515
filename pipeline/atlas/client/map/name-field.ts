import type { Box } from "../../../charts/boxes.ts";
import { type AtlasTopic, NONE } from "../../atlas-data.ts";
import type { PointGrid } from "./point-grid.ts";

/** The papers that names stand among. A place is in map pixels: units of the map times the scale. */
export type NameField = {
  xs: ArrayLike<number>;
  ys: ArrayLike<number>;
  grid: Pick<PointGrid, "visitRectangle">;
  /** For each level the id of the topic that each paper counts for, -1 for none. */
  topicsOfLevel: readonly Int32Array[];
};

/** How true a box is as the place of a topic's name. */
export type Truth = {
  /** Share of the nearest papers that are its own, and the largest of any other topic of its level. */
  ownShare: number;
  otherShare: number;
  /** Pixels to its nearest own paper among them; infinite where there is none. */
  gap: number;
};

/** So many papers say whose place a box is. */
const NEAREST = 10;
const FIRST_REACH = 16;

/** Returns for each level the topic that each paper counts for: one without a broader one counts for itself on every level. */
export function climbTopics(
  topics: readonly Pick<AtlasTopic, "id" | "parent" | "level">[],
  topicOf: Int32Array,
): Int32Array[] {
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const climb = (id: number, level: number): number => {
    const { parent } = byId.get(id)!;
    const broader = parent === null ? undefined : byId.get(parent);
    return broader && broader.level <= level ? climb(broader.id, level) : id;
  };
  const mostLevel = topics.reduce((most, { level }) => Math.max(most, level), 0);
  return Array.from({ length: mostLevel + 1 }, (_, level) => {
    const climbed = new Map(topics.map(({ id }) => [id, climb(id, level)]));
    return Int32Array.from(topicOf, (id) => climbed.get(id) ?? NONE);
  });
}

/** Returns how many papers of other topics and of the topic itself have their middle in a box that is `margin` pixels larger on each side; it stops at `most` others. */
export function countCovered(
  { xs, ys, grid, topicsOfLevel }: NameField,
  box: Box,
  margin: number,
  { id, level }: { id: number; level: number },
  scale: number,
  most = 1,
): { own: number; others: number } {
  const [left, right] = [(box.x - box.width / 2 - margin) / scale, (box.x + box.width / 2 + margin) / scale];
  const [top, bottom] = [(box.y - box.height / 2 - margin) / scale, (box.y + box.height / 2 + margin) / scale];
  const counts = { own: 0, others: 0 };
  const owners = topicsOfLevel[level]!;
  grid.visitRectangle(left, top, right, bottom, (row) => {
    if (xs[row]! < left || xs[row]! > right || ys[row]! < top || ys[row]! > bottom) return true;
    if (owners[row] === id) counts.own++;
    else counts.others++;
    return counts.others < most;
  });
  return counts;
}

/** What the search found last; kept, since it is asked for a hundred thousand times. */
const distances: number[] = [];
const ownersFound: number[] = [];
const nearest = new Float64Array(NEAREST);

/** Returns the `nth` smallest of the first `count` values, from 1, at most the tenth. */
function findNth(values: readonly number[], count: number, nth: number): number {
  let held = 0;
  for (let place = 0; place < count; place++) {
    const value = values[place]!;
    if (held === nth && value >= nearest[nth - 1]!) continue;
    let to = held < nth ? held++ : nth - 1;
    for (; to > 0 && nearest[to - 1]! > value; to--) nearest[to] = nearest[to - 1]!;
    nearest[to] = value;
  }
  return nearest[nth - 1]!;
}

/** Returns how true a box is for a topic of `size` papers, by the 10 papers nearest to it, or as many as the topic has, and all that are as near as the last. */
export function judgeTruth(
  { xs, ys, grid, topicsOfLevel }: NameField,
  box: Box,
  { id, level, size }: { id: number; level: number; size: number },
  scale: number,
): Truth {
  const owners = topicsOfLevel[level]!;
  const wanted = Math.max(1, Math.min(NEAREST, size));
  const [halfWidth, halfHeight] = [box.width / 2, box.height / 2];
  for (let reach = FIRST_REACH; ; reach *= 2) {
    let found = 0;
    const [acrossReach, downReach] = [(halfWidth + reach) / scale, (halfHeight + reach) / scale];
    const [x, y] = [box.x / scale, box.y / scale];
    grid.visitRectangle(x - acrossReach, y - downReach, x + acrossReach, y + downReach, (row) => {
      const dx = Math.max(0, Math.abs(xs[row]! * scale - box.x) - halfWidth);
      const dy = Math.max(0, Math.abs(ys[row]! * scale - box.y) - halfHeight);
      const squared = dx * dx + dy * dy;
      if (squared > reach * reach) return true;
      distances[found] = squared;
      ownersFound[found] = owners[row]!;
      found++;
      return true;
    });
    if (found < wanted && reach < FIRST_REACH * 4096) continue;
    const last = found === 0 ? 0 : findNth(distances, found, Math.min(wanted, found));
    const counts = new Map<number, number>();
    let counted = 0;
    let gap = Number.POSITIVE_INFINITY;
    for (let place = 0; place < found; place++) {
      const [squared, owner] = [distances[place]!, ownersFound[place]!];
      if (squared > last) continue;
      counted++;
      counts.set(owner, (counts.get(owner) ?? 0) + 1);
      if (owner === id) gap = Math.min(gap, Math.sqrt(squared));
    }
    let most = 0;
    for (const [owner, count] of counts) if (owner !== id && owner !== NONE) most = Math.max(most, count);
    return { ownShare: (counts.get(id) ?? 0) / Math.max(1, counted), otherShare: most / Math.max(1, counted), gap };
  }
}
