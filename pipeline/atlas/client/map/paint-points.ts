import type { PointColors } from "./coloring.ts";
import { colorMask, type DotMask, type DotPixels, makeDotMask, stampDot } from "./dot-masks.ts";
import type { Emphasis } from "./emphasis.ts";
import { type Ground, rimOf } from "./palette.ts";

/** Places of the papers in pixels of the canvas: x * scale + left, y * scale + top; left and top are whole numbers. */
export type Projection = { scale: number; left: number; top: number };

/** A part of a canvas, in its own pixels. */
export type Rectangle = { x: number; y: number; width: number; height: number };

/** What is drawn. Radii are in pixels of the canvas. */
export type PointScene = {
  xs: ArrayLike<number>;
  ys: ArrayLike<number>;
  colors: PointColors;
  emphasis: Emphasis;
  ground: Ground;
  radius: number;
};

/** Up to this many papers are drawn as arcs, which are smoother; stamping pixels is many times faster. */
const MOST_ARCS = 2000;
const GREYED_SHARE = 0.8;
const FRONT_SHARE = 1.15;
/** Radii are rounded to this, so that few masks are made. */
const RADIUS_STEP = 0.5;

/** Returns the radius of a dot in CSS pixels: the smaller the more papers, the larger the nearer. */
export function chooseRadius(papers: number, zoom: number, width: number, height: number): number {
  const base = Math.min(6, Math.max(1, 4.75 * (439 / Math.max(1, papers)) ** 0.28));
  const window = Math.min(1.4, Math.max(0.55, (Math.min(width, 1.4 * height) / 900) ** 0.6));
  return Math.min(11, base * window * Math.max(1, zoom) ** 0.35);
}

/** Draws the papers into a part of the canvas, over what is there. */
export function paintPoints(
  context: CanvasRenderingContext2D,
  scene: PointScene,
  projection: Projection,
  part: Rectangle,
): void {
  if (scene.xs.length <= MOST_ARCS) paintArcs(context, scene, projection, part);
  else paintPixels(context, scene, projection, part);
}

function roundRadius(radius: number): number {
  return Math.max(1, Math.round(radius / RADIUS_STEP) * RADIUS_STEP);
}

/** Returns the radii of greyed dots and of those in front. */
function chooseRadii({ radius, emphasis }: PointScene): { greyed: number; front: number } {
  return {
    greyed: roundRadius(radius * GREYED_SHARE),
    front: roundRadius(radius * (emphasis.isPartial ? FRONT_SHARE : 1)),
  };
}

function paintArcs(
  context: CanvasRenderingContext2D,
  scene: PointScene,
  { scale, left, top }: Projection,
  part: Rectangle,
): void {
  const { xs, ys, colors, emphasis, ground } = scene;
  const radii = chooseRadii(scene);
  const rims = colors.palette.map((color) => rimOf(color, ground));
  context.lineWidth = Math.max(1, radii.front * 0.2);
  for (const [place, row] of emphasis.order.entries()) {
    const isGreyed = place < emphasis.greyed;
    const radius = isGreyed ? radii.greyed : radii.front;
    const x = xs[row]! * scale + left;
    const y = ys[row]! * scale + top;
    const reach = radius + 2;
    if (x < part.x - reach || y < part.y - reach) continue;
    if (x > part.x + part.width + reach || y > part.y + part.height + reach) continue;
    const color = colors.colorOf[row]!;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = isGreyed ? ground.faded : colors.palette[color]!;
    context.fill();
    if (isGreyed) continue;
    context.strokeStyle = rims[color]!;
    context.stroke();
  }
}

function paintPixels(
  context: CanvasRenderingContext2D,
  scene: PointScene,
  { scale, left, top }: Projection,
  part: Rectangle,
): void {
  const { xs, ys, colors, emphasis, ground } = scene;
  const radii = chooseRadii(scene);
  const greyedMask = makeDotMask(radii.greyed);
  const frontMask = makeDotMask(radii.front);
  const greyedPixels = colorMask(greyedMask, ground.faded, ground.faded);
  const frontPixels = colors.palette.map((color) => colorMask(frontMask, color, rimOf(color, ground)));
  const image = context.getImageData(part.x, part.y, part.width, part.height);
  const pixels = new Uint32Array(image.data.buffer);

  const stampAll = (from: number, to: number, mask: DotMask, choose: (row: number) => DotPixels) => {
    for (let place = from; place < to; place++) {
      const row = emphasis.order[place]!;
      const x = Math.round(xs[row]! * scale + left) - part.x;
      const y = Math.round(ys[row]! * scale + top) - part.y;
      if (x < -mask.reach || y < -mask.reach || x >= part.width + mask.reach || y >= part.height + mask.reach) continue;
      stampDot(pixels, part.width, part.height, x, y, mask, choose(row));
    }
  };
  stampAll(0, emphasis.greyed, greyedMask, () => greyedPixels);
  stampAll(emphasis.greyed, emphasis.order.length, frontMask, (row) => frontPixels[colors.colorOf[row]!]!);
  context.putImageData(image, part.x, part.y);
}
