import { clampChroma, converter, formatHex } from "culori";
import { type CandidateColor, listCandidateColors, measureColorDistances, parseHex } from "./candidate-colors.ts";

/** A place on the map, in any unit. */
export type MapPlace = { x: number; y: number };

/** Degrees that a colour may lie from the hue of its topic's direction. */
const HUE_REACH = 45;
/** Part of the hue that is the plain angle; the rest is the topic's rank by angle, which spreads a crowd. */
const ANGLE_SHARE = 0.3;
/** How much a pair at opposite ends of the map may be more alike than neighbours. */
export const FAR_DISCOUNT = 1.8;
/** CIEDE2000 units in which a difference stops to matter much. */
export const SOFTNESS = 2;
/** CIEDE2000 units that a change of a known colour has to gain. */
const LEAST_GAIN = 2;
const SWEEPS = 30;

const toOklch = converter("oklch");

/** A colour that a topic had before. It may be left for a better one unless it is fixed. */
export type KnownColor = { hex: string; isFixed: boolean };

/**
 * Returns a colour as #rrggbb for each topic, by its place on the map. The hue goes round the map's centre. Within 45 degrees of it the
 * colour is searched (greedily, then by coordinate ascent) that differs most from the other topics, neighbours counting most. A known
 * colour is left only for one that gains 2 units of CIEDE2000.
 */
export function assignTopicColors(places: readonly MapPlace[], known: readonly (KnownColor | null)[] = []): string[] {
  const candidates = listCandidateColors();
  const distances = measureColorDistances(candidates.map(({ hex }) => hex));
  const hues = directHues(places);
  const choices = hues.map((hue) => findNearHues(candidates, hue));
  const discounts = measureDiscounts(places);
  const start = places.map((_, topic) => candidates.findIndex(({ hex }) => hex === known[topic]?.hex));
  const chosen = Int32Array.from(start);

  const measureCrowding = (topic: number, candidate: number): number => {
    let crowding = 0;
    for (let other = 0; other < places.length; other++) {
      if (other === topic || chosen[other] === -1) continue;
      const distance = distances[candidate * candidates.length + chosen[other]!]!;
      crowding += Math.exp((-distance * discounts[topic * places.length + other]!) / SOFTNESS);
    }
    return crowding;
  };
  const chooseBest = (topic: number): boolean => {
    const isKnown = start[topic] !== -1;
    if (isKnown && known[topic]!.isFixed) return false;
    let best = isKnown ? chosen[topic]! : -1;
    // -SOFTNESS x ln(crowding) is the least difference, softened: a gain of so many units is this factor.
    let leastCrowding = isKnown
      ? measureCrowding(topic, best) * Math.exp(-LEAST_GAIN / SOFTNESS)
      : Number.POSITIVE_INFINITY;
    for (const candidate of choices[topic]!) {
      const crowding = measureCrowding(topic, candidate);
      // Among equals the colour nearest the direction's own hue: the first in the list.
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
    for (let topic = 0; topic < places.length; topic++) isChanged = chooseBest(topic) || isChanged;
    if (!isChanged) break;
  }
  return Array.from(chosen, (candidate) => candidates[candidate]!.hex);
}

/** Returns the hue, in degrees, of each place's direction from the centre of all. */
export function directHues(places: readonly MapPlace[]): number[] {
  const count = places.length;
  const centreX = places.reduce((sum, { x }) => sum + x, 0) / count;
  const centreY = places.reduce((sum, { y }) => sum + y, 0) / count;
  const angles = places.map(({ x, y }) => ((Math.atan2(y - centreY, x - centreX) * 180) / Math.PI + 360) % 360);
  const order = angles.map((_, index) => index).sort((a, b) => angles[a]! - angles[b]! || a - b);
  const hues = new Array<number>(count);
  for (const [rank, index] of order.entries()) {
    hues[index] = ANGLE_SHARE * angles[index]! + (1 - ANGLE_SHARE) * ((rank * 360) / count);
  }
  return hues;
}

/** Returns the colour of the rim of a dot: darker, so that it stands out from white. */
export function darkenToRim(hex: string): string {
  const { r, g, b } = parseHex(hex);
  return formatHex({ mode: "rgb", r: r * 0.6, g: g * 0.6, b: b * 0.6 });
}

/** Returns the colour mixed with white, 40 % of it. */
export function lighten(hex: string): string {
  const { r, g, b } = parseHex(hex);
  const mix = (part: number) => 1 - 0.4 * (1 - part);
  return formatHex({ mode: "rgb", r: mix(r), g: mix(g), b: mix(b) });
}

/** Returns the same hue dark enough to be read as text on white (contrast over 7:1). */
export function darkenToText(hex: string): string {
  const { c, h } = toOklch(parseHex(hex));
  return formatHex(clampChroma({ mode: "oklch", l: 0.39, c: Math.min(c, 0.12), h }, "oklch"));
}

function findNearHues(candidates: readonly CandidateColor[], hue: number): number[] {
  const reach = (index: number) => {
    const turn = Math.abs(candidates[index]!.hue - hue) % 360;
    return Math.min(turn, 360 - turn);
  };
  return candidates
    .map((_, index) => index)
    .filter((index) => reach(index) <= HUE_REACH)
    .sort((a, b) => reach(a) - reach(b) || a - b);
}

/** Returns for each pair by how much its difference is multiplied: 1 for topics at one place, 2.8 for the farthest pair. */
function measureDiscounts(places: readonly MapPlace[]): Float64Array {
  const count = places.length;
  const lengths = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      lengths[i * count + j] = Math.hypot(places[i]!.x - places[j]!.x, places[i]!.y - places[j]!.y);
    }
  }
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0) || 1;
  return lengths.map((length) => 1 + (FAR_DISCOUNT * length) / longest);
}
