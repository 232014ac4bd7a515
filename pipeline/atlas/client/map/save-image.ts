import { type CaptionLayout, DOT_RADIUS, layOutCaption } from "./caption-layout.ts";
import { writeMapSvg } from "./map-svg.ts";
import { FONT_FAMILY, paintNames } from "./paint-names.ts";
import { paintTitles } from "./paint-titles.ts";
import type { Ground } from "./palette.ts";
import type { PictureCaption } from "./picture-caption.ts";
import type { SavedPicture } from "./saved-picture.ts";
import { paintScene, projectViewport, type Scene } from "./surface.ts";

const FILE_NAME = "topic-map";

/** Saves what is seen, with names, titles and caption, as PNG of `ratio` times its size. Throws where the browser has no room for it. */
export async function savePng({ scene, viewport, names, titles, caption }: SavedPicture, ratio: number): Promise<void> {
  const layout = layOutOnCanvas(caption, viewport.width);
  const canvas = document.createElement("canvas");
  const mapHeight = Math.round(viewport.height * ratio);
  canvas.width = Math.round(viewport.width * ratio);
  canvas.height = mapHeight + Math.round(layout.height * ratio);
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true })!;
  const large: Scene = { ...scene, radius: scene.radius * ratio };
  const whole = { x: 0, y: 0, width: canvas.width, height: mapHeight };
  paintScene(context, large, projectViewport(viewport, ratio), whole);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintTitles(context, titles, null, scene.ground);
  paintNames(context, names, viewport, scene.ground);
  context.setTransform(ratio, 0, 0, ratio, 0, mapHeight);
  paintCaption(context, layout, viewport.width, scene.ground);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error(`no picture of ${canvas.width} x ${canvas.height} pixels`);
  saveFile(blob, `${FILE_NAME}.png`);
}

/** Saves what is seen as SVG, with the same caption; each dot holds its paper's title. */
export function saveSvg(picture: SavedPicture, paperTitles: readonly string[]): void {
  const svg = writeMapSvg(picture, paperTitles, layOutOnCanvas(picture.caption, picture.viewport.width));
  saveFile(new Blob([svg], { type: "image/svg+xml" }), `${FILE_NAME}.svg`);
}

function layOutOnCanvas(caption: PictureCaption, width: number): CaptionLayout {
  const context = document.createElement("canvas").getContext("2d")!;
  return layOutCaption(caption, width, (text, fontSize, fontWeight) => {
    context.font = `${fontWeight} ${fontSize}px ${FONT_FAMILY}`;
    return context.measureText(text).width;
  });
}

function paintCaption(
  context: CanvasRenderingContext2D,
  { height, texts, dots }: CaptionLayout,
  width: number,
  ground: Ground,
): void {
  context.globalAlpha = 1;
  context.fillStyle = ground.ground;
  context.fillRect(0, 0, width, height + 1);
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  for (const { x, y, color } of dots) {
    context.fillStyle = color;
    context.beginPath();
    context.arc(x, y, DOT_RADIUS, 0, 2 * Math.PI);
    context.fill();
  }
  for (const { x, y, text, fontSize, fontWeight, isQuiet } of texts) {
    context.font = `${fontWeight} ${fontSize}px ${FONT_FAMILY}`;
    context.fillStyle = isQuiet ? ground.quiet : ground.ink;
    context.fillText(text, x, y);
  }
}

/** Has the browser save a file. */
function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads it after this task.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
