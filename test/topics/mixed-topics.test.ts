import { describe, expect, it } from "vitest";
import { findNearestNeighbors } from "../../pipeline/numeric/nearest-neighbors.ts";
import { normalizeRows, type Vectors } from "../../pipeline/numeric/vectors.ts";
import { createRandom, drawNormal } from "../../pipeline/random.ts";
import { findMixedTopics, isLargeTopic, splitMixtures } from "../../pipeline/topics/mixed-topics.ts";
import { vectorsOf } from "../numeric/points.ts";

/** Unit rows round these axes, so many for each, with noise. */
function drawAxes(axes: readonly number[], each: number, dimensions = 12): Vectors {
  const random = createRandom(1, "axes");
  const rows = axes.flatMap((axis) =>
    Array.from({ length: each }, () =>
      Array.from({ length: dimensions }, (_, d) => (d === axis ? 1 : 0) + 0.1 * drawNormal(random)),
    ),
  );
  return normalizeRows(vectorsOf(rows));
}

describe("splitMixtures", () => {
  it("splits a topic of two far places, and leaves one of a single place", () => {
    const vectors = drawAxes([0, 1, 2, 3, 4, 5, 6, 7], 10);
    // Topic 0 holds the first two places, the others one each.
    const topicOf = Int32Array.from({ length: 80 }, (_, row) => Math.max(0, Math.floor(row / 10) - 1));
    const split = splitMixtures(vectors, vectors, { topicOf, k: 7 }, createRandom(1, "split"));
    expect(split.k).toBe(8);
    expect([...split.origins]).toEqual([0, 1, 2, 3, 4, 5, 6, 0]);
    expect(new Set(split.topicOf.slice(0, 10)).size).toBe(1);
    expect(new Set(split.topicOf.slice(10, 20)).size).toBe(1);
    expect(split.topicOf[0]).not.toBe(split.topicOf[10]);
    expect([...split.topicOf.slice(20)]).toEqual([...topicOf.slice(20)]);
  });

  it("keeps a topic of more than a sixth of the rows whose halves part no further", () => {
    const vectors = drawAxes([0, 0, 0, 1, 2], 10);
    const topicOf = Int32Array.from({ length: 50 }, (_, row) => Math.max(0, Math.floor(row / 10) - 2));
    expect(splitMixtures(vectors, vectors, { topicOf, k: 3 }, createRandom(1, "split")).k).toBe(3);
  });
});

describe("findMixedTopics", () => {
  it("finds the shelf of rows that have little to do with each other", async () => {
    const together = drawAxes([0, 1, 2, 3, 4], 10, 30);
    const alone = Array.from({ length: 10 }, (_, row) =>
      Array.from({ length: 30 }, (_, d) => (d === 10 + row ? 1 : 0)),
    );
    const vectors = { values: Float32Array.from([...together.values, ...alone.flat()]), dimensions: 30 };
    const topicOf = Int32Array.from({ length: 60 }, (_, row) => Math.floor(row / 10));
    const near = await findNearestNeighbors(vectors, 10);
    const mixed = findMixedTopics(vectors, near, topicOf, new Float64Array(6).fill(0.5));
    expect(mixed).toEqual([false, false, false, false, false, true]);
    const steady = findMixedTopics(vectors, near, topicOf, new Float64Array(6).fill(0.9));
    expect(steady).not.toContain(true);
  });

  it("does not compare a few topics", async () => {
    const vectors = drawAxes([0, 1], 5);
    const near = await findNearestNeighbors(vectors, 5);
    expect(
      findMixedTopics(
        vectors,
        near,
        Int32Array.from({ length: 10 }, (_, row) => row % 2),
        [0, 0],
      ),
    ).toEqual([false, false]);
  });
});

describe("isLargeTopic", () => {
  it("is so from a sixth of the rows on, and from 40", () => {
    expect([isLargeTopic(39, 60), isLargeTopic(40, 240), isLargeTopic(40, 241)]).toEqual([false, true, false]);
  });
});
