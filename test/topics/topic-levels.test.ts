import { describe, expect, it } from "vitest";
import { dotProduct } from "../../pipeline/numeric/vectors.ts";
import { type LevelToMeasure, measureLevels } from "../../pipeline/topics/topic-levels.ts";
import { vectorsOf } from "../numeric/points.ts";

/** Eight papers on a circle, by their angle in degrees. */
const ANGLES = [0, 10, 20, 30, 90, 100, 180, 190];
const VECTORS = vectorsOf(
  ANGLES.map((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]),
);

/** Four pairs; the first two are one broad topic, the others are one each. */
const FINE: LevelToMeasure = {
  k: 4,
  topicOf: Int32Array.of(0, 0, 1, 1, 2, 2, 3, 3),
  parents: Int32Array.of(0, 0, 1, 2),
  stability: Float64Array.of(0.9, 0.8, 0.7, 0.6),
};
const BROAD: LevelToMeasure = {
  k: 3,
  topicOf: Int32Array.of(0, 0, 0, 0, 1, 1, 2, 2),
  parents: Int32Array.of(-1, -1, -1),
  stability: Float64Array.of(0.5, 0.4, 0.3),
};

describe("measureLevels", () => {
  it("puts broader topics after the fine ones, and leaves out those of one part", () => {
    const { topics } = measureLevels(VECTORS, [FINE, BROAD]);
    expect(topics.map(({ level, parent, rows }) => ({ level, parent, rows }))).toEqual([
      { level: 0, parent: 4, rows: [0, 1] },
      { level: 0, parent: 4, rows: [2, 3] },
      { level: 0, parent: -1, rows: [4, 5] },
      { level: 0, parent: -1, rows: [6, 7] },
      { level: 1, parent: -1, rows: [0, 1, 2, 3] },
    ]);
    expect(topics.map(({ stability }) => stability)).toEqual([0.9, 0.8, 0.7, 0.6, 0.5]);
  });

  it("takes the part of a level that is left out to the level above", () => {
    const middle = { ...BROAD, parents: Int32Array.of(0, 0, 1) };
    const top = {
      k: 2,
      topicOf: Int32Array.of(0, 0, 0, 0, 0, 0, 1, 1),
      parents: Int32Array.of(-1, -1),
      stability: Float64Array.of(0.2, 0.1),
    };
    const { topics } = measureLevels(VECTORS, [FINE, middle, top]);
    expect(topics.map(({ level, parent }) => [level, parent])).toEqual([
      [0, 4],
      [0, 4],
      [0, 5],
      [0, -1],
      [1, 5],
      [2, -1],
    ]);
  });

  it("measures cohesion and the nearest topic of the level by centroids", () => {
    const { topics, centroids } = measureLevels(VECTORS, [FINE, BROAD]);
    expect(topics[0]!.nearest).toBe(1);
    expect(topics[0]!.nearestSimilarity).toBeCloseTo(Math.cos(Math.PI / 9), 6);
    expect(topics[0]!.cohesion).toBeCloseTo(Math.cos(Math.PI / 36), 6);
    expect(topics[4]).toMatchObject({ nearest: -1, nearestSimilarity: null });
    for (const [place, { rows, cohesion }] of topics.entries()) {
      const cosines = rows.map((row) => dotProduct(VECTORS, row, centroids, place));
      expect(cohesion).toBeCloseTo(cosines.reduce((sum, cosine) => sum + cosine, 0) / rows.length, 6);
    }
  });

  it("leaves papers without a topic out of every level", () => {
    const without = (level: LevelToMeasure) => ({
      ...level,
      topicOf: level.topicOf.map((topic, row) => (row === 1 ? -1 : topic)),
    });
    const { topics } = measureLevels(VECTORS, [without(FINE), without(BROAD)]);
    expect(topics[0]!.rows).toEqual([0]);
    expect(topics[4]!.rows).toEqual([0, 2, 3]);
  });
});
