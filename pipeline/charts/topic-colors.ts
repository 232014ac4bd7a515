import { type CandidateColor, listCandidateColors } from "./candidate-colors.ts";
import { turnBetween } from "./hue-sectors.ts";
import { discountByDistance, FAR_DISCOUNT, type MapPlace, searchColors } from "./search-colors.ts";

/** Degrees that a colour may lie from the hue of its topic's direction. */
const HUE_REACH = 45;
/** Part of the hue that is the plain angle; the rest is the topic's rank by angle, which spreads a crowd. */
const ANGLE_SHARE = 0.3;

/**
 * Returns a colour as #rrggbb for each topic, by its place on the map. The hue goes round the map's centre. Within `reach` degrees of it the
 * colour is searched that differs most from the other topics, neighbours counting most. A known colour that is one of ours is kept.
 */
export function assignTopicColors(
  places: readonly MapPlace[],
  known: readonly (string | null)[] = [],
  reach = HUE_REACH,
  far = FAR_DISCOUNT,
): string[] {
  const candidates = listCandidateColors();
  const isCandidate = new Set(candidates.map(({ hex }) => hex));
  const choices = directHues(places).map((hue, topic) => {
    const before = known[topic] ?? null;
    return {
      hexes: findNearHues(candidates, hue, reach),
      known: before !== null && isCandidate.has(before) ? before : null,
    };
  });
  return searchColors(choices, discountByDistance(places, far));
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

/** Returns the candidates within reach of a hue, the nearest first. */
function findNearHues(candidates: readonly CandidateColor[], hue: number, reach: number): string[] {
  return candidates
    .map((candidate, index) => ({ ...candidate, index, turn: turnBetween(candidate.hue, hue) }))
    .filter(({ turn }) => turn <= reach)
    .sort((a, b) => a.turn - b.turn || a.index - b.index)
    .map(({ hex }) => hex);
}
