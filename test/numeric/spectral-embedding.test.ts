import { describe, expect, it } from "vitest";
import { embedSpectrally } from "../../pipeline/numeric/spectral-embedding.ts";
import { dotProduct, squaredNorms } from "../../pipeline/numeric/vectors.ts";
import { createRandom } from "../../pipeline/random.ts";

const embed = (affinity: Float32Array, count: number, dimensions: number, seed = 1) =>
  embedSpectrally(affinity, count, dimensions, createRandom(seed, "spectral"));

/** Affinity `within` between rows of one block, `between` other rows, 1 on the diagonal. */
function makeBlocks(sizes: number[], within: number, between: number) {
  const blocks = sizes.flatMap((size, block) => Array(size).fill(block));
  const count = blocks.length;
  const affinity = Float32Array.from({ length: count * count }, (_, cell) => {
    const [i, j] = [Math.floor(cell / count), cell % count];
    return i === j ? 1 : blocks[i] === blocks[j] ? within : between;
  });
  return { affinity, blocks, count };
}

describe("embedSpectrally", () => {
  it.each([0, 0.05])(
    "puts the rows of a block in one place, and blocks at right angles (affinity %d between)",
    async (between) => {
      const { affinity, blocks, count } = makeBlocks([8, 12, 20], 0.8, between);
      const embedded = await embed(affinity, count, 3);
      for (let i = 0; i < count; i++) {
        for (let j = 0; j < count; j++) {
          const cosine = dotProduct(embedded, i, embedded, j);
          if (blocks[i] === blocks[j]) expect(cosine).toBeGreaterThan(0.999);
          else expect(Math.abs(cosine)).toBeLessThan(0.01 + 4 * between);
        }
      }
    },
  );

  it("has unit rows, no wider than there are rows", async () => {
    const { affinity, count } = makeBlocks([3, 2], 0.7, 0.2);
    const embedded = await embed(affinity, count, 9);
    expect(embedded.dimensions).toBe(5);
    for (const squared of squaredNorms(embedded)) expect(squared).toBeCloseTo(1, 5);
  });

  it("spans the same space from any random start: the products of rows agree", async () => {
    const { affinity, count } = makeBlocks([6, 9, 7], 0.6, 0.1);
    const [first, second] = [await embed(affinity, count, 3, 1), await embed(affinity, count, 3, 2)];
    for (let row = 0; row < count; row++) {
      expect(dotProduct(first, 0, first, row)).toBeCloseTo(dotProduct(second, 0, second, row), 3);
    }
  });

  it("gives the same bytes for the same seed", async () => {
    const { affinity, count } = makeBlocks([6, 9, 7], 0.6, 0.1);
    expect(await embed(affinity, count, 3)).toEqual(await embed(affinity, count, 3));
  });

  it("is finite for rows that are alike to none but themselves", async () => {
    const { affinity, count } = makeBlocks([1, 1, 1, 1], 0, 0);
    expect((await embed(affinity, count, 2)).values.every(Number.isFinite)).toBe(true);
  });
});
