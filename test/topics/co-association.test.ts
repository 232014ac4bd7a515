import { describe, expect, it } from "vitest";
import type { Vectors } from "../../pipeline/numeric/vectors.ts";
import { createRandom } from "../../pipeline/random.ts";
import { computeCoAssociation } from "../../pipeline/topics/co-association.ts";
import { drawBlobs, drawCloud } from "../numeric/points.ts";

const compute = (vectors: Vectors, options = {}, seed = 1) =>
  computeCoAssociation(vectors, { k: 4, runs: 20, subsampleShare: 0.8, ...options }, createRandom(seed, "ensemble"));

describe("computeCoAssociation", () => {
  it("is symmetric, 1 on the diagonal, and a share elsewhere", async () => {
    const coAssociation = await compute(drawCloud(30, 4));
    for (let i = 0; i < 30; i++) {
      expect(coAssociation[i * 30 + i]).toBe(1);
      for (let j = 0; j < i; j++) {
        expect(coAssociation[i * 30 + j]).toBe(coAssociation[j * 30 + i]);
        expect(coAssociation[i * 30 + j]).toBeGreaterThanOrEqual(0);
        expect(coAssociation[i * 30 + j]).toBeLessThanOrEqual(1);
      }
    }
    expect(new Set(coAssociation).size).toBeGreaterThan(5);
  });

  it("never puts rows of separated blobs together, and mostly puts those of one together", async () => {
    // Five to seven clusters are drawn around six: never fewer than the five blobs.
    const { vectors, blobOf } = drawBlobs(5, 12, 6, 0.3);
    const coAssociation = await compute(vectors, { k: 6 });
    const pairs = [...coAssociation].map((share, cell) => ({ share, i: Math.floor(cell / 60), j: cell % 60 }));
    const mean = (some: typeof pairs) => some.reduce((sum, { share }) => sum + share, 0) / some.length;
    expect(mean(pairs.filter(({ i, j }) => blobOf[i] === blobOf[j]))).toBeGreaterThan(0.75);
    expect(mean(pairs.filter(({ i, j }) => blobOf[i] !== blobOf[j]))).toBeLessThan(0.1);
  });

  it("counts only the runs that saw both rows: equal rows share a cluster in each of them", async () => {
    const { vectors } = drawBlobs(4, 10, 4, 0.3);
    vectors.values.copyWithin(4 * vectors.dimensions, 0, vectors.dimensions);
    expect((await compute(vectors, { subsampleShare: 0.6 }))[4]).toBe(1);
  });

  it("gives the same for the same seed, something else for another", async () => {
    const cloud = drawCloud(30, 4);
    expect(await compute(cloud)).toEqual(await compute(cloud));
    expect(await compute(cloud, {}, 2)).not.toEqual(await compute(cloud));
  });

  it("is finite where two rows are never seen together", async () => {
    expect((await compute(drawCloud(30, 4), { runs: 1, subsampleShare: 0.3 })).every(Number.isFinite)).toBe(true);
  });
});
