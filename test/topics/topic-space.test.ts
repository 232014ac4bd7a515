import { describe, expect, it } from "vitest";
import { computeTfIdf } from "../../pipeline/numeric/tf-idf.ts";
import { dotProduct, pickVectors, squaredNorms, type Vectors } from "../../pipeline/numeric/vectors.ts";
import { createRandom } from "../../pipeline/random.ts";
import { computeTopicSpace, foldIntoTopicSpace, smoothOverNeighbors } from "../../pipeline/topics/topic-space.ts";
import { drawCloud, rowsOf, vectorsOf } from "../numeric/points.ts";

const OPTIONS = {
  lexicalWeight: 0.6,
  minDocumentCount: 1,
  maxDocumentShare: 1,
  lsaDimensions: 10,
  pcaDimensions: 10,
  smoothingNeighbors: 3,
  smoothingWeight: 0.5,
};
const WORDS = ["graph", "video", "token"];
const termsOf = (count: number) =>
  Array.from({ length: count }, (_, row) => [WORDS[row % 3]!, `${WORDS[row % 3]} ${row}`]);

const build = (vectors: Vectors, terms: string[][], options = {}) =>
  computeTopicSpace(
    vectors,
    computeTfIdf(terms, { ...OPTIONS, ...options }),
    { ...OPTIONS, ...options },
    createRandom(1, "space"),
  );

function expectUnitRows(vectors: Vectors): void {
  for (const squared of squaredNorms(vectors)) expect(squared).toBeCloseTo(1, 5);
}

describe("computeTopicSpace", () => {
  it("has a unit row for each paper, of the width of the principal components", async () => {
    const { sharp, smooth } = await build(drawCloud(40, 16), termsOf(40));
    expect(sharp.dimensions).toBe(10);
    expect(sharp.values.length).toBe(400);
    expectUnitRows(sharp);
    expectUnitRows(smooth);
  });

  it("has finite unit rows where papers have no terms, some or all", async () => {
    const some = await build(
      drawCloud(20, 16),
      termsOf(20).map((terms, row) => (row % 4 === 0 ? [] : terms)),
    );
    const none = await build(drawCloud(20, 16), Array(20).fill([]));
    for (const { sharp, smooth } of [some, none]) {
      expectUnitRows(sharp);
      expectUnitRows(smooth);
    }
  });

  it("draws papers of the same words nearer together the more words weigh", async () => {
    const similarities = await Promise.all(
      [0, 0.6, 5].map(async (lexicalWeight) => {
        const { sharp } = await build(
          drawCloud(30, 16),
          termsOf(30).map(([word]) => [word!]),
          { lexicalWeight },
        );
        return dotProduct(sharp, 0, sharp, 3);
      }),
    );
    expect(similarities).toEqual([...similarities].sort((a, b) => a - b));
    expect(similarities[2]).toBeGreaterThan(0.9);
  });

  it("does not depend on what all vectors share", async () => {
    const cloud = drawCloud(30, 16);
    const shifted = { ...cloud, values: cloud.values.map((value) => value + 2) };
    const [here, there] = [await build(cloud, termsOf(30)), await build(shifted, termsOf(30))];
    here.smooth.values.forEach((value, index) => {
      expect(there.smooth.values[index]).toBeCloseTo(value, 3);
    });
  });

  it("smooths nothing with no neighbours", async () => {
    const { sharp, smooth } = await build(drawCloud(20, 16), termsOf(20), { smoothingNeighbors: 0 });
    expect(smooth).toEqual(sharp);
  });

  it("gives the same bytes for the same seed", async () => {
    expect(await build(drawCloud(30, 16), termsOf(30))).toEqual(await build(drawCloud(30, 16), termsOf(30)));
  });

  it.each([2, 3])("is finite for %i papers", async (count) => {
    const { sharp, smooth } = await build(drawCloud(count, 16), termsOf(count));
    expectUnitRows(sharp);
    expect(smooth.values.every(Number.isFinite)).toBe(true);
  });

  it("is finite where all papers are equal", async () => {
    const { sharp, smooth } = await build(vectorsOf(Array(8).fill([0.6, 0.8])), Array(8).fill(["graph"]));
    expect([...sharp.values, ...smooth.values].every(Number.isFinite)).toBe(true);
  });
});

describe("smoothOverNeighbors", () => {
  const ROWS = vectorsOf([
    [1, 0],
    [0, 1],
    [0, -1],
  ]);
  const NEIGHBORS = { k: 1, indices: Int32Array.from([1, 0, 1]), similarities: new Float32Array(3) };

  it("gives the rows worked out by hand", () => {
    const smooth = rowsOf(smoothOverNeighbors(ROWS, NEIGHBORS, 0.25));
    const length = Math.hypot(0.75, 0.25);
    [
      [0.75, 0.25],
      [0.25, 0.75],
    ].forEach((row, index) => {
      row.forEach((value, d) => {
        expect(smooth[index]![d]).toBeCloseTo(value / length, 6);
      });
    });
    expect(smooth[2]![1]).toBeCloseTo(-1, 6);
  });

  it("leaves the rows with weight 0, and takes the neighbours with weight 1", () => {
    expect(rowsOf(smoothOverNeighbors(ROWS, NEIGHBORS, 0))).toEqual(rowsOf(ROWS));
    expect(rowsOf(smoothOverNeighbors(ROWS, NEIGHBORS, 1))).toEqual([
      [0, 1],
      [1, 0],
      [0, 1],
    ]);
  });

  it("turns a row and its opposite into zeros rather than NaN", () => {
    const smooth = smoothOverNeighbors(ROWS, { ...NEIGHBORS, indices: Int32Array.from([1, 2, 1]) }, 0.5);
    expect([...smooth.values].every(Number.isFinite)).toBe(true);
  });
});

describe("foldIntoTopicSpace", () => {
  it("gives papers that the space was made of their own sharp vectors, to a ten-thousandth", async () => {
    const vectors = drawCloud(60, 16);
    const words = computeTfIdf(termsOf(60), OPTIONS);
    const { sharp, axes } = await computeTopicSpace(vectors, words, OPTIONS, createRandom(1, "space"));
    const folded = await foldIntoTopicSpace(vectors, words, { words, sharp }, axes, OPTIONS);
    for (const [entry, value] of folded.sharp.values.entries())
      expect(Math.abs(value - sharp.values[entry]!)).toBeLessThan(1e-4);
    expectUnitRows(folded.smooth);
  });
});

describe("computeTopicSpace of more papers than its axes are found from", () => {
  it("is the same space where those say what all say", async () => {
    const once = drawCloud(60, 4);
    const vectors = pickVectors(
      once,
      Array.from({ length: 120 }, (_, row) => row >> 1),
    );
    const terms = Array.from({ length: 120 }, (_, row) => [WORDS[(row >> 1) % 3]!]);
    const options = { ...OPTIONS, lsaDimensions: 3, pcaDimensions: 7 };
    const compute = (mostAxisRows: number) =>
      computeTopicSpace(vectors, computeTfIdf(terms, options), options, createRandom(1, "space"), { mostAxisRows });
    const [{ sharp: whole }, { sharp: sampled }] = [await compute(120), await compute(60)];
    expectUnitRows(sampled);
    for (let row = 0; row < 120; row += 7)
      for (const other of [0, 31, 77, 119])
        expect(dotProduct(sampled, row, sampled, other)).toBeCloseTo(dotProduct(whole, row, whole, other), 3);
  });
});
