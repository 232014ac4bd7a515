import { clampChroma, formatHex, wcagContrast } from "culori";
import type { CandidateColor } from "./candidate-colors.ts";
import { measureHue } from "./family-colors.ts";
import { turnBetween } from "./hue-sectors.ts";
import { discountByDistance, searchColors } from "./search-colors.ts";

/** The ground of the dark mode. */
export const DARK_GROUND = "#14171a";

const LIGHTNESSES = [0.62, 0.7, 0.78, 0.86];
const CHROMAS = [0.09, 0.13, 0.17];
/** Hues are rounded to this many degrees, so that the topics share candidates. */
const HUE_STEP = 10;
/** Degrees that a colour may turn from its hue on white, so that a topic stays the green one. */
const TURNS = [0, -10, 10, -20, 20];
const LEAST_CONTRAST = 4.5;

/** A topic's colour on white, its place on the map in any unit, and the broadest topic that it is part of, if any. */
export type MarkedPlace = { color: string; x: number; y: number; family: number | null };

/**
 * Returns a colour for the dark ground for each topic, as #rrggbb: within 20 degrees of its hue on white, nearer to its family's hues than to
 * another family's, and of a contrast of at least 4.5:1. It is searched for the largest least difference to the other topics, also as the
 * colour-blind see them, neighbours counting most.
 */
export function chooseDarkColors(topics: readonly MarkedPlace[]): string[] {
  const hues = topics.map(({ color, family }) => ({ family, hue: measureHue(color) }));
  const choices = topics.map(({ family }, index) => {
    const candidates = listDarkCandidates(hues[index]!.hue);
    const own = candidates.filter(({ hue }) => family === null || findNearestFamily(hues, hue, family) === family);
    return { hexes: (own.length > 0 ? own : candidates).map(({ hex }) => hex), known: null };
  });
  return searchColors(choices, discountByDistance(topics));
}

/** Returns the family of the hue nearest to a hue; of two that are as near, the wanted one. */
function findNearestFamily(hues: readonly { family: number | null; hue: number }[], hue: number, wanted: number) {
  const nearest = Math.min(...hues.map((other) => turnBetween(other.hue, hue)));
  const near = hues.filter((other) => turnBetween(other.hue, hue) <= nearest + 1e-9).map(({ family }) => family);
  return near.includes(wanted) ? wanted : near[0];
}

function listDarkCandidates(ofWhite: number): CandidateColor[] {
  const middle = Math.round(ofWhite / HUE_STEP) * HUE_STEP;
  const found = new Map<string, CandidateColor>();
  for (const turn of TURNS) {
    const hue = (middle + turn + 360) % 360;
    for (const l of LIGHTNESSES) {
      for (const c of CHROMAS) {
        const hex = formatHex(clampChroma({ mode: "oklch", l, c, h: hue }, "oklch"));
        if (!found.has(hex) && wcagContrast(hex, DARK_GROUND) >= LEAST_CONTRAST) found.set(hex, { hue, hex });
      }
    }
  }
  return [...found.values()];
}
