import { lineMeetsBox, linesCross, overlapArea } from "./boxes.ts";
import type { LabelPosition } from "./label-positions.ts";

const OVERLAP_COST = 60;
const OVERLAP_AREA_OF_COST_1 = 50;
const CROSSING_COST = 40;
const LEADER_THROUGH_TEXT_COST = 40;

/** Pixels that rounding may take off a box. */
const ROUNDING = 1e-6;

/** The places of all labels, one label's after another's, and how far each reaches, so that most pairs are known to cost nothing. */
export class PlaceTable {
  readonly places: readonly LabelPosition[];
  /** The first place of each label; the last entry is one past the last label's last place. */
  readonly starts: Int32Array;
  readonly #first: Int32Array;
  readonly #left: Float64Array;
  readonly #right: Float64Array;
  readonly #top: Float64Array;
  readonly #bottom: Float64Array;

  /** `before` has places of an earlier call to begin at, null for a label without one. */
  constructor(
    candidates: readonly (readonly LabelPosition[])[],
    before: readonly (LabelPosition | null)[] = candidates.map(() => null),
  ) {
    this.starts = new Int32Array(candidates.length + 1);
    for (const [label, { length }] of candidates.entries()) this.starts[label + 1] = this.starts[label]! + length;
    const known = before.filter((place) => place !== null);
    this.places = [...candidates.flat(), ...known];
    let next = this.places.length - known.length;
    this.#first = Int32Array.from(candidates, (places, label) =>
      before[label] ? next++ : this.starts[label]! + findCheapest(places),
    );
    const extents = this.places.map(measureExtent);
    this.#left = Float64Array.from(extents, ({ left }) => left);
    this.#right = Float64Array.from(extents, ({ right }) => right);
    this.#top = Float64Array.from(extents, ({ top }) => top);
    this.#bottom = Float64Array.from(extents, ({ bottom }) => bottom);
  }

  /** Returns where a label begins: at its place of before, or at its cheapest. */
  findFirst(label: number): number {
    return this.#first[label]!;
  }

  /** Returns what a place of a label costs while the other labels are at their chosen ones. */
  sumCosts(label: number, place: number, chosen: Int32Array): number {
    const [left, right] = [this.#left[place]!, this.#right[place]!];
    const [top, bottom] = [this.#top[place]!, this.#bottom[place]!];
    let cost = this.places[place]!.cost;
    for (let other = 0; other < chosen.length; other++) {
      const taken = chosen[other]!;
      if (other === label || this.#left[taken]! > right || this.#right[taken]! < left) continue;
      if (this.#top[taken]! > bottom || this.#bottom[taken]! < top) continue;
      cost += costPair(this.places[place]!, this.places[taken]!);
    }
    return cost;
  }
}

/** Returns how far a box and its line reach, in pixels. */
function measureExtent({ box, leader }: LabelPosition) {
  const [halfWidth, halfHeight] = [box.width / 2 + ROUNDING, box.height / 2 + ROUNDING];
  const [left, right] = [box.x - halfWidth, box.x + halfWidth];
  const [top, bottom] = [box.y - halfHeight, box.y + halfHeight];
  if (!leader) return { left, right, top, bottom };
  return {
    left: Math.min(left, leader.x1, leader.x2),
    right: Math.max(right, leader.x1, leader.x2),
    top: Math.min(top, leader.y1, leader.y2),
    bottom: Math.max(bottom, leader.y1, leader.y2),
  };
}

function findCheapest(places: readonly LabelPosition[]): number {
  return places.reduce((best, { cost }, index) => (cost < places[best]!.cost ? index : best), 0);
}

function costPair(a: LabelPosition, b: LabelPosition): number {
  const area = overlapArea(a.box, b.box);
  let cost = area > 0 ? OVERLAP_COST + area / OVERLAP_AREA_OF_COST_1 : 0;
  if (a.leader && b.leader && linesCross(a.leader, b.leader)) cost += CROSSING_COST;
  if (a.leader && lineMeetsBox(a.leader, b.box)) cost += LEADER_THROUGH_TEXT_COST;
  if (b.leader && lineMeetsBox(b.leader, a.box)) cost += LEADER_THROUGH_TEXT_COST;
  return cost;
}
