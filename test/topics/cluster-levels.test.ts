import { describe, expect, it } from "vitest";
import { computeTfIdf } from "../../pipeline/numeric/tf-idf.ts";
import { normalizeRows } from "../../pipeline/numeric/vectors.ts";
import { createRandom, drawNormal } from "../../pipeline/random.ts";
import { clusterLevels } from "../../pipeline/topics/cluster-levels.ts";
import { vectorsOf } from "../numeric/points.ts";

const OPTIONS = {
  seed: 1,
  splits: true,
  runs: 40,
  subsampleShare: 0.8,
  restarts: 4,
  landmarks: 6000,
  stability: { splits: 4, sample: 6000 },
};

/** Papers in twelve places, four in each of three directions. */
function drawPapers() {
  const random = createRandom(1, "papers");
  const rows = Array.from({ length: 120 }, (_, row) => {
    const place = row % 12;
    return Array.from({ length: 15 }, (_, d) => {
      const own = (d === place % 3 ? 0.8 : 0) + (d === 3 + place ? 0.6 : 0);
      return own + 0.03 * drawNormal(random);
    });
  });
  const vectors = normalizeRows(vectorsOf(rows));
  const terms = rows.map((_, row) => [`word${row % 12}`]);
  return { vectors, words: computeTfIdf(terms, { minDocumentCount: 2, maxDocumentShare: 0.5 }) };
}

describe("clusterLevels", () => {
  const { vectors, words } = drawPapers();
  const space = { smooth: vectors, sharp: vectors };

  it("finds each level, nesting in the next, numbered by size, with figures of its own", async () => {
    const { levels, split } = await clusterLevels(space, () => words, { ...OPTIONS, counts: [12, 3] });
    expect(split).toBe(0);
    expect(levels.map(({ k }) => k)).toEqual([12, 3]);
    const [fine, broad] = levels;
    expect([...fine!.topicOf]).toEqual(Array.from({ length: 120 }, (_, row) => row % 12));
    expect([...broad!.topicOf]).toEqual(Array.from({ length: 120 }, (_, row) => row % 3));
    for (const [row, topic] of fine!.topicOf.entries()) expect(fine!.parents[topic]).toBe(broad!.topicOf[row]);
    for (const stability of broad!.stability) expect(stability).toBeGreaterThan(0.9);
    expect(broad!.probabilities).toHaveLength(360);
  });

  it("splits mixtures only where it may", async () => {
    const { levels, split } = await clusterLevels(space, () => words, { ...OPTIONS, counts: [4] });
    expect(levels[0]!.k).toBe(4 + split);
    const whole = await clusterLevels(space, () => words, { ...OPTIONS, splits: false, counts: [4] });
    expect([whole.split, whole.levels[0]!.k]).toEqual([0, 4]);
  });

  it("gives the same levels for the same seed", async () => {
    const run = () => clusterLevels(space, () => words, { ...OPTIONS, counts: [7, 3] });
    expect(await run()).toEqual(await run());
  });
});
