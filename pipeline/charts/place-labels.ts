import { power } from "../numeric/power.ts";
import type { Random } from "../random.ts";
import type { LabelPosition } from "./label-positions.ts";
import { PlaceTable } from "./place-table.ts";

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
  const table = new PlaceTable(candidates, before);
  const chosen = Int32Array.from(candidates.keys(), (label) => table.findFirst(label));
  const costOf = (label: number, place: number): number => table.sumCosts(label, place, chosen);

  const moves = Math.min(MOST_MOVES, (before ? MOVES_PER_LABEL_AGAIN : MOVES_PER_LABEL) * candidates.length);
  let temperature = before ? FIRST_TEMPERATURE_AGAIN : FIRST_TEMPERATURE;
  const cooling = power(LAST_TEMPERATURE / temperature, 1 / moves);
  for (let move = 0; move < moves; move++, temperature *= cooling) {
    const label = random.integer(candidates.length);
    const next = table.starts[label]! + random.integer(candidates[label]!.length);
    const change = costOf(label, next) - costOf(label, chosen[label]!);
    if (change <= 0 || random.next() < Math.exp(-change / temperature)) chosen[label] = next;
  }
  for (let pass = 0; pass < FINAL_PASSES; pass++) {
    for (let label = 0; label < candidates.length; label++) {
      let least = costOf(label, chosen[label]!);
      for (let place = table.starts[label]!; place < table.starts[label + 1]!; place++) {
        const cost = costOf(label, place);
        if (cost >= least - 1e-9) continue;
        least = cost;
        chosen[label] = place;
      }
    }
  }
  return Array.from(chosen, (place) => table.places[place]!);
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
