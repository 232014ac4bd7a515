import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitSimilarity, moveBySimilarity } from "../../pipeline/numeric/procrustes.ts";
import type { Vectors } from "../../pipeline/numeric/vectors.ts";
import { vectorsOf } from "./points.ts";

const CORNERS = [
  [0, 0],
  [4, 0],
  [4, 2],
];

/** Returns points moved onto targets, rounded. */
function align(points: number[][], targets: number[][]): number[][] {
  return rounded(moveBySimilarity(vectorsOf(points), fitSimilarity(vectorsOf(points), vectorsOf(targets))));
}

function rounded({ values }: Vectors): number[][] {
  return Array.from({ length: values.length / 2 }, (_, row) =>
    [values[2 * row]!, values[2 * row + 1]!].map((value) => Math.round(value * 1e3) / 1e3 + 0),
  );
}

function sumOfSquares(a: Vectors, b: Vectors): number {
  return a.values.reduce((sum, value, place) => sum + (value - b.values[place]!) ** 2, 0);
}

describe("fitSimilarity", () => {
  it.each([
    ["shifted", (x: number, y: number) => [x + 7, y - 3]],
    ["stretched", (x: number, y: number) => [2.5 * x, 2.5 * y]],
    ["turned by a right angle", (x: number, y: number) => [-y, x]],
    ["mirrored", (x: number, y: number) => [x, -y]],
    ["mirrored, turned, stretched and shifted", (x: number, y: number) => [3 * y + 1, 3 * x - 5]],
  ])("brings a triangle onto one that is %s", (_, move) => {
    const targets = CORNERS.map(([x, y]) => move(x!, y!));
    expect(align(CORNERS, targets)).toEqual(targets.map((point) => point.map((value) => value + 0)));
  });

  it("meets halfway what it cannot bring to a place, at the same spread", () => {
    // The middle of both is 0; the outer points are as far apart, so the scale is the root of (16 + 16) / (16 + 16 + 1 + 1).
    const points = [
      [-4, 0],
      [4, 0],
      [0, 1],
      [0, -1],
    ];
    const targets = [
      [-4, 0],
      [4, 0],
      [0, 0],
      [0, 0],
    ];
    const scale = Math.sqrt(32 / 34);
    expect(fitSimilarity(vectorsOf(points), vectorsOf(targets))).toEqual({
      a: scale,
      b: -0,
      c: 0,
      d: scale,
      shiftX: 0,
      shiftY: 0,
    });
  });

  it("only shifts points at one place, and onto one place", () => {
    const one = Array(3).fill([2, 3]);
    expect(align(one, CORNERS)).toEqual(Array(3).fill([2.667, 0.667]));
    expect(align(CORNERS, one)).toEqual([
      [-0.667, 2.333],
      [3.333, 2.333],
      [3.333, 4.333],
    ]);
  });

  const whole = fc.integer({ min: -50, max: 50 });
  const points = fc.array(fc.tuple(whole, whole), { minLength: 3, maxLength: 20 });

  it("undoes any similarity of points that are not all at one place", () => {
    const turn = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
    fc.assert(
      fc.property(
        points,
        turn,
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        fc.boolean(),
        (drawn, angle, scale, flip) => {
          fc.pre(new Set(drawn.map(String)).size > 1);
          const moved = drawn.map(([x, y]) => [
            scale * (Math.cos(angle) * x - Math.sin(angle) * (flip ? -y : y)) + 9,
            scale * (Math.sin(angle) * x + Math.cos(angle) * (flip ? -y : y)) - 4,
          ]);
          const aligned = moveBySimilarity(vectorsOf(moved), fitSimilarity(vectorsOf(moved), vectorsOf(drawn)));
          expect(sumOfSquares(aligned, vectorsOf(drawn.map((point) => [...point])))).toBeLessThan(1e-4 * drawn.length);
        },
      ),
    );
  });

  it("leaves no turn or mirroring that would bring points nearer, keeps their middle and their spread", () => {
    const pairs = fc.array(fc.tuple(whole, whole, whole, whole), {
      minLength: 3,
      maxLength: 12,
    });
    fc.assert(
      fc.property(pairs, fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }), fc.boolean(), (drawn, angle, flip) => {
        const from = vectorsOf(drawn.map(([x, y]) => [x, y]));
        const to = vectorsOf(drawn.map(([, , x, y]) => [x, y]));
        const spread = ({ values }: Vectors, axis: number) => {
          const own = [...values].filter((_, place) => place % 2 === axis);
          const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
          return { mean, squares: own.reduce((sum, value) => sum + (value - mean) ** 2, 0) };
        };
        fc.pre([from, to].every((some) => spread(some, 0).squares + spread(some, 1).squares > 0));
        const best = fitSimilarity(from, to);
        const aligned = moveBySimilarity(from, best);
        const scale = Math.hypot(best.a, best.c);
        const [x, y] = [spread(from, 0).mean, spread(from, 1).mean];
        const [a, c] = [scale * Math.cos(angle), scale * Math.sin(angle)];
        const [b, d] = flip ? [c, -a] : [-c, a];
        const shiftX = spread(to, 0).mean - a * x - b * y;
        const other = moveBySimilarity(from, { a, b, c, d, shiftX, shiftY: spread(to, 1).mean - c * x - d * y });
        expect(sumOfSquares(aligned, to)).toBeLessThanOrEqual(sumOfSquares(other, to) * (1 + 1e-4) + 1e-2);
        const squares = (some: Vectors) => spread(some, 0).squares + spread(some, 1).squares;
        expect(squares(aligned) / squares(to)).toBeCloseTo(1, 3);
        for (const axis of [0, 1]) expect(spread(aligned, axis).mean).toBeCloseTo(spread(to, axis).mean, 3);
      }),
    );
  });
});
