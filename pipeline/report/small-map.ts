import { formatFigure } from "../text/format-figure.ts";
import type { MapNumber, MapPoint } from "./report-rows.ts";

/** How to read the small map. */
export const SMALL_MAP_NOTE = "A number is a topic of the table below.";

const WIDTH = 360;
const MARGIN = 10;
const FONT_SIZE = 16;
/** Room of a number: a digit is about .56 of the font's size wide. */
const DIGIT = 9;
const STEP = 3;
const MOST_STEPS = 4000;
/** Between two directions on a spiral, in radians: no two of a turn are the same. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
const NO_TOPIC = "#a0a6ad";

type Box = { x: number; y: number; width: number; height: number };

/** Returns the map for a narrow screen, as SVG: a dot a paper, and each topic's number in its densest place, moved where another stands. */
export function drawSmallMap(points: readonly MapPoint[], numbers: readonly MapNumber[]): string {
  const [left, right] = findExtent(points.map(({ x }) => x));
  const [bottom, top] = findExtent(points.map(({ y }) => y));
  const scale = (WIDTH - 2 * MARGIN) / (right - left);
  const height = Math.round((top - bottom) * scale + 2 * MARGIN);
  const toPixel = (place: { x: number; y: number }) => ({
    x: MARGIN + (place.x - left) * scale,
    y: MARGIN + (top - place.y) * scale,
  });
  const radius = Math.min(3, Math.max(1, 60 / Math.sqrt(points.length)));
  const boxes = placeNumbers(
    numbers.map((number) => ({ ...toPixel(number), topic_id: number.topic_id })),
    height,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img"><title>Topic map</title>`,
    `<desc>Dots of ${points.length} papers, and the numbers of ${numbers.length} topics</desc>`,
    `<g fill="none" stroke-linecap="round" stroke-width="${formatFigure(2 * radius, 1)}">${drawDots(points, toPixel)}</g>`,
    `<g font-family="Arimo, Arial, sans-serif" font-size="${FONT_SIZE}" font-weight="bold" text-anchor="middle" fill="#1f2328" `,
    `stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${boxes.map(drawNumber).join("")}</g></svg>`,
  ].join("");
}

/** One path a colour: a line without length and with round ends is a dot. */
function drawDots(points: readonly MapPoint[], toPixel: (place: MapPoint) => { x: number; y: number }): string {
  const paths = new Map<string, string[]>();
  for (const point of points) {
    const color = point.color ?? NO_TOPIC;
    const { x, y } = toPixel(point);
    const dots = paths.get(color) ?? [];
    dots.push(`M${formatFigure(x, 1)} ${formatFigure(y, 1)}h0`);
    paths.set(color, dots);
  }
  return Array.from(paths, ([color, dots]) => `<path stroke="${color}" d="${dots.join("")}"/>`).join("");
}

/** Returns a box for each number, in its own place or in the nearest on a spiral where no other stands. */
function placeNumbers(numbers: readonly MapNumber[], height: number): (Box & { topic_id: number })[] {
  const placed: (Box & { topic_id: number })[] = [];
  for (const { topic_id, x, y } of numbers) {
    const size = { width: DIGIT * String(topic_id).length + 4, height: FONT_SIZE };
    let box = { x, y, ...size };
    for (let step = 0; step < MOST_STEPS && placed.some((other) => meet(box, other)); step++) {
      const away = STEP * Math.sqrt(step);
      box = keepInside(
        { x: x + away * Math.cos(step * GOLDEN_ANGLE), y: y + away * Math.sin(step * GOLDEN_ANGLE), ...size },
        height,
      );
    }
    placed.push({ ...keepInside(box, height), topic_id });
  }
  return placed;
}

function keepInside(box: Box, height: number): Box {
  const clamp = (value: number, half: number, most: number) => Math.min(most - half, Math.max(half, value));
  return { ...box, x: clamp(box.x, box.width / 2, WIDTH), y: clamp(box.y, box.height / 2, height) };
}

function meet(a: Box, b: Box): boolean {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;
}

function drawNumber({ x, y, topic_id }: Box & { topic_id: number }): string {
  return `<text x="${formatFigure(x, 1)}" y="${formatFigure(y + FONT_SIZE * 0.36, 1)}">${topic_id}</text>`;
}

function findExtent(values: readonly number[]): [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  return high > low ? [low, high] : [low - 0.5, high + 0.5];
}
