import { describe, expect, it } from "vitest";
import { averageDocuments } from "../../pipeline/labels/average-documents.ts";

const PAPERS = { values: Float32Array.of(1, 0, 1, 0, 0, 1), dimensions: 2 };

describe("averageDocuments", () => {
  it("gives the mean of the papers of a phrase, with two papers of the middle, which is 0", () => {
    const { values, dimensions } = averageDocuments(
      [{ documents: [0, 1] }, { documents: [1, 2] }, { documents: [2] }],
      PAPERS,
    );
    expect(dimensions).toBe(2);
    expect([...values]).toEqual([0.5, 0, 0.25, 0.25, 0, Math.fround(1 / 3)]);
  });

  it("leaves out the papers that are held back; a phrase of them alone is in the middle", () => {
    const { values } = averageDocuments([{ documents: [0, 1] }, { documents: [1] }], PAPERS, Uint8Array.of(0, 1, 0));
    expect([...values]).toEqual([Math.fround(1 / 3), 0, 0, 0]);
  });
});
