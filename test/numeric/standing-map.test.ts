import { describe, expect, it } from "vitest";
import { findNearestNeighbors } from "../../pipeline/numeric/nearest-neighbors.ts";
import { placeAmongNeighbors, projectOnStandingMap, type StandingMap } from "../../pipeline/numeric/standing-map.ts";
import { projectByUmap } from "../../pipeline/numeric/umap.ts";
import { countVectors, normalizeRows, pickVectors, type Vectors } from "../../pipeline/numeric/vectors.ts";
import { createRandom } from "../../pipeline/random.ts";
import { drawBlobs, drawCloud, rowsOf, vectorsOf } from "./points.ts";

const OPTIONS = { minDistance: 0.1 };

const random = () => createRandom(1, "map");

async function project(vectors: Vectors): Promise<Vectors> {
  return projectByUmap(vectors, await findNearestNeighbors(vectors, 14), OPTIONS, random());
}

async function projectOn(vectors: Vectors, standing: StandingMap): Promise<Vectors> {
  return projectOnStandingMap(vectors, await findNearestNeighbors(vectors, 14), standing, OPTIONS, random());
}

/** Returns the neighbours of each row, all with the same similarity unless given. */
function near(rows: number[][], similarities: number[][] = rows.map((own) => own.map(() => 0.5))) {
  return {
    k: rows[0]!.length,
    indices: Int32Array.from(rows.flat()),
    similarities: Float32Array.from(similarities.flat()),
  };
}

function place(neighbors: ReturnType<typeof near>, positions: ([number, number] | null)[]): number[][] {
  const standing = {
    positions: vectorsOf(positions.map((point) => point ?? [0, 0])),
    isKnown: positions.map((point) => point !== null),
  };
  return rowsOf(placeAmongNeighbors(neighbors, standing)).map((point) => [...point]);
}

/** The median of how far the rows of both lie from one another, as a share of the width of the first. */
function measureMove(before: Vectors, after: Vectors): number {
  const [was, is] = [rowsOf(before), rowsOf(after)];
  const xs = was.map(([x]) => x!);
  const lengths = was.map(([x, y], row) => Math.hypot(is[row]![0]! - x!, is[row]![1]! - y!)).sort((a, b) => a - b);
  return lengths[lengths.length >> 1]! / (Math.max(...xs) - Math.min(...xs));
}

describe("placeAmongNeighbors", () => {
  it("puts a row at the mean of its neighbours, weighted by their similarity", () => {
    const neighbors = near(
      [[1], [0], [0]].map((own) => [...own, 1]),
      [
        [0.5, 0.5],
        [0.5, 0.5],
        [0.75, 0.25],
      ],
    );
    expect(place(neighbors, [[0, 0], [4, 8], null])).toEqual([
      [0, 0],
      [4, 8],
      [1, 2],
    ]);
  });

  it("puts a row whose neighbours have no place where they come to lie", () => {
    expect(place(near([[1], [0], [0], [2]]), [[2, 2], [6, 2], null, null])).toEqual([
      [2, 2],
      [6, 2],
      [2, 2],
      [2, 2],
    ]);
  });

  it("puts a row that has no placed or similar neighbour in the middle", () => {
    const neighbors = near([[1], [0], [3], [2], [0]], [[0.5], [0.5], [0.5], [0.5], [0]]);
    expect(place(neighbors, [[2, 2], [6, 4], null, null, null]).slice(2)).toEqual(Array(3).fill([4, 3]));
  });
});

describe("projectOnStandingMap", () => {
  it("moves old rows little where a tenth is new, and lays the new beside rows like them", async () => {
    const { vectors, blobOf } = drawBlobs(4, 60, 12, 4);
    const rows = normalizeRows(vectors);
    const isKnown = Array.from(blobOf, (_, row) => row % 10 !== 0);
    const known = [...blobOf.keys()].filter((row) => isKnown[row]);
    const before = await project(pickVectors(rows, known));
    const positions = { values: new Float32Array(2 * blobOf.length), dimensions: 2 };
    known.forEach((row, place) => {
      positions.values.set(before.values.subarray(2 * place, 2 * place + 2), 2 * row);
    });
    const map = await projectOn(rows, { positions, isKnown });
    expect(measureMove(before, pickVectors(map, known))).toBeLessThan(0.05);
    const { indices } = await findNearestNeighbors(normalizeRows(vectors), 1);
    for (const [row, nearest] of indices.entries()) {
      const [a, b] = [rowsOf(map)[row]!, rowsOf(map)[nearest]!];
      expect(Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!)).toBeLessThan(6);
    }
  });

  it("gives the same bytes for the same seed", async () => {
    const cloud = normalizeRows(drawCloud(24, 6));
    const standing = { positions: await project(cloud), isKnown: Array(24).fill(true) };
    const first = await projectOn(cloud, standing);
    expect(await projectOn(cloud, standing)).toEqual(first);
  });

  it("does not grow or shrink, however often it is made anew", async () => {
    const cloud = normalizeRows(drawCloud(30, 6));
    const start = await project(cloud);
    let map = start;
    for (let round = 0; round < 3; round++) {
      map = await projectOn(cloud, { positions: map, isKnown: Array(30).fill(true) });
    }
    const squares = ({ values }: Vectors) => values.reduce((sum, value) => sum + value * value, 0);
    expect(squares(map) / squares(start)).toBeCloseTo(1, 2);
  });

  it.each([1, 3, 4, 5])("lays out %i rows", async (count) => {
    const cloud = normalizeRows(drawCloud(count, 6));
    const standing = { positions: vectorsOf(Array(count).fill([1, 1])), isKnown: Array(count).fill(true) };
    const map = await projectOn(cloud, standing);
    expect(countVectors(map)).toBe(count);
    expect(map.values.every(Number.isFinite)).toBe(true);
  });

  it("is that of no standing map where only two rows are known", async () => {
    const cloud = normalizeRows(drawCloud(30, 6));
    const standing = {
      positions: vectorsOf(Array(30).fill([0, 0])),
      isKnown: Array.from({ length: 30 }, (_, row) => row < 2),
    };
    expect(await projectOn(cloud, standing)).toEqual(await project(cloud));
  });
});
