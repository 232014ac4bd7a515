import { blendColors, readableInk } from "./contrast.ts";

/** The colours of the map that are not topics'; the ground is that of the style sheet. */
export type Ground = { isDark: boolean; ground: string; ink: string; quiet: string; faded: string; accent: string };

export const LIGHT: Ground = {
  isDark: false,
  ground: "#ffffff",
  ink: "#1c2127",
  quiet: "#57606a",
  faded: "#d5dade",
  accent: "#0b57b0",
};
export const DARK: Ground = {
  isDark: true,
  ground: "#14171a",
  ink: "#e8eaed",
  quiet: "#a5adb6",
  faded: "#343a41",
  accent: "#8ab8f5",
};

/** Returns the colours of the theme that the document shows now. */
export function currentGround(): Ground {
  return document.documentElement.dataset.theme === "dark" ? DARK : LIGHT;
}

/** Returns the rim of a dot: darker than its fill, so that a pale one stands out from white and neighbours from each other. */
export function rimOf(color: string, { isDark, ground }: Ground): string {
  return isDark ? blendColors(color, ground, 0.55) : blendColors(color, "#000000", 0.4);
}

/** Returns the colour of a topic's name: its own hue, with a contrast of 4.5:1 or better. */
export function inkOf(color: string, { isDark, ground }: Ground): string {
  return readableInk(color, ground, isDark ? "#ffffff" : "#000000", 5.5);
}
