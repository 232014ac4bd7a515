import type { AtlasTopic } from "../../atlas-data.ts";
import type { TimeBins } from "./time-bins.ts";

/** Papers of a kind in each bin; null is the colour of what is in no topic, or not meant. */
export type BarLayer = { topic: AtlasTopic | null; counts: Uint32Array };

const SVG = "http://www.w3.org/2000/svg";
/** Part of a bin that is left free between bars. */
const GAP = 0.14;

/** Returns bars that stand on each other, the first layer lowest, as a picture that takes the size of its box; `most` papers fill its height. */
export function drawBars({ size }: Pick<TimeBins, "size">, layers: readonly BarLayer[], most: number): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${Math.max(1, most)}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const heights = new Uint32Array(size);
  for (const { topic, counts } of layers) {
    const bars: string[] = [];
    for (let bin = 0; bin < size; bin++) {
      if (counts[bin] === 0) continue;
      bars.push(`M${bin + GAP / 2} ${Math.max(1, most) - heights[bin]!}v${-counts[bin]!}h${1 - GAP}v${counts[bin]!}z`);
      heights[bin]! += counts[bin]!;
    }
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", bars.join(""));
    if (topic) {
      path.style.setProperty("--light", topic.color);
      path.style.setProperty("--dark", topic.darkColor);
    }
    svg.append(path);
  }
  return svg;
}
