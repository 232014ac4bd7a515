import { type Box, type LineSegment, linesCross, nearestInBox } from "../../../charts/boxes.ts";
import { countCovered, judgeTruth } from "./name-field.ts";
import { crosses, isFree, type NameGround, nearGround } from "./name-ground.ts";

/** A name to place. */
export type NameRequest = {
  id: number;
  level: number;
  /** Papers that it stands for, those nearest to its densest place first. */
  rows: Uint32Array;
  /** Its densest place, in units of the map. */
  anchor: { x: number; y: number };
  /** Sizes of the ways to set it, in pixels, the best first. */
  texts: readonly { width: number; height: number; isWhole: boolean }[];
};

/** Where a name stands: the middle of its box and, where the name is too far from its papers to speak for itself, the paper to which a line leads; units of the map. */
export type NamePlace = { text: number; x: number; y: number; tip: { x: number; y: number } | null };

const DIRECTIONS = 16;
/** Pixels between places tried, and how far beyond the papers round its anchor a name may stand. */
const STRIDE = 9;
const BEYOND = 56;
/** Papers round the anchor that a name stands beside: this share of all, and none farther than so many pixels, but at least a few. */
const CORE_SHARE = 0.6;
const CORE_PIXELS = 200;
const LEAST_CORE = 5;
/** Places judged at once, and in all. */
const BATCH = 20;
const MOST_JUDGED = 100;
/** Room between a name and a dot, in pixels. */
const DOT_ROOM = 1;
/** Pixels from its papers beyond which a name needs a line. */
export const MOST_GAP = 26;
const GOOD_GAP = 7;
/** Costs of a place: for a lower share of own papers, for covering them, for pixels away, and for a line to a short form. */
const SHARE_COST = 5;
/** Own papers that a name may cover where there is free ground. */
const FEW_COVERED = 2;
/** Places among the papers round the anchor, besides the anchor, that boxes are tried round. */
const OTHER_STARTS = [0.3, 0.6, 0.99];
const COVER_COST = 0.7;
const MOST_COVER_COST = 9;
const DISTANCE_OF_COST_1 = 45;
const GAP_OF_COST_1 = 9;
const SHORT_COST = 4;
const SIDE_COST = 0.25;
/** Shortest line, in pixels, and what it costs. */
const LEAST_LINE = 16;
const LINE_STRIDE = 12;
const LINE_OF_COST_1 = 22;
const CROSSED_COST = 0.9;

/** A place with the own papers that it covers. */
type Candidate = { text: number; box: Box; covered: number; cost: number };

/** Returns the papers round the anchor that a name stands beside, in map pixels. */
function listCore({ rows, anchor }: NameRequest, { field, scale }: NameGround): { x: number; y: number }[] {
  const core: { x: number; y: number }[] = [];
  const most = Math.max(LEAST_CORE, Math.ceil(rows.length * CORE_SHARE));
  for (const row of rows.subarray(0, most)) {
    const [x, y] = [field.xs[row]! * scale, field.ys[row]! * scale];
    const isNear = Math.hypot(x - anchor.x * scale, y - anchor.y * scale) <= CORE_PIXELS;
    if (!isNear && core.length >= LEAST_CORE) break;
    core.push({ x, y });
  }
  return core;
}

/** Returns the boxes in 16 directions round a place, from `from` pixels away to `to`. */
function* listBoxes(
  place: { x: number; y: number },
  { width, height }: { width: number; height: number },
  from: number,
  to: number,
  stride: number,
): Generator<Box> {
  for (let distance = from; distance <= to; distance += stride) {
    for (let step = 0; step < DIRECTIONS; step++) {
      const angle = (2 * Math.PI * step) / DIRECTIONS - Math.PI / 2;
      const [across, down] = [Math.cos(angle), Math.sin(angle)];
      const reach = (part: number) => Math.min(1, Math.max(-1, 1.5 * part));
      yield {
        x: place.x + across * distance + reach(across) * (width / 2),
        y: place.y + down * distance + reach(down) * (height / 2),
        width,
        height,
      };
    }
  }
}

/** Returns the ground with the names only that may come in the way of this one. */
function reachGround(ground: NameGround, { anchor, texts }: NameRequest): NameGround {
  const widest = texts.reduce((most, { width }) => Math.max(most, width), 0);
  return nearGround(ground, anchor.x * ground.scale, anchor.y * ground.scale, CORE_PIXELS + BEYOND + widest);
}

/** Returns whether a place speaks for itself: half of its nearest papers are its own, and no other topic has more of them. */
export function isTrue({ ownShare, otherShare }: { ownShare: number; otherShare: number }): boolean {
  return ownShare >= 0.5 && ownShare >= otherShare;
}

/**
 * Returns the best place beside the papers of a topic, where the name speaks for itself and covers no paper of another; null where there is none. The whole
 * label goes before the short one, and free ground before that over its own papers. Only the first `textsUpTo` ways to set it are tried; `before` draws it.
 */
export function findPlaceBeside(
  name: NameRequest,
  ground: NameGround,
  textsUpTo = name.texts.length,
  before: { x: number; y: number } | null = null,
): NamePlace | null {
  const near = reachGround(ground, name);
  const listed = new Map<boolean, Candidate[]>();
  for (const isFew of [true, false]) {
    for (const isWhole of [true, false]) {
      const candidates = listed.get(isWhole) ?? listCandidates(name, isWhole, textsUpTo, near, before);
      listed.set(isWhole, candidates);
      const some = candidates.filter(({ covered }) => covered <= FEW_COVERED === isFew);
      const best = chooseTrue(name, some, ground);
      if (best) return { text: best.text, x: best.box.x / ground.scale, y: best.box.y / ground.scale, tip: null };
    }
  }
  return null;
}

/** Returns how many of the ways to set a name hold the whole label. */
export function countWhole({ texts }: Pick<NameRequest, "texts">): number {
  return texts.filter(({ isWhole }) => isWhole).length;
}

/** Returns the free boxes round a topic that cover no paper of another, set in the forms of the whole label or of the short one, the cheapest first. */
function listCandidates(
  name: NameRequest,
  isWhole: boolean,
  textsUpTo: number,
  ground: NameGround,
  before: { x: number; y: number } | null,
): Candidate[] {
  const { field, scale, dotRadius } = ground;
  const core = listCore(name, ground);
  const anchor = { x: name.anchor.x * scale, y: name.anchor.y * scale };
  const farthest = core.reduce((most, { x, y }) => Math.max(most, Math.hypot(x - anchor.x, y - anchor.y)), 0);
  const candidates: Candidate[] = [];
  for (const [text, size] of name.texts.slice(0, textsUpTo).entries()) {
    if (size.isWhole !== isWhole) continue;
    const add = (box: Box) => {
      if (!isFree(box, ground)) return;
      const covered = countCovered(field, box, dotRadius + DOT_ROOM, name, scale);
      if (covered.others > 0) return;
      const away = Math.hypot((box.x - anchor.x) * 0.7, box.y - anchor.y);
      const moved = before ? Math.hypot(box.x - before.x * scale, box.y - before.y * scale) : 0;
      const cost =
        Math.min(MOST_COVER_COST, COVER_COST * covered.own) +
        (away + moved) / DISTANCE_OF_COST_1 +
        (Math.abs(box.y - anchor.y) < box.height / 2 ? SIDE_COST : 0);
      candidates.push({ text, box, covered: covered.own, cost });
    };
    add({ ...anchor, width: size.width, height: size.height });
    for (const box of listBoxes(anchor, size, STRIDE, Math.min(CORE_PIXELS, farthest) + BEYOND, STRIDE)) add(box);
    for (const share of OTHER_STARTS) {
      const start = core[Math.floor(share * core.length)]!;
      for (const box of listBoxes(start, size, STRIDE, BEYOND, STRIDE)) add(box);
    }
  }
  return candidates.sort((a, b) => a.cost - b.cost);
}

/** Returns the cheapest of the candidates that speak for themselves, near enough to their papers; null where none does. */
function chooseTrue(
  name: NameRequest,
  candidates: readonly Candidate[],
  { field, scale }: NameGround,
): Candidate | null {
  let best: Candidate | null = null;
  for (const [place, candidate] of candidates.slice(0, MOST_JUDGED).entries()) {
    if (best && (place % BATCH === 0 || candidate.cost >= best.cost)) break;
    const truth = judgeTruth(field, candidate.box, { ...name, size: name.rows.length }, scale);
    if (!isTrue(truth) || truth.gap > MOST_GAP) continue;
    const cost = candidate.cost + SHARE_COST * (1 - truth.ownShare) + Math.max(0, truth.gap - GOOD_GAP) / GAP_OF_COST_1;
    if (!best || cost < best.cost) best = { ...candidate, cost };
  }
  return best;
}

/** Returns a place on free ground from which a line leads to a paper of the topic, crossing no name and no other line; null where there is none. */
export function findPlaceWithLine(name: NameRequest, ground: NameGround): NamePlace | null {
  const near = reachGround(ground, name);
  const { field, scale, dotRadius, mostLine, taken } = near;
  const core = listCore(name, ground);
  const anchor = { x: name.anchor.x * scale, y: name.anchor.y * scale };
  let best: (NamePlace & { cost: number }) | null = null;
  for (const [text, size] of name.texts.entries()) {
    for (const box of listBoxes(anchor, size, LEAST_LINE, mostLine, LINE_STRIDE)) {
      const line = drawLine(box, core);
      const length = Math.hypot(line.x2 - line.x1, line.y2 - line.y1);
      const cost = length / LINE_OF_COST_1 + (text >= countWhole(name) ? SHORT_COST : 0);
      if (length < LEAST_LINE || length > mostLine || (best && cost >= best.cost)) continue;
      if (!isFree(box, near)) continue;
      const covered = countCovered(field, box, dotRadius + 2 * DOT_ROOM, name, scale);
      if (covered.own + covered.others > 0) continue;
      if (taken.some((other) => crosses(line, other.box) || (other.line && linesCross(line, other.line)))) continue;
      const whole = cost + CROSSED_COST * countCrossed(line, name, ground);
      if (best && whole >= best.cost) continue;
      const tip = { x: line.x1 / scale, y: line.y1 / scale };
      best = { text, x: box.x / scale, y: box.y / scale, tip, cost: whole };
    }
  }
  return best && { text: best.text, x: best.x, y: best.y, tip: best.tip };
}

/** Returns the line from the nearest of some papers to a box. */
function drawLine(box: Box, core: readonly { x: number; y: number }[]): LineSegment {
  let line: LineSegment = { x1: box.x, y1: box.y, x2: box.x, y2: box.y };
  let least = Number.POSITIVE_INFINITY;
  for (const { x, y } of core) {
    const end = nearestInBox(box, x, y);
    const length = Math.hypot(end.x - x, end.y - y);
    if (length >= least) continue;
    least = length;
    line = { x1: x, y1: y, x2: end.x, y2: end.y };
  }
  return line;
}

/** Returns how many papers of other topics a line runs over. */
function countCrossed({ x1, y1, x2, y2 }: LineSegment, name: NameRequest, { field, scale }: NameGround): number {
  const pieces = Math.max(1, Math.round(Math.hypot(x2 - x1, y2 - y1) / 7));
  let crossed = 0;
  for (let piece = 1; piece <= pieces; piece++) {
    const share = piece / pieces;
    const box = { x: x1 + (x2 - x1) * share, y: y1 + (y2 - y1) * share, width: 7, height: 7 };
    crossed += countCovered(field, box, 0, name, scale, 4).others;
  }
  return crossed;
}
