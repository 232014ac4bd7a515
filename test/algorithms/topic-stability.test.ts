import { describe, expect, it } from "vitest";
import { measureTopicStability } from "../../pipeline/algorithms/topic-stability.ts";
import { createRandom } from "../../pipeline/random.ts";
import { drawBlobs, drawCloud } from "./points.ts";

const OPTIONS = { runs: 10, subsampleShare: 0.8 };
const random = () => createRandom(1, "stability");

describe("measureTopicStability", () => {
  it("is 1 for separated blobs, whatever their numbers", () => {
    const { vectors, labels } = drawBlobs(3, 20, 6, 0.5);
    const renumbered = labels.map((label) => (label + 1) % 3);
    expect([...measureTopicStability(vectors, renumbered, { k: 3, ...OPTIONS }, random())]).toEqual([1, 1, 1]);
  });

  it("is low for topics drawn at random, and for them alone", () => {
    const { vectors, labels } = drawBlobs(3, 20, 6, 0.5);
    const shuffled = labels.map((label, row) => (label === 0 ? 0 : 1 + (Math.floor(row / 3) % 2)));
    const [whole, ...mixed] = measureTopicStability(vectors, shuffled, { k: 3, ...OPTIONS }, random());
    expect(whole).toBe(1);
    for (const stability of mixed) expect(stability).toBeLessThan(0.6);
  });

  it("is low where there are no topics to find", () => {
    const cloud = drawCloud(80, 6);
    const labels = Int32Array.from({ length: 80 }, (_, row) => row % 5);
    expect(Math.max(...measureTopicStability(cloud, labels, { k: 5, ...OPTIONS }, random()))).toBeLessThan(0.6);
  });

  it("gives the same figures for the same seed", () => {
    const cloud = drawCloud(50, 4);
    const labels = Int32Array.from({ length: 50 }, (_, row) => row % 4);
    const measure = () => measureTopicStability(cloud, labels, { k: 4, ...OPTIONS }, random());
    expect(measure()).toEqual(measure());
  });

  it("can measure as many topics as there are rows", () => {
    const stability = measureTopicStability(
      drawCloud(4, 3),
      Int32Array.from([0, 1, 2, 3]),
      { k: 4, ...OPTIONS },
      random(),
    );
    expect([...stability]).toEqual([1, 1, 1, 1]);
  });
});
