import { countVectors, type Vectors } from "./vectors.ts";

/** A similarity of the plane: a point (x, y) goes to (a x + b y + shiftX, c x + d y + shiftY). It turns or mirrors, stretches alike and shifts. */
export type PlaneSimilarity = { a: number; b: number; c: number; d: number; shiftX: number; shiftY: number };

type Point = { x: number; y: number };

/**
 * Returns the similarity that brings points nearest to their targets, both n x 2: the rotation or reflection of least squares (Schönemann 1966), about the middles, and the scale that
 * makes the spreads equal. The scale of least squares would be smaller, so that a map aligned often would shrink. Points at one place are only shifted.
 */
export function fitSimilarity(points: Vectors, targets: Vectors): PlaneSimilarity {
  const [from, to] = [findMiddle(points), findMiddle(targets)];
  // Products of the points as complex numbers: with the conjugate for rotations, without for reflections.
  const [turn, mirror] = [
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ];
  let [spread, wanted] = [0, 0];
  for (let row = 0; row < countVectors(points); row++) {
    const p = readPoint(points, row, from);
    const q = readPoint(targets, row, to);
    turn.x += p.x * q.x + p.y * q.y;
    turn.y += p.x * q.y - p.y * q.x;
    mirror.x += p.x * q.x - p.y * q.y;
    mirror.y += p.x * q.y + p.y * q.x;
    spread += p.x * p.x + p.y * p.y;
    wanted += q.x * q.x + q.y * q.y;
  }
  const scale = spread > 0 && wanted > 0 ? Math.sqrt(wanted / spread) : 1;
  const isMirrored = Math.hypot(mirror.x, mirror.y) > Math.hypot(turn.x, turn.y);
  const best = isMirrored ? mirror : turn;
  const length = Math.hypot(best.x, best.y);
  const [cosine, sine] = length > 0 ? [best.x / length, best.y / length] : [1, 0];
  const [a, c] = [scale * cosine, scale * sine];
  const [b, d] = isMirrored ? [c, -a] : [-c, a];
  return { a, b, c, d, shiftX: to.x - a * from.x - b * from.y, shiftY: to.y - c * from.x - d * from.y };
}

/** Returns the points, n x 2, moved by a similarity. */
export function moveBySimilarity(points: Vectors, { a, b, c, d, shiftX, shiftY }: PlaneSimilarity): Vectors {
  const values = new Float32Array(points.values.length);
  for (let place = 0; place < values.length; place += 2) {
    const [x, y] = [points.values[place]!, points.values[place + 1]!];
    values[place] = a * x + b * y + shiftX;
    values[place + 1] = c * x + d * y + shiftY;
  }
  return { values, dimensions: 2 };
}

function readPoint({ values }: Vectors, row: number, middle: Point): Point {
  return { x: values[2 * row]! - middle.x, y: values[2 * row + 1]! - middle.y };
}

function findMiddle({ values }: Vectors): Point {
  const count = Math.max(1, values.length / 2);
  const sum = { x: 0, y: 0 };
  for (let place = 0; place < values.length; place += 2) {
    sum.x += values[place]!;
    sum.y += values[place + 1]!;
  }
  return { x: sum.x / count, y: sum.y / count };
}
