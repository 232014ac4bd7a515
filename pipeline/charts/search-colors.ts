import { withPortablePower } from "../numeric/power.ts";
import { compareColors } from "./candidate-colors.ts";

/** CIEDE2000 units in which a difference stops to matter much. */
const SOFTNESS = 2;
const SWEEPS = 30;
/** How much a pair at opposite ends of the map may be more alike than neighbours. */
export const FAR_DISCOUNT = 1.8;

/** A place on the map, in any unit. */
export type MapPlace = { x: number; y: number };

/** What a topic's colour is chosen from: colours as #rrggbb, the best among equals first, and the one that it had, which it keeps. */
export type ColorChoice = { hexes: readonly string[]; known: string | null };

/**
 * Returns a colour for each topic, one of its choices: searched (greedily, then by coordinate ascent) to differ most from the others.
 * `discounts` has for each pair, row by row, by how much its difference is multiplied.
 */
export function searchColors(topics: readonly ColorChoice[], discounts: ArrayLike<number>): string[] {
  return withPortablePower(() => search(topics, discounts));
}

function search(topics: readonly ColorChoice[], discounts: ArrayLike<number>): string[] {
  const palette = [...new Set(topics.flatMap(({ hexes, known }) => (known === null ? hexes : [known, ...hexes])))];
  const indexOf = new Map(palette.map((hex, index) => [hex, index]));
  const measureDistance = compareColors(palette);
  const choices = topics.map(({ hexes }) => hexes.map((hex) => indexOf.get(hex)!));
  const chosen = topics.map(({ known }) => (known === null ? -1 : indexOf.get(known)!));

  const measureCrowding = (topic: number, candidate: number): number => {
    let crowding = 0;
    for (let other = 0; other < topics.length; other++) {
      if (other === topic || chosen[other] === -1) continue;
      const distance = measureDistance(candidate, chosen[other]!);
      crowding += Math.exp((-distance * discounts[topic * topics.length + other]!) / SOFTNESS);
    }
    return crowding;
  };
  const chooseBest = (topic: number): boolean => {
    if (topics[topic]!.known !== null) return false;
    let best = -1;
    let leastCrowding = Number.POSITIVE_INFINITY;
    for (const candidate of choices[topic]!) {
      const crowding = measureCrowding(topic, candidate);
      if (crowding < leastCrowding - 1e-12) {
        leastCrowding = crowding;
        best = candidate;
      }
    }
    const isChanged = chosen[topic] !== best;
    chosen[topic] = best;
    return isChanged;
  };

  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let isChanged = false;
    for (let topic = 0; topic < topics.length; topic++) isChanged = chooseBest(topic) || isChanged;
    if (!isChanged) break;
  }
  return chosen.map((candidate) => palette[candidate]!);
}

/** Returns for each pair by how much its difference is multiplied: 1 for topics at one place, 1 + `far` for the farthest pair. */
export function discountByDistance(places: readonly MapPlace[], far = FAR_DISCOUNT): Float64Array {
  const count = places.length;
  const lengths = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      lengths[i * count + j] = Math.hypot(places[i]!.x - places[j]!.x, places[i]!.y - places[j]!.y);
    }
  }
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0) || 1;
  return lengths.map((length) => 1 + (far * length) / longest);
}
