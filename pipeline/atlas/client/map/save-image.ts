import { writeMapSvg } from "./map-svg.ts";
import { paintNames, type ShownName } from "./paint-names.ts";
import { paintTitles, type ShownTitle } from "./paint-titles.ts";
import { paintScene, projectViewport, type Scene } from "./surface.ts";
import type { Viewport } from "./viewport.ts";

/** Pixels of the picture for each pixel of the screen. */
const PNG_RATIO = 2;
const FILE_NAME = "topic-map";

/** Saves what is seen, with all names that stand, as PNG of twice the size. */
export async function savePng(
  scene: Scene,
  viewport: Viewport,
  names: readonly ShownName[],
  titles: readonly ShownTitle[],
): Promise<void> {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(viewport.width * PNG_RATIO);
  canvas.height = Math.round(viewport.height * PNG_RATIO);
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true })!;
  const large: Scene = { ...scene, radius: scene.radius * PNG_RATIO };
  const whole = { x: 0, y: 0, width: canvas.width, height: canvas.height };
  paintScene(context, large, projectViewport(viewport, PNG_RATIO), whole);
  context.setTransform(PNG_RATIO, 0, 0, PNG_RATIO, 0, 0);
  paintTitles(context, titles, null, scene.ground);
  paintNames(context, names, viewport, scene.ground);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob) saveFile(blob, `${FILE_NAME}.png`);
}

/** Saves what is seen as SVG; each dot holds its paper's title. */
export function saveSvg(
  scene: Scene,
  viewport: Viewport,
  names: readonly ShownName[],
  titles: readonly ShownTitle[],
  paperTitles: readonly string[],
): void {
  const svg = writeMapSvg(scene, viewport, names, titles, paperTitles);
  saveFile(new Blob([svg], { type: "image/svg+xml" }), `${FILE_NAME}.svg`);
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
