import { blendColors, readableInk } from "./contrast.ts";

/** The colours of the map that are not topics'; the ground is that of the style sheet. */
export type Ground = { isDark: boolean; ground: string; ink: string; quiet: string; faded: string; accent: string };

/** On white. */
export const LIGHT: Ground = {
  isDark: false,
  ground: "#ffffff",
  ink: "#1c2127",
  quiet: "#57606a",
  faded: "#d5dade",
  accent: "#0b57b0",
};

/** On the dark ground. */
export const DARK: Ground = {
  isDark: true,
  ground: "#14171a",
  ink: "#e8eaed",
  quiet: "#a5adb6",
  faded: "#343a41",
  accent: "#8ab8f5",
};

const STRONG_LIGHT: Ground = { ...LIGHT, ink: "#000000", quiet: "#2b3138", faded: "#9aa2ab" };
const STRONG_DARK: Ground = { ...DARK, ink: "#ffffff", quiet: "#d5dae0", faded: "#6b747d" };

/** Returns the colours of the theme that the document shows now; with more contrast where the reader asks for it. */
export function currentGround(): Ground {
  const isStrong = matchMedia("(prefers-contrast: more), (forced-colors: active)").matches;
  if (document.documentElement.dataset.theme === "dark") return isStrong ? STRONG_DARK : DARK;
  return isStrong ? STRONG_LIGHT : LIGHT;
}

/** Returns the rim of a dot: darker than its fill, so that a pale one stands out from white and neighbours from each other. */
export function rimOf(color: string, { isDark, ground }: Ground): string {
  return isDark ? blendColors(color, ground, 0.55) : blendColors(color, "#000000", 0.4);
}

/** Returns the colour of a topic's name: its own hue, with a contrast of 4.5:1 or better. */
export function inkOf(color: string, { isDark, ground }: Ground): string {
  return readableInk(color, ground, isDark ? "#ffffff" : "#000000", 5.5);
}
