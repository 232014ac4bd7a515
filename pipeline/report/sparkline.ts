import { h } from "hastscript";
import type { PhrasingContent } from "mdast";

const BLOCKS = "▁▂▃▄▅▆▇█";
const NOTHING = "·";
const BAR = 3;
const STEP = 4;
const HEIGHT = 14;

/**
 * Returns values as a row of bars that stands in a line of text: block characters in Markdown, a picture in HTML. The largest has
 * the full height; 0 has no bar. `label` says the same in words.
 */
export function drawSparkline(values: readonly number[], label: string): PhrasingContent {
  const most = values.reduce((largest, value) => Math.max(largest, value), 0);
  const shares = values.map((value) => (most > 0 ? value / most : 0));
  const bars = shares.map((share, place) => drawBar(share, place)).join("");
  const width = STEP * values.length - (STEP - BAR);
  const svg = h(
    "svg",
    { className: ["spark"], width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", ariaLabel: label },
    h("path", { d: bars }),
  );
  return {
    type: "text",
    value: shares.map(chooseBlock).join(""),
    data: { hName: "svg", hProperties: svg.properties, hChildren: svg.children },
  };
}

function chooseBlock(share: number): string {
  return share === 0 ? NOTHING : BLOCKS[Math.min(BLOCKS.length - 1, Math.floor(share * BLOCKS.length))]!;
}

function drawBar(share: number, place: number): string {
  if (share === 0) return "";
  const height = Math.max(1, Math.round(share * HEIGHT));
  return `M${STEP * place} ${HEIGHT}v-${height}h${BAR}v${height}z`;
}
