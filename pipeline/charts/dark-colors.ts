import { clampChroma, converter, formatHex, wcagContrast } from "culori";
import { measureColorDistances, parseHex } from "./candidate-colors.ts";
import { FAR_DISCOUNT, SOFTNESS } from "./topic-colors.ts";

/** The ground of the dark mode. */
export const DARK_GROUND = "#14171a";

const LIGHTNESSES = [0.62, 0.7, 0.78, 0.86];
const CHROMAS = [0.09, 0.13, 0.17];
/** Hues are rounded to this many degrees, so that the topics share candidates. */
const HUE_STEP = 10;
/** Degrees that a colour may turn from its hue on white, so that a topic stays the green one. */
const TURNS = [0, -10, 10, -20, 20];
const LEAST_CONTRAST = 4.5;
const SWEEPS = 12;

/** A topic's colour on white, and its place on the map in any unit. */
export type MarkedPlace = { color: string; x: number; y: number };

/**
 * Returns a colour for the dark ground for each topic, as #rrggbb: within 20 degrees of its hue on white, and of a contrast of at least
 * 4.5:1. It is searched (coordinate ascent) for the largest least difference to the other topics, also as the colour-blind see them,
 * neighbours counting most.
 */
export function chooseDarkColors(topics: readonly MarkedPlace[]): string[] {
  const choices = topics.map(({ color }) => listDarkCandidates(color));
  const palette = [...new Set(choices.flat())];
  const places = new Map(palette.map((hex, index) => [hex, index]));
  const distances = measureColorDistances(palette);
  const chosen = choices.map((hexes) => places.get(hexes[0]!)!);
  const longest = Math.max(
    1e-9,
    ...topics.map((a) => Math.max(...topics.map((b) => Math.hypot(a.x - b.x, a.y - b.y)))),
  );

  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let isChanged = false;
    for (const [topic, place] of topics.entries()) {
      const discounts = topics.map(
        (other) => 1 + (FAR_DISCOUNT * Math.hypot(other.x - place.x, other.y - place.y)) / longest,
      );
      const measureCrowding = (candidate: number) =>
        chosen.reduce((sum, other, index) => {
          if (index === topic) return sum;
          return sum + Math.exp((-distances[candidate * palette.length + other]! * discounts[index]!) / SOFTNESS);
        }, 0);
      let best = chosen[topic]!;
      let least = measureCrowding(best) - 1e-12;
      for (const hex of choices[topic]!) {
        const candidate = places.get(hex)!;
        const crowding = measureCrowding(candidate);
        if (crowding >= least) continue;
        least = crowding;
        best = candidate;
      }
      isChanged ||= best !== chosen[topic];
      chosen[topic] = best;
    }
    if (!isChanged) break;
  }
  return chosen.map((index) => palette[index]!);
}

function listDarkCandidates(color: string): string[] {
  const { h = 0 } = converter("oklch")(parseHex(color));
  const hue = Math.round(h / HUE_STEP) * HUE_STEP;
  const found = new Set<string>();
  for (const turn of TURNS) {
    for (const l of LIGHTNESSES) {
      for (const c of CHROMAS) {
        const hex = formatHex(clampChroma({ mode: "oklch", l, c, h: (hue + turn + 360) % 360 }, "oklch"));
        if (wcagContrast(hex, DARK_GROUND) >= LEAST_CONTRAST) found.add(hex);
      }
    }
  }
  return [...found];
}
