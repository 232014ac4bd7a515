/** A part of the colour wheel: from `middle - below` to `middle + above`, in degrees. */
export type HueSector = { middle: number; below: number; above: number };

/** Part of the way to the next family's hue that a family's shades may turn: the rest stays free between the two. */
const SECTOR_SHARE = 0.7;
const MOST_TURN = 35;

/** Returns the degrees between two hues, at most 180. */
export function turnBetween(a: number, b: number): number {
  const turn = Math.abs(a - b) % 360;
  return Math.min(turn, 360 - turn);
}

/** Returns for each hue the sector that its shades are from: to both sides 70 % of half the way to the next hue, at most 35 degrees. */
export function divideHues(hues: readonly number[]): HueSector[] {
  return hues.map((middle, index) => {
    const ahead = hues.filter((_, other) => other !== index).map((hue) => (hue - middle + 360) % 360);
    const reach = (gaps: number[]) => Math.min(MOST_TURN, (SECTOR_SHARE * Math.min(360, ...gaps)) / 2);
    return { middle, below: reach(ahead.map((gap) => (360 - gap) % 360)), above: reach(ahead) };
  });
}

/** Returns whether a hue lies in a sector, its borders included. */
export function isInSector({ middle, below, above }: HueSector, hue: number): boolean {
  const ahead = (hue - middle + 360) % 360;
  return ahead <= above || 360 - ahead <= below;
}
