/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Returns the parts of a colour written as #rrggbb. */
export function parseColor(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Returns a colour with `share` of another mixed in, as #rrggbb. */
export function blendColors(hex: string, other: string, share: number): string {
  const [from, to] = [parseColor(hex), parseColor(other)];
  const parts = from.map((part, index) => Math.round(part + (to[index]! - part) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Returns the contrast of two colours, 1 to 21 (WCAG 2.2). */
export function measureContrast(a: string, b: string): number {
  const [dark, light] = [luminance(parseColor(a)), luminance(parseColor(b))].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Returns a colour with as much of `ink` mixed in as it needs for that contrast to the ground. */
export function readableInk(hex: string, ground: string, ink: string, leastContrast: number): string {
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = blendColors(hex, ink, share);
    if (measureContrast(mixed, ground) >= leastContrast) return mixed;
  }
  return ink;
}

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
