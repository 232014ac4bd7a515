import { describe, expect, it } from "vitest";
import { createTopicCountMeter, listTopicCounts } from "../../pipeline/topics/topic-count-scan.ts";
import { drawBlobs, drawCloud } from "../numeric/points.ts";

const OPTIONS = { seed: 1, restarts: 4, pairs: 4, subsampleShare: 0.8, splits: 3 };
const CLOUD = drawCloud(60, 5);

describe("createTopicCountMeter", () => {
  it.each([3, 6])("finds that separated blobs repeat whole at their true number, %i", async (blobs) => {
    const { vectors } = drawBlobs(blobs, 20, 8, 0.5);
    const row = await createTopicCountMeter({ smooth: vectors, sharp: vectors }, OPTIONS)(blobs);
    expect(row).toMatchObject({ k: blobs, stability: 1, prediction: 1 });
    expect(row.silhouette).toBeGreaterThan(0.8);
    // Chance takes a little of ln k.
    expect(row.information).toBeGreaterThan(0.8 * Math.log(blobs));
    expect(row.information).toBeLessThan(Math.log(blobs));
  });

  it("clusters the smooth space and measures the silhouette in the sharp one", async () => {
    const { vectors: smooth } = drawBlobs(3, 20, 5, 0.5);
    const row = await createTopicCountMeter({ smooth, sharp: CLOUD }, OPTIONS)(3);
    expect(row.stability).toBe(1);
    expect(Math.abs(row.silhouette)).toBeLessThan(0.1);
  });

  it("gives the same figures for the same number and seed, whatever was measured before", async () => {
    const measure = createTopicCountMeter({ smooth: CLOUD, sharp: CLOUD }, OPTIONS);
    const alone = await measure(5);
    await measure(3);
    expect(await measure(5)).toEqual(alone);
    expect(await createTopicCountMeter({ smooth: CLOUD, sharp: CLOUD }, { ...OPTIONS, seed: 2 })(5)).not.toEqual(alone);
  });

  it("can try as many topics as there are rows, and finds nothing in equal rows", async () => {
    const four = drawCloud(4, 2);
    expect((await createTopicCountMeter({ smooth: four, sharp: four }, OPTIONS)(4)).k).toBe(4);
    const equal = { values: new Float32Array(40).fill(0.5), dimensions: 2 };
    const row = await createTopicCountMeter({ smooth: equal, sharp: equal }, OPTIONS)(2);
    expect(row.information).toBeLessThan(0.05);
  });
});

describe("listTopicCounts", () => {
  it("tries each number up to 15, then in steps, up to a sixth of the rows", () => {
    expect(listTopicCounts(30)).toEqual([2, 3, 4, 5]);
    expect(listTopicCounts(150).slice(-4)).toEqual([14, 15, 18, 22]);
    expect(listTopicCounts(2000).at(-1)).toBeGreaterThan(250);
  });

  it("tries two topics, however few the papers are", () => {
    expect(listTopicCounts(3)).toEqual([2]);
  });
});
