import { power } from "../numeric/power.ts";
import type { Random } from "../random.ts";
import { lineMeetsBox, linesCross, overlapArea } from "./boxes.ts";
import type { LabelPosition } from "./label-positions.ts";

const OVERLAP_COST = 60;
const OVERLAP_AREA_OF_COST_1 = 50;
const CROSSING_COST = 40;
const LEADER_THROUGH_TEXT_COST = 40;

const MOVES_PER_LABEL = 1500;
const MOST_MOVES = 60_000;
const FIRST_TEMPERATURE = 12;
/** Where most labels have a good place already, fewer and cooler moves do. */
const MOVES_PER_LABEL_AGAIN = 120;
const FIRST_TEMPERATURE_AGAIN = 2;
const LAST_TEMPERATURE = 0.05;
const FINAL_PASSES = 3;

/**
 * Returns a place for each label, one of its candidates: simulated annealing (Christensen, Marks and Shieber 1995), then the best move of each
 * label in turn. Labels may still overlap where there is no room for all. It starts from `before`, places of an earlier call, where given,
 * null for a label without one.
 */
export function placeLabels(
  candidates: readonly (readonly LabelPosition[])[],
  random: Random,
  before?: readonly (LabelPosition | null)[],
): LabelPosition[] {
  const chosen = candidates.map((places, label) => before?.[label] ?? findCheapest(places));
  const costOf = (label: number, candidate: LabelPosition): number => {
    let cost = candidate.cost;
    for (let other = 0; other < chosen.length; other++) {
      if (other !== label) cost += pairCost(candidate, chosen[other]!);
    }
    return cost;
  };

  const moves = Math.min(MOST_MOVES, (before ? MOVES_PER_LABEL_AGAIN : MOVES_PER_LABEL) * candidates.length);
  let temperature = before ? FIRST_TEMPERATURE_AGAIN : FIRST_TEMPERATURE;
  const cooling = power(LAST_TEMPERATURE / temperature, 1 / moves);
  for (let move = 0; move < moves; move++, temperature *= cooling) {
    const label = random.integer(candidates.length);
    const next = candidates[label]![random.integer(candidates[label]!.length)]!;
    const change = costOf(label, next) - costOf(label, chosen[label]!);
    if (change <= 0 || random.next() < Math.exp(-change / temperature)) chosen[label] = next;
  }
  for (let pass = 0; pass < FINAL_PASSES; pass++) {
    for (const [label, places] of candidates.entries()) {
      let least = costOf(label, chosen[label]!);
      for (const place of places) {
        const cost = costOf(label, place);
        if (cost >= least - 1e-9) continue;
        least = cost;
        chosen[label] = place;
      }
    }
  }
  return chosen;
}

/**
 * Returns for each label the scale of the map from which on it is free of those before it; scale 1 is the one that they were placed at.
 * The most important come first. Once free a label stays free, since boxes keep their size while their places move apart (Been, Daiches
 * and Yap 2006).
 */
export function findFirstScales(labels: readonly LabelPosition[]): number[] {
  const scales: number[] = [];
  for (const { box } of labels) {
    let first = 0;
    for (const [other, otherScale] of scales.entries()) {
      const fixed = labels[other]!.box;
      // The scale at which two boxes touch, along the axis on which they part first.
      const touch = Math.min(
        (box.width + fixed.width) / 2 / Math.abs(box.x - fixed.x),
        (box.height + fixed.height) / 2 / Math.abs(box.y - fixed.y),
      );
      if (touch > otherScale) first = Math.max(first, touch);
    }
    scales.push(first);
  }
  return scales;
}

function findCheapest(candidates: readonly LabelPosition[]): LabelPosition {
  return candidates.reduce((best, candidate) => (candidate.cost < best.cost ? candidate : best));
}

function pairCost(a: LabelPosition, b: LabelPosition): number {
  const area = overlapArea(a.box, b.box);
  let cost = area > 0 ? OVERLAP_COST + area / OVERLAP_AREA_OF_COST_1 : 0;
  if (a.leader && b.leader && linesCross(a.leader, b.leader)) cost += CROSSING_COST;
  if (a.leader && lineMeetsBox(a.leader, b.box)) cost += LEADER_THROUGH_TEXT_COST;
  if (b.leader && lineMeetsBox(b.leader, a.box)) cost += LEADER_THROUGH_TEXT_COST;
  return cost;
}
