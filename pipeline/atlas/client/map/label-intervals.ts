/** A label that may stand on the map: a place in units of the map; a box in pixels, the same at every zoom. */
export type LabelBox = {
  x: number;
  y: number;
  /** Pixels from the place down to the middle of the box. */
  shift: number;
  width: number;
  height: number;
  /** The larger goes first among labels of one level. */
  weight: number;
  /** 0 is the finest. */
  level: number;
  /** Index of the label that stands for this one from afar; -1 for none. */
  parent: number;
  /** Papers that it stands for. */
  size: number;
};

/** Scales, in pixels per unit, at which a label stands: from `from` on, below `to`. Where `from` is not below `to` it never stands. */
export type Interval = { from: number; to: number };

/** A broad label stands at least until the scale has doubled; its finer ones begin no sooner than it leaves. */
const LEAST_LIFE = 2;
/** Share of a broad label's papers whose finer labels must find room before it leaves. */
const SHARE_STANDING = 0.6;

/**
 * Returns for each label the scales at which it stands; no two that stand at one scale overlap there. Moving the map toggles none, since they depend on boxes
 * and least scale alone. The coarser label goes first, then the heavier; a later one waits until it is free of all before it (active ranges: Been, Daiches
 * and Yap 2006).
 */
export function findLabelIntervals(labels: readonly LabelBox[], leastScale: number, mostScale: number): Interval[] {
  const intervals = labels.map((): Interval => ({ from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY }));
  const ranks = labels.map((label) => (label.parent === -1 ? Number.POSITIVE_INFINITY : label.level));
  const order = labels.map((_, index) => index);
  order.sort((a, b) => ranks[b]! - ranks[a]! || labels[b]!.weight - labels[a]!.weight || a - b);
  const accepted: number[] = [];

  for (const rank of [...new Set(order.map((index) => ranks[index]!))]) {
    const group = order.filter((index) => ranks[index] === rank);
    for (const index of group) {
      const parentLeaves = labels[index]!.parent === -1 ? leastScale : intervals[labels[index]!.parent]!.to;
      const from = findFreeScale(index, labels, intervals, accepted, Math.max(leastScale, parentLeaves));
      if (from >= mostScale) continue;
      intervals[index]!.from = from;
      accepted.push(index);
    }
    for (const index of group) {
      const leaves = findLeavingScale(index, labels, intervals[index]!, leastScale, mostScale);
      intervals[index]!.to = leaves;
      if (intervals[index]!.from > leaves) intervals[index]!.from = leaves;
    }
  }
  return intervals;
}

/** Returns the scale from which on two labels are free of each other: side by side, or one above the other. */
export function findTouchScale(a: LabelBox, b: LabelBox): number {
  const [upper, lower] = a.y < b.y ? [a, b] : [b, a];
  const overhang = Math.max(0, (a.height + b.height) / 2 + upper.shift - lower.shift);
  return Math.min((a.width + b.width) / 2 / Math.abs(a.x - b.x), overhang / (lower.y - upper.y));
}

/** Returns the least scale from `least` on at which, and after which, a label overlaps none of the accepted ones while they stand. */
function findFreeScale(
  index: number,
  labels: readonly LabelBox[],
  intervals: readonly Interval[],
  accepted: readonly number[],
  least: number,
): number {
  let from = least;
  for (const other of accepted) {
    const blockedUntil = Math.min(intervals[other]!.to, findTouchScale(labels[index]!, labels[other]!));
    if (intervals[other]!.from < blockedUntil) from = Math.max(from, blockedUntil);
  }
  return from;
}

/** Returns the scale at which a broad label leaves for its parts; infinite for one without parts. */
function findLeavingScale(
  index: number,
  labels: readonly LabelBox[],
  { from }: Interval,
  leastScale: number,
  mostScale: number,
): number {
  const parts = labels.flatMap(({ parent }, part) => (parent === index ? [part] : []));
  if (parts.length === 0) return Number.POSITIVE_INFINITY;
  const ready = findReadyScale(parts, labels, labels[index]!.size * SHARE_STANDING, leastScale);
  // One that would come only when its parts can stand is not needed.
  if (from >= ready && from > leastScale) return Math.max(ready, leastScale);
  const oldEnough = Math.max(ready, from * LEAST_LIFE);
  return Number.isFinite(oldEnough)
    ? Math.min(oldEnough, Math.max(mostScale / LEAST_LIFE, from))
    : mostScale / LEAST_LIFE;
}

/** Returns the scale at which the labels that stand for `papers` papers are free of each other, taken by weight. */
function findReadyScale(
  parts: readonly number[],
  labels: readonly LabelBox[],
  papers: number,
  leastScale: number,
): number {
  const order = [...parts].sort((a, b) => labels[b]!.weight - labels[a]!.weight || a - b);
  const starts: { from: number; size: number }[] = [];
  for (const [rank, part] of order.entries()) {
    const touches = order.slice(0, rank).map((other) => findTouchScale(labels[part]!, labels[other]!));
    starts.push({ from: Math.max(leastScale, ...touches), size: labels[part]!.size });
  }
  starts.sort((a, b) => a.from - b.from);
  let standing = 0;
  for (const { from, size } of starts) {
    standing += size;
    if (standing >= papers) return from;
  }
  return starts[starts.length - 1]?.from ?? leastScale;
}
