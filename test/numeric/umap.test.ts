import { UMAP } from "umap-js";
import { describe, expect, it } from "vitest";
import { findNearestNeighbors } from "../../pipeline/numeric/nearest-neighbors.ts";
import { computeTrustworthiness } from "../../pipeline/numeric/trustworthiness.ts";
import { countEpochs, projectByUmap } from "../../pipeline/numeric/umap.ts";
import { normalizeRows, type Vectors } from "../../pipeline/numeric/vectors.ts";
import { createRandom } from "../../pipeline/random.ts";
import { drawBlobs, drawCloud, rowsOf, vectorsOf } from "./points.ts";

const MIN_DISTANCE = 0.1;
const NEIGHBORS = 14;

async function project(vectors: Vectors, seed = 1, onEpoch?: () => void): Promise<Vectors> {
  const near = await findNearestNeighbors(vectors, NEIGHBORS);
  return projectByUmap(vectors, near, { minDistance: MIN_DISTANCE }, createRandom(seed, "umap"), onEpoch);
}

/** The map of umap-js from the same neighbours. It counts a row as its own first one. */
async function projectByOracle(vectors: Vectors, seed: number): Promise<Vectors> {
  const { k, indices, similarities } = await findNearestNeighbors(vectors, NEIGHBORS);
  const random = createRandom(seed, "oracle");
  const umap = new UMAP({ nNeighbors: k + 1, minDist: MIN_DISTANCE, random: () => random.next() });
  const rows = rowsOf(vectors);
  umap.setPrecomputedKNN(
    rows.map((_, row) => [row, ...indices.subarray(row * k, (row + 1) * k)]),
    rows.map((_, row) => [0, ...Array.from(similarities.subarray(row * k, (row + 1) * k), (cosine) => 1 - cosine)]),
  );
  return vectorsOf(umap.fit(rows));
}

/** Returns the trustworthiness of a map, and its continuity: the same with map and space exchanged. */
function judge(space: Vectors, map: Vectors) {
  const rows = rowsOf(space).map((_, row) => row);
  return {
    trustworthiness: computeTrustworthiness(space, map, 15, rows),
    continuity: computeTrustworthiness(map, space, 15, rows),
  };
}

/** Returns the mean distance within clusters over the mean distance of all points: what umap-js' own tests look at. */
function measureTightness(map: Vectors, clusterOf: Int32Array): number {
  const rows = rowsOf(map);
  const pairs = rows.flatMap((a, i) =>
    rows.slice(0, i).map((b, j) => ({ i, j, distance: Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!) })),
  );
  const mean = (some: typeof pairs) => some.reduce((sum, { distance }) => sum + distance, 0) / some.length;
  return mean(pairs.filter(({ i, j }) => clusterOf[i] === clusterOf[j])) / mean(pairs);
}

describe("projectByUmap", () => {
  it("keeps separated clusters apart", async () => {
    const { vectors, blobOf } = drawBlobs(5, 30, 12, 1);
    expect(measureTightness(await project(normalizeRows(vectors)), blobOf)).toBeLessThan(0.15);
  });

  it("gives the same bytes for the same seed, and another map for another", async () => {
    const cloud = normalizeRows(drawCloud(60, 8));
    const first = await project(cloud, 3);
    expect(await project(cloud, 3)).toEqual(first);
    expect(await project(cloud, 4)).not.toEqual(first);
  });

  it("centres the map and turns it wider than high", async () => {
    const map = rowsOf(await project(normalizeRows(drawCloud(60, 8))));
    const [meanX, meanY] = [0, 1].map((axis) => map.reduce((sum, point) => sum + point[axis]!, 0) / map.length);
    const [spreadX, spreadY] = [0, 1].map((axis) => map.reduce((sum, point) => sum + point[axis]! ** 2, 0));
    expect(Math.abs(meanX!) + Math.abs(meanY!)).toBeLessThan(1e-4);
    expect(spreadX).toBeGreaterThan(spreadY!);
  });

  it.each([4, 5, 10, 15, 16])("lays out %i rows, fewer than it has neighbours or hardly more", async (count) => {
    const map = await project(normalizeRows(drawCloud(count, 6)));
    expect(map.values.length).toBe(2 * count);
    expect(map.values.every(Number.isFinite)).toBe(true);
    expect(new Set(rowsOf(map).map(String)).size).toBe(count);
  });

  it("lays up to three rows on a line", async () => {
    expect(
      rowsOf(
        await project(
          vectorsOf([
            [1, 0],
            [0, 1],
            [-1, 0],
          ]),
        ),
      ),
    ).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
    ]);
    expect(rowsOf(await project(vectorsOf([[1, 0]])))).toEqual([[0, 0]]);
  });

  it("is finite for equal rows", async () => {
    const map = await project(vectorsOf(Array(30).fill([0.6, 0.8])));
    expect(map.values.length).toBe(60);
    expect(map.values.every(Number.isFinite)).toBe(true);
  });

  it("reports every epoch of those it announces", async () => {
    let seen = 0;
    await project(normalizeRows(drawCloud(20, 4)), 1, () => seen++);
    expect(seen).toBe(countEpochs(20));
    expect(countEpochs(3)).toBe(0);
  });

  it("takes fewer epochs the more rows there are", () => {
    expect([3, 4, 2500, 2501, 10_000, 10_001].map(countEpochs)).toEqual([0, 1000, 1000, 300, 300, 200]);
  });

  it("can be trusted as far as the map of umap-js", async () => {
    const { vectors } = drawBlobs(6, 40, 16, 3);
    const space = normalizeRows(vectors);
    const own = judge(space, await project(space));
    const other = judge(space, await projectByOracle(space, 1));
    expect(own.trustworthiness).toBeGreaterThan(other.trustworthiness - 0.01);
    expect(own.continuity).toBeGreaterThan(other.continuity - 0.01);
  });
});
