import type { TopLevelSpec } from "vega-lite";
import { FONT_FILES, type FontWeight, measureArimo } from "./measure-text.ts";

declare module "vega" {
  /** How Vega measures text where there is no canvas; left out of its own types. */
  export const textMetrics: { width: (item: TextItem, text: unknown) => number };
}

type TextItem = { fontSize?: number; fontWeight?: string | number; limit?: number; text?: unknown };

const PNG_SCALE = 2;

/** Pixels of the longer side of a PNG: a chart of a hundred topics is drawn at less than twice its size. */
const MOST_PIXELS = 4000;

/** Returns the chart as an SVG text that names and describes itself. The same spec gives the same text on any machine. */
export async function renderSvg(spec: TopLevelSpec): Promise<string> {
  const [vega, { compile }] = await Promise.all([import("vega"), import("vega-lite")]);
  // Clip paths are numbered by a counter of the whole process.
  vega.resetSVGDefIds();
  vega.textMetrics.width = measureItem;
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: "none" });
  try {
    return dropControlCharacters(nameSvg(await view.toSVG(), spec));
  } finally {
    view.finalize();
  }
}

/** Returns an SVG text as a PNG of `scale` times its size in pixels, else of twice that or of 4,000 pixels at most, on white, in Arimo alone. It is drawn in a thread beside this one. */
export async function renderPng(svg: string, scale = chooseScale(svg)): Promise<Uint8Array> {
  const { renderAsync } = await import("@resvg/resvg-js");
  const image = await renderAsync(svg, {
    fitTo: { mode: "zoom", value: scale },
    background: "white",
    font: {
      loadSystemFonts: false,
      fontFiles: Object.values(FONT_FILES),
      defaultFontFamily: "Arimo",
      sansSerifFamily: "Arimo",
    },
  });
  return image.asPng();
}

/** Returns by how much a chart is enlarged: twice, or as far as its longer side may be. */
function chooseScale(svg: string): number {
  const [, width, height] = /^<svg [^>]*width="([\d.]+)" height="([\d.]+)"/.exec(svg)!;
  return Math.min(PNG_SCALE, MOST_PIXELS / Math.max(Number(width), Number(height)));
}

/** Gives the picture as a whole a name: its parts are too many to be read out one by one. */
function nameSvg(svg: string, { title, description }: TopLevelSpec): string {
  const name = title && typeof title === "object" && "text" in title ? String(title.text) : "Chart";
  return svg.replace(
    /^<svg ([^>]*)>/,
    (_, attributes) =>
      `<svg ${attributes} role="img"><title>${escapeText(name)}</title><desc>${escapeText(description ?? "")}</desc>`,
  );
}

function escapeText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function measureItem(item: TextItem, text: unknown): number {
  const weight: FontWeight = item.fontWeight === "bold" || Number(item.fontWeight) >= 600 ? "bold" : "normal";
  const width = measureArimo(String(text ?? ""), item.fontSize ?? 11, weight);
  // A longer text is drawn cut at its limit, though it is given whole.
  return item.limit ? Math.min(width, item.limit) : width;
}

/** XML 1.0 has no place for most control characters, not even escaped. */
function dropControlCharacters(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}
