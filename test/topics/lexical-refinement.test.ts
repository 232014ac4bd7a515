import { describe, expect, it } from "vitest";
import { computeTfIdf } from "../../pipeline/numeric/tf-idf.ts";
import { normalizeRows } from "../../pipeline/numeric/vectors.ts";
import { refineByWords } from "../../pipeline/topics/lexical-refinement.ts";
import { vectorsOf } from "../numeric/points.ts";

const OPTIONS = { minDocumentCount: 1, maxDocumentShare: 1 };
// Two topics at right angles; the last row lies between them, a little nearer to the first.
const ANGLES = [0, 4, 8, 6, 2, 90, 86, 82, 84, 88, 44];
const VECTORS = normalizeRows(
  vectorsOf(ANGLES.map((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)])),
);
const START = Int32Array.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0);

const evenProbabilities = (rows: number, k: number) => new Float64Array(rows * k).fill(1 / k);

function refine(
  between: string[],
  start = START,
  k = 2,
  probabilities = evenProbabilities(ANGLES.length, k),
): Int32Array {
  const words = (topic: number) => (topic === 0 ? ["layer", "attention"] : ["speech", "audio"]);
  const documents = ANGLES.map((_, row) => (row === 10 ? between : words(START[row]!)));
  return refineByWords(VECTORS, computeTfIdf(documents, OPTIONS), start, probabilities, k);
}

describe("refineByWords", () => {
  it("leaves a row where vectors and words agree", () => {
    expect(refine(["layer", "attention"])).toEqual(START);
  });

  it("leaves a row that has no words", () => {
    expect(refine([])).toEqual(START);
  });

  it("brings back a row whose start was wrong", () => {
    const wrong = START.slice();
    wrong[0] = 1;
    expect(refine(["layer"], wrong)[0]).toBe(0);
  });

  it("keeps the last row of a topic", () => {
    const three = START.slice();
    three[10] = 2;
    const refined = refine(["speech", "audio"], three, 3);
    expect(new Set(refined).size).toBe(3);
  });

  it("gives the topics other numbers, and nothing else, when theirs are swapped", () => {
    const swapped = refine(
      ["speech"],
      Int32Array.from(START, (topic) => 1 - topic),
    );
    expect(swapped.map((topic) => 1 - topic)).toEqual(refine(["speech"]));
  });

  it("lets words decide between topics where the cosines do not, but not against nearly all of the evidence", () => {
    const angles = [0, 3, 120, 123, 240, 243, 61];
    const radians = angles.map((angle) => (angle * Math.PI) / 180);
    const vectors = normalizeRows(vectorsOf(radians.map((angle) => [Math.cos(angle), Math.sin(angle)])));
    const documents = [
      ["a", "b"],
      ["a", "b"],
      ["c", "d"],
      ["c", "d"],
      ["e", "f"],
      ["e", "f"],
      ["a", "b"],
    ];
    const start = Int32Array.of(0, 0, 1, 1, 2, 2, 1);
    const refined = refineByWords(vectors, computeTfIdf(documents, OPTIONS), start, evenProbabilities(7, 3), 3);
    expect([...refined]).toEqual([0, 0, 1, 1, 2, 2, 0]);
    const closed = evenProbabilities(7, 3);
    closed.set([0.19, 0.8, 0.01], 18);
    expect([...refineByWords(vectors, computeTfIdf(documents, OPTIONS), start, closed, 3)]).toEqual([...start]);
  });
});
