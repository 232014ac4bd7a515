import { roundFigure } from "../text/format-figure.ts";
import type { Box } from "./boxes.ts";

/** How data coordinates lie on a picture of the map; both axes have one scale, y goes up in data and down in pixels. */
export type MapFrame = {
  /** Size of the picture, in pixels. */
  width: number;
  height: number;
  /** Pixels per unit of the data. */
  scale: number;
  /** Data coordinates at the picture's edges: left and right, bottom and top. */
  domainX: [number, number];
  domainY: [number, number];
};

/** Pixels that the points may take from left to right where there are few topics. */
const INNER_WIDTH = 788;
/** More topics than this need more room for their names, up to a third more to each side. */
const TOPICS_OF_SIZE_1 = 24;
const MOST_GROWTH = 1.3;
const LEAST_HEIGHT = 640;
const MOST_HEIGHT = 820;
/** Room at the sides, where labels of the outermost topics go. */
const MARGIN_X = 156;
const MARGIN_Y = 72;
/** Left free round what is drawn. */
const EDGE = 10;
/** Narrower than this the title would be wider than the map. */
const LEAST_WIDTH = 640;

/** Returns the frame that holds all points, with room for labels round them; `topics` is their number. */
export function fitMapFrame(points: readonly { x: number; y: number }[], topics: number): MapFrame {
  const growth = Math.min(MOST_GROWTH, Math.max(1, Math.sqrt(topics / TOPICS_OF_SIZE_1)));
  const [left, right] = findExtent(points.map(({ x }) => x));
  const [bottom, top] = findExtent(points.map(({ y }) => y));
  const innerWidth = growth * INNER_WIDTH;
  const width = innerWidth + 2 * MARGIN_X;
  const wanted = ((top - bottom) / (right - left)) * innerWidth + 2 * MARGIN_Y;
  const height = Math.round(Math.min(growth * MOST_HEIGHT, Math.max(LEAST_HEIGHT, wanted)));
  const scale = Math.min(innerWidth / (right - left), (height - 2 * MARGIN_Y) / (top - bottom));
  return {
    width,
    height,
    scale,
    domainX: spread((left + right) / 2, width / scale),
    domainY: spread((bottom + top) / 2, height / scale),
  };
}

/** Returns the frame cut, or widened, to what is drawn: all boxes, given by their middles in data coordinates and sizes in pixels. */
export function cropMapFrame(frame: MapFrame, boxes: readonly Box[]): MapFrame {
  const { scale } = frame;
  const edges = (axis: "x" | "y", size: "width" | "height"): [number, number] => [
    boxes.reduce((least, box) => Math.min(least, box[axis] - (box[size] / 2 + EDGE) / scale), Infinity),
    boxes.reduce((most, box) => Math.max(most, box[axis] + (box[size] / 2 + EDGE) / scale), -Infinity),
  ];
  const [left, right] = edges("x", "width");
  const [bottom, top] = edges("y", "height");
  const width = Math.max(LEAST_WIDTH, Math.ceil((right - left) * scale));
  const height = Math.ceil((top - bottom) * scale);
  return {
    width,
    height,
    scale,
    domainX: spread((left + right) / 2, width / scale),
    domainY: spread((bottom + top) / 2, height / scale),
  };
}

/** Returns the pixel at which a place of the data lies, from the top left. */
export function toPixel(
  { domainX, domainY, scale }: MapFrame,
  place: { x: number; y: number },
): { x: number; y: number } {
  return { x: (place.x - domainX[0]) * scale, y: (domainY[1] - place.y) * scale };
}

/** Returns the place of the data that lies at a pixel. */
export function toData(
  { domainX, domainY, scale }: MapFrame,
  pixel: { x: number; y: number },
): { x: number; y: number } {
  return { x: domainX[0] + pixel.x / scale, y: domainY[1] - pixel.y / scale };
}

/** Returns a coordinate or a length on the map as a spec holds it, with three digits behind the point. */
export function roundCoordinate(value: number): number {
  return roundFigure(value, 3);
}

function findExtent(values: readonly number[]): [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  return high > low ? [low, high] : [low - 0.5, high + 0.5];
}

function spread(middle: number, length: number): [number, number] {
  return [middle - length / 2, middle + length / 2];
}
