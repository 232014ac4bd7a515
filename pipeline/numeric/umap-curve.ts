import { power } from "./power.ts";

/** How near two points of a map are to count as neighbours: 1 / (1 + a d^(2b)) at distance d. */
export type UmapCurve = { a: number; b: number };

const SPREAD = 1;
const SAMPLES = 300;
const STEPS = 200;
const SMALLEST_GAIN = 1e-15;

/**
 * Returns the curve that comes nearest to one that is 1 up to `minDistance` and falls exponentially beyond, by least squares (Levenberg and Marquardt; McInnes, Healy and Melville 2018,
 * definition 11).
 */
export function fitUmapCurve(minDistance: number): UmapCurve {
  const distances = Array.from({ length: SAMPLES - 1 }, (_, index) => (3 * SPREAD * (index + 1)) / (SAMPLES - 1));
  const wanted = distances.map((d) => (d < minDistance ? 1 : Math.exp(-(d - minDistance) / SPREAD)));
  const measureError = ({ a, b }: UmapCurve) =>
    distances.reduce((sum, d, index) => sum + (wanted[index]! - 1 / (1 + a * power(d * d, b))) ** 2, 0);
  let curve = { a: 1.5, b: 0.9 };
  let error = measureError(curve);
  let damping = 1e-3;
  for (let step = 0; step < STEPS; step++) {
    const next = improve(curve, distances, wanted, damping);
    const nextError = next.a > 0 && next.b > 0 ? measureError(next) : Number.POSITIVE_INFINITY;
    if (nextError < error) {
      const gain = error - nextError;
      curve = next;
      error = nextError;
      damping /= 10;
      if (gain < SMALLEST_GAIN) break;
    } else damping *= 10;
  }
  return curve;
}

/** Returns the curve after one damped step of Gauss and Newton. */
function improve(
  { a, b }: UmapCurve,
  distances: readonly number[],
  wanted: readonly number[],
  damping: number,
): UmapCurve {
  let [aa, ab, bb, towardsA, towardsB] = [0, 0, 0, 0, 0];
  for (const [index, d] of distances.entries()) {
    const powered = power(d * d, b);
    const value = 1 / (1 + a * powered);
    const byA = -value * value * powered;
    const byB = byA * a * 2 * Math.log(d);
    const residual = wanted[index]! - value;
    aa += byA * byA;
    ab += byA * byB;
    bb += byB * byB;
    towardsA += byA * residual;
    towardsB += byB * residual;
  }
  const [dampedA, dampedB] = [aa * (1 + damping), bb * (1 + damping)];
  const determinant = dampedA * dampedB - ab * ab;
  return {
    a: a + (towardsA * dampedB - towardsB * ab) / determinant,
    b: b + (towardsB * dampedA - towardsA * ab) / determinant,
  };
}
