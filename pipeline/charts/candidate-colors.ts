import {
  clampChroma,
  converter,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  formatHex,
  parse,
  type Rgb,
  wcagContrast,
} from "culori";
import { withPortablePower } from "../numeric/power.ts";

/** A colour that a topic may get: OKLCH hue in degrees, and the colour as #rrggbb. */
export type CandidateColor = { hue: number; hex: string };

const HUE_STEP = 10;
const LIGHTNESSES = [0.44, 0.54, 0.64, 0.74];
const CHROMAS = [0.11, 0.15, 0.2];
/** Shades of a family differ by lightness most of all, so there are more steps of it. */
const SHADE_LIGHTNESSES = [0.46, 0.52, 0.58, 0.64, 0.7, 0.76];
const SHADE_CHROMAS = [0.09, 0.12, 0.15, 0.18];
const LEAST_CONTRAST = 2;
/** Normal sight tells more colours apart, so a distance counts for less there: it must be larger than in the three deficiencies. */
const NORMAL_WEIGHT = 0.6;

/** Returns a colour written as #rrggbb. */
export function parseHex(hex: string): Rgb {
  const color = parse(hex);
  if (color?.mode !== "rgb") throw new Error(`colour is not #rrggbb: ${hex}`);
  return color;
}

/** Returns all colours to choose from: vivid, within sRGB, with a contrast of at least 2:1 to white. */
export function listCandidateColors(): CandidateColor[] {
  return listColors(LIGHTNESSES, CHROMAS);
}

/** Returns the colours that shades of a family are chosen from: in finer steps, and paler ones too, with the same contrast. */
export function listShades(): CandidateColor[] {
  return listColors(SHADE_LIGHTNESSES, SHADE_CHROMAS);
}

function listColors(lightnesses: readonly number[], chromas: readonly number[]): CandidateColor[] {
  const found = new Map<string, CandidateColor>();
  for (let hue = 0; hue < 360; hue += HUE_STEP) {
    for (const l of lightnesses) {
      for (const c of chromas) {
        const hex = formatHex(clampChroma({ mode: "oklch", l, c, h: hue }, "oklch"));
        if (!found.has(hex) && wcagContrast(hex, "#ffffff") >= LEAST_CONTRAST) found.set(hex, { hue, hex });
      }
    }
  }
  return [...found.values()];
}

/**
 * Returns how well each pair of colours is told apart, row by row: the least CIEDE2000 difference over
 * normal sight (times 0.6), deuteranopia, protanopia and tritanopia (Machado et al. 2009, complete).
 */
export function measureColorDistances(hexes: readonly string[]): Float64Array {
  return withPortablePower(() => {
    const compare = compareColors(hexes);
    return Float64Array.from({ length: hexes.length ** 2 }, (_, pair) =>
      compare(Math.floor(pair / hexes.length), pair % hexes.length),
    );
  });
}

/**
 * Returns a function that measures the distance of two colours by their places in the list, as above. It computes a pair when it is first
 * asked for, and must be called within `withPortablePower`.
 */
export function compareColors(hexes: readonly string[]): (a: number, b: number) => number {
  const toLab = converter("lab65");
  const difference = differenceCiede2000();
  const deficiencies = [filterDeficiencyDeuter(1), filterDeficiencyProt(1), filterDeficiencyTrit(1)];
  const colors = hexes.map(parseHex);
  const sights = [colors, ...deficiencies.map((see) => colors.map((color) => see(color)))].map((seen) =>
    seen.map((color) => toLab(color)),
  );
  const known = new Float64Array(hexes.length ** 2).fill(-1);
  return (a, b) => {
    const pair = Math.max(a, b) * hexes.length + Math.min(a, b);
    if (known[pair]! >= 0) return known[pair]!;
    let least = Number.POSITIVE_INFINITY;
    for (const [sight, labs] of sights.entries()) {
      const distance = difference(labs[Math.max(a, b)]!, labs[Math.min(a, b)]!) * (sight === 0 ? NORMAL_WEIGHT : 1);
      least = Math.min(least, distance);
    }
    known[pair] = a === b ? 0 : least;
    return known[pair]!;
  };
}
