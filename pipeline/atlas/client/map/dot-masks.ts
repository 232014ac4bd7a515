import { parseColor } from "./contrast.ts";

/** A round dot as pixels: opaque ones, and those of its edge with how much of the ground they hide. Offsets from its middle pixel. */
export type DotMask = {
  reach: number;
  opaque: { dx: Int16Array; dy: Int16Array; rim: Uint8Array };
  edge: { dx: Int16Array; dy: Int16Array; rim: Uint8Array; alpha: Uint8Array };
};

const RIM = 1;
/** Smaller dots have no rim: it would be all of them. */
const LEAST_RADIUS_WITH_RIM = 2;
const SAMPLES = 4;

/** Returns the mask of a dot of that radius, in pixels, with a rim `rim` pixels wide. */
export function makeDotMask(radius: number, rim = RIM): DotMask {
  const reach = Math.ceil(radius);
  const inner = radius >= LEAST_RADIUS_WITH_RIM ? radius - rim : radius;
  const opaque = { dx: [] as number[], dy: [] as number[], rim: [] as number[] };
  const edge = { dx: [] as number[], dy: [] as number[], rim: [] as number[], alpha: [] as number[] };
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const covered = measureCover(dx, dy, radius);
      if (covered === 0) continue;
      const rimShare = Math.round(255 * (1 - measureCover(dx, dy, inner) / covered));
      const part = covered === 1 ? opaque : edge;
      part.dx.push(dx);
      part.dy.push(dy);
      part.rim.push(rimShare);
      if (covered < 1) edge.alpha.push(Math.round(255 * covered));
    }
  }
  return {
    reach,
    opaque: { dx: Int16Array.from(opaque.dx), dy: Int16Array.from(opaque.dy), rim: Uint8Array.from(opaque.rim) },
    edge: {
      dx: Int16Array.from(edge.dx),
      dy: Int16Array.from(edge.dy),
      rim: Uint8Array.from(edge.rim),
      alpha: Uint8Array.from(edge.alpha),
    },
  };
}

/** Returns which share of a pixel a disc round the middle of pixel 0, 0 covers, by 16 samples. */
function measureCover(dx: number, dy: number, radius: number): number {
  let inside = 0;
  for (let i = 0; i < SAMPLES; i++) {
    for (let j = 0; j < SAMPLES; j++) {
      const x = dx + (i + 0.5) / SAMPLES - 0.5;
      const y = dy + (j + 0.5) / SAMPLES - 0.5;
      if (x * x + y * y <= radius * radius) inside++;
    }
  }
  return inside / SAMPLES ** 2;
}

/** Colours of a mask's pixels, as they stand in an image's memory (little-endian: alpha, blue, green, red). */
export type DotPixels = { opaque: Uint32Array; edge: Uint32Array };

/** Returns the pixels of a dot of that fill and rim. */
export function colorMask(mask: DotMask, fill: string, rim: string): DotPixels {
  const [from, to] = [parseColor(fill), parseColor(rim)];
  const mix = (share: number) => {
    const [red, green, blue] = from.map((part, index) => Math.round(part + ((to[index]! - part) * share) / 255));
    return ((255 << 24) | (blue! << 16) | (green! << 8) | red!) >>> 0;
  };
  return { opaque: Uint32Array.from(mask.opaque.rim, mix), edge: Uint32Array.from(mask.edge.rim, mix) };
}

/** Draws a dot into an image, its middle at pixel x, y; what lies outside is cut off. */
export function stampDot(
  image: Uint32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  mask: DotMask,
  pixels: DotPixels,
): void {
  const { reach, opaque, edge } = mask;
  const isInside = x >= reach && y >= reach && x < width - reach && y < height - reach;
  const start = y * width + x;
  for (let index = 0; index < opaque.dx.length; index++) {
    const [dx, dy] = [opaque.dx[index]!, opaque.dy[index]!];
    if (!isInside && (x + dx < 0 || y + dy < 0 || x + dx >= width || y + dy >= height)) continue;
    image[start + dy * width + dx] = pixels.opaque[index]!;
  }
  for (let index = 0; index < edge.dx.length; index++) {
    const [dx, dy] = [edge.dx[index]!, edge.dy[index]!];
    if (!isInside && (x + dx < 0 || y + dy < 0 || x + dx >= width || y + dy >= height)) continue;
    const at = start + dy * width + dx;
    image[at] = blendPixels(pixels.edge[index]!, image[at]!, edge.alpha[index]!);
  }
}

function blendPixels(over: number, under: number, alpha: number): number {
  const keep = 255 - alpha;
  const red = ((over & 255) * alpha + (under & 255) * keep + 127) / 255;
  const green = (((over >> 8) & 255) * alpha + ((under >> 8) & 255) * keep + 127) / 255;
  const blue = (((over >> 16) & 255) * alpha + ((under >> 16) & 255) * keep + 127) / 255;
  return ((255 << 24) | ((blue & 255) << 16) | ((green & 255) << 8) | (red & 255)) >>> 0;
}
