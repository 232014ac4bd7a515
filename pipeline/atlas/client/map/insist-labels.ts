import type { MapLabel } from "./map-labels.ts";

type LabelArea = Pick<MapLabel, "x" | "y" | "shift" | "width" | "height">;

/** Returns the places of the labels to show: those chosen, and the `wanted` ones, before which those step back that they would overlap. */
export function insistOnLabels(
  chosen: readonly number[],
  wanted: readonly number[],
  labels: readonly LabelArea[],
  scale: number,
): number[] {
  let shown = [...chosen];
  for (const row of wanted) {
    if (shown.includes(row)) continue;
    shown = [...shown.filter((other) => !overlap(labels[other]!, labels[row]!, scale)), row];
  }
  return shown;
}

function overlap(a: LabelArea, b: LabelArea, scale: number): boolean {
  return (
    Math.abs(a.x - b.x) * scale < (a.width + b.width) / 2 &&
    Math.abs((a.y - b.y) * scale + a.shift - b.shift) < (a.height + b.height) / 2
  );
}
