import { clampChroma, converter, formatHex } from "culori";
import { parseHex } from "./candidate-colors.ts";

const toOklch = converter("oklch");

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

/** Returns the same hue in a middle tone for large type on white (contrast over 4.5:1). */
export function darkenToHeading(hex: string): string {
  const { c, h } = toOklch(parseHex(hex));
  return formatHex(clampChroma({ mode: "oklch", l: 0.5, c: Math.min(c, 0.13), h }, "oklch"));
}

/** Returns the same hue light and of one lightness for all, for the ground behind dots: overlaid, such tones stay clear. */
export function lightenToGlow(hex: string): string {
  const { c, h } = toOklch(parseHex(hex));
  return formatHex(clampChroma({ mode: "oklch", l: 0.8, c: Math.min(c, 0.12), h }, "oklch"));
}
