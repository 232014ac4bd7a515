import { describe, expect, it } from "vitest";
import { normalizeRows, type Vectors } from "../../pipeline/numeric/vectors.ts";
import { createRandom } from "../../pipeline/random.ts";
import { measureTopicStability } from "../../pipeline/topics/topic-stability.ts";
import { drawBlobs, drawCloud } from "../numeric/points.ts";

const OPTIONS = { splits: 6, sample: 1000 };
const measure = (vectors: Vectors, topicOf: Int32Array, k: number) =>
  measureTopicStability(vectors, topicOf, k, OPTIONS, createRandom(1, "stability"));

describe("measureTopicStability", () => {
  const { vectors, blobOf } = drawBlobs(4, 20, 6, 0.5);
  const blobs = normalizeRows(vectors);

  it("is 1 for topics that half of the rows show as well as all", async () => {
    for (const stability of await measure(blobs, Int32Array.from(blobOf), 4)) expect(stability).toBeCloseTo(1, 12);
  });

  it("is about 0 for topics that have nothing to do with the vectors", async () => {
    const dealt = Int32Array.from(blobOf, (_, row) => Math.floor(row / 4) % 4);
    for (const stability of await measure(blobs, dealt, 4)) expect(Math.abs(stability)).toBeLessThan(0.25);
  });

  it("is low for almost all rows of a cloud and the one that is left, though these fall together always", async () => {
    const topicOf = new Int32Array(60);
    topicOf[7] = 1;
    for (const stability of await measure(normalizeRows(drawCloud(60, 6)), topicOf, 2))
      expect(stability).toBeLessThan(0.5);
  });

  it("tells the sure topics from the one that is no topic", async () => {
    // Two blobs stay whole; the rows of the other two are dealt out to topics 2 and 3.
    const dealt = Int32Array.from(blobOf, (blob, row) => (blob < 2 ? blob : 2 + (Math.floor(row / 4) % 2)));
    const [first, second, third, fourth] = await measure(blobs, dealt, 4);
    expect(Math.min(first!, second!)).toBeGreaterThan(0.9);
    expect(Math.max(third!, fourth!)).toBeLessThan(0.5);
  });

  it("looks at no more rows than it may", async () => {
    const few = await measureTopicStability(
      blobs,
      Int32Array.from(blobOf),
      4,
      { splits: 4, sample: 40 },
      createRandom(1, "few"),
    );
    for (const stability of few) expect(stability).toBeGreaterThan(0.8);
  });
});
