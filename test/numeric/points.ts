import type { Vectors } from "../../pipeline/numeric/vectors.ts";
import { createRandom, drawNormal } from "../../pipeline/random.ts";

/** Returns rows as vectors. */
export function vectorsOf(rows: readonly (readonly number[])[]): Vectors {
  return { values: Float32Array.from(rows.flat()), dimensions: rows[0]!.length };
}

/** Returns vectors as rows. */
export function rowsOf({ values, dimensions }: Vectors): number[][] {
  return Array.from({ length: values.length / dimensions }, (_, row) =>
    Array.from(values.subarray(row * dimensions, (row + 1) * dimensions)),
  );
}

/** Returns points drawn around the corners of a simplex of edge 10 x sqrt 2, in turn, and the corner of each. Needs dimensions >= blobs. */
export function drawBlobs(blobs: number, pointsEach: number, dimensions: number, deviation: number) {
  const random = createRandom(7, `blobs ${blobs} ${pointsEach} ${dimensions} ${deviation}`);
  const blobOf = Int32Array.from({ length: blobs * pointsEach }, (_, row) => row % blobs);
  const values = Float32Array.from({ length: blobOf.length * dimensions }, (_, index) => {
    const corner = blobOf[Math.floor(index / dimensions)] === index % dimensions ? 10 : 0;
    return corner + deviation * drawNormal(random);
  });
  return { vectors: { values, dimensions }, blobOf };
}

/** Returns standard normal points without structure. */
export function drawCloud(points: number, dimensions: number, seed = 1): Vectors {
  const random = createRandom(seed, `cloud ${points} ${dimensions}`);
  return { values: Float32Array.from({ length: points * dimensions }, () => drawNormal(random)), dimensions };
}
