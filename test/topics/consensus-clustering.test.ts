import { describe, expect, it } from "vitest";
import { computeAdjustedRand } from "../../pipeline/numeric/adjusted-rand.ts";
import { normalizeRows, type Vectors } from "../../pipeline/numeric/vectors.ts";
import { createRandom } from "../../pipeline/random.ts";
import { type Consensus, clusterByConsensus } from "../../pipeline/topics/consensus-clustering.ts";
import { drawBlobs, drawCloud } from "../numeric/points.ts";

const cluster = (vectors: Vectors, k: number, options = {}, seed = 1) =>
  clusterByConsensus(
    vectors,
    { k, runs: 25, subsampleShare: 0.8, restarts: 4, landmarks: 1000, ...options },
    createRandom(seed, "consensus"),
  );

function expectProbabilities({ topicOf, probabilities }: Consensus, k: number): void {
  topicOf.forEach((topic, row) => {
    const own = probabilities.subarray(row * k, (row + 1) * k);
    expect(own.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 6);
    expect(Math.min(...own)).toBeGreaterThanOrEqual(0);
    expect(own[topic]).toBe(Math.max(...own));
  });
}

describe("clusterByConsensus", () => {
  it.each([2, 4])("finds %i separated blobs exactly, whatever the seed", async (blobs) => {
    const { vectors, blobOf } = drawBlobs(blobs, 20, 6, 0.5);
    for (const seed of [1, 2]) {
      const found = await cluster(normalizeRows(vectors), blobs, {}, seed);
      expect(computeAdjustedRand(found.topicOf, blobOf)).toBe(1);
      expectProbabilities(found, blobs);
    }
  });

  it("lets rows beyond the landmarks follow their nearest ones", async () => {
    const { vectors, blobOf } = drawBlobs(4, 40, 6, 0.5);
    const found = await cluster(normalizeRows(vectors), 4, { landmarks: 60 });
    expect(found.topicOf.length).toBe(160);
    expect(found.probabilities.length).toBe(640);
    expect(computeAdjustedRand(found.topicOf, blobOf)).toBe(1);
    expectProbabilities(found, 4);
  });

  it("agrees better between two seeds than the rows' own structure would make it by chance", async () => {
    const cloud = normalizeRows(drawCloud(120, 3));
    const [first, second] = [await cluster(cloud, 5, {}, 1), await cluster(cloud, 5, {}, 2)];
    expect(computeAdjustedRand(first.topicOf, second.topicOf)).toBeGreaterThan(0.5);
  });

  it("gives the same topics for the same seed", async () => {
    const cloud = normalizeRows(drawCloud(60, 5));
    const { measure: _, ...first } = await cluster(cloud, 4);
    expect(await cluster(cloud, 4)).toMatchObject(first);
  });

  it.each([
    [2, 2],
    [3, 3],
    [4, 2],
    [6, 6],
    [10, 9],
  ])("leaves no topic of %i rows in %i topics empty, and no probability undefined", async (count, k) => {
    const found = await cluster(normalizeRows(drawCloud(count, 4)), k);
    expect(new Set(found.topicOf).size).toBe(k);
    expect(found.probabilities.every(Number.isFinite)).toBe(true);
  });
});
