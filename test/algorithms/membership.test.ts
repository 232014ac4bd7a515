import { describe, expect, it } from "vitest";
import { computeMembership, computeUnitCentroids } from "../../pipeline/algorithms/membership.ts";
import { normalizeRows } from "../../pipeline/algorithms/vectors.ts";
import { drawBlobs, drawCloud, rowsOf, vectorsOf } from "./points.ts";

/** Unit vectors of the plane, by their angles in degrees. */
const rays = (...degrees: number[]) =>
  vectorsOf(degrees.map((degree) => [Math.cos((degree * Math.PI) / 180), Math.sin((degree * Math.PI) / 180)]));

describe("computeUnitCentroids", () => {
  it("gives the unit mean of each topic's rows", () => {
    const [first, second] = rowsOf(computeUnitCentroids(rays(0, 90, 180), Int32Array.from([0, 0, 1]), 2));
    expect(first![0]).toBeCloseTo(Math.SQRT1_2, 6);
    expect(first![1]).toBeCloseTo(Math.SQRT1_2, 6);
    expect(second![0]).toBeCloseTo(-1, 6);
  });

  it("gives zeros for a topic whose rows cancel out", () => {
    const [row] = rowsOf(
      computeUnitCentroids(
        vectorsOf([
          [1, 0],
          [-1, 0],
        ]),
        Int32Array.from([0, 0]),
        1,
      ),
    );
    expect(row).toEqual([0, 0]);
  });
});

describe("computeMembership", () => {
  const membershipOf = (degrees: number[], labels: number[], centers: number[]) =>
    computeMembership(rays(...degrees), Int32Array.from(labels), rays(...centers));

  it("gives the posterior worked out by hand", () => {
    // Similarities 1 and 0.5 have mean r = 0.75: concentration = 0.75 (2 - 0.5625) / (1 - 0.5625).
    const concentration = (0.75 * (2 - 0.75 ** 2)) / (1 - 0.75 ** 2);
    const { probability, second, margin, similarity } = membershipOf([0, 30], [0, 1], [0, 90]);
    expect([...similarity].map((value) => Number(value.toFixed(6)))).toEqual([1, 0.5]);
    expect(probability[0]).toBeCloseTo(1 / (1 + Math.exp(-concentration)), 6);
    const [far, near] = [Math.exp(concentration * 0.5), Math.exp(concentration * Math.cos(Math.PI / 6))];
    expect(probability[1]).toBeCloseTo(far / (far + near), 5);
    expect([...second]).toEqual([1, 0]);
    expect(margin[1]).toBeCloseTo((far - near) / (far + near), 5);
  });

  it("favours the larger of two topics that are equally near", () => {
    const { probability } = membershipOf([0, 0, 0, 45, 90], [0, 0, 0, 0, 1], [0, 90]);
    expect(probability[3]).toBeCloseTo(0.8, 6);
  });

  it("falls from the middle of a topic to its border", () => {
    const { probability, margin } = membershipOf(
      [0, 10, 20, 30, 40, 90, 91, 92, 93, 94],
      [0, 0, 0, 0, 0, 1, 1, 1, 1, 1],
      [0, 90],
    );
    const own = [...probability.slice(0, 5)];
    expect(own).toEqual([...own].sort((a, b) => b - a));
    expect([...margin.slice(0, 5)]).toEqual([...margin.slice(0, 5)].sort((a, b) => b - a));
    expect(own[4]).toBeGreaterThan(0.5);
  });

  it("has probabilities of all topics that add up to 1", () => {
    const vectors = normalizeRows(drawCloud(30, 5));
    const centroids = normalizeRows(drawCloud(4, 5, 2));
    const labels = Int32Array.from({ length: 30 }, (_, row) => row % 4);
    const { probability, margin, second } = computeMembership(vectors, labels, centroids);
    for (let row = 0; row < 30; row++) {
      const rest = probability[row]! - margin[row]!;
      expect(probability[row]).toBeGreaterThanOrEqual(0);
      expect(probability[row]! + rest).toBeLessThanOrEqual(1 + 1e-9);
      expect(second[row]).not.toBe(labels[row]);
    }
  });

  it("is sure of separated blobs", () => {
    const { vectors, labels } = drawBlobs(4, 15, 8, 0.5);
    const unit = normalizeRows(vectors);
    const { probability } = computeMembership(unit, labels, computeUnitCentroids(unit, labels, 4));
    expect(Math.min(...probability)).toBeGreaterThan(0.999);
  });

  it("is 1 with a margin of 1 where there is one topic only", () => {
    const { probability, second, margin } = membershipOf([0, 20], [0, 0], [10]);
    expect([...probability, ...margin]).toEqual([1, 1, 1, 1]);
    expect([...second]).toEqual([-1, -1]);
  });

  it("stays finite where a row lies far outside a topic that is all but a point", () => {
    // Many dimensions and little spread make the concentration so high that e to its power is beyond any number.
    const axes = Array.from({ length: 2 }, (_, axis) => Array.from({ length: 50 }, (_, d) => Number(d === axis)));
    const topics = Array.from({ length: 1000 }, (_, row) => row % 2);
    const vectors = vectorsOf([...topics, 1].map((axis) => axes[axis]!));
    const { probability, margin } = computeMembership(vectors, Int32Array.from([...topics, 0]), vectorsOf(axes));
    expect([...probability, ...margin].every(Number.isFinite)).toBe(true);
    expect(probability[1000]).toBe(0);
    expect(margin[1000]).toBe(-1);
  });
});
