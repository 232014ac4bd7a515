import { expect, it } from "vitest";
import { findParent } from "../../pipeline/growth/find-parent.ts";
import { normalizeRows } from "../../pipeline/numeric/vectors.ts";
import { vectorsOf } from "../numeric/points.ts";

const topics = [
  { topic_id: 1, parent_id: 9, level: 0 },
  { topic_id: 2, parent_id: 9, level: 0 },
  { topic_id: 3, parent_id: null, level: 0 },
  { topic_id: 9, parent_id: null, level: 1 },
];
const centroids = vectorsOf([
  [1, 0, 0],
  [0.8, 0.6, 0],
  [0, 0, 1],
]);
const find = (...centroid: number[]) => findParent(normalizeRows(vectorsOf([centroid])), topics, [1, 2, 3], centroids);

it("is that of the nearest topic, where the new one lies among its parts", () => {
  expect(find(1, 0.3, 0)).toBe(9);
});

it("is none where it lies farther off than any part, or the nearest topic has none", () => {
  expect(find(0.5, -0.5, 0.5)).toBeNull();
  expect(find(0, 0.1, 1)).toBeNull();
});
