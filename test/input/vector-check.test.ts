import { describe, expect, it } from "vitest";
import { VectorCheck } from "../../pipeline/input/vector-check.ts";

describe("VectorCheck", () => {
  it("brings vectors to unit length, however long they are", () => {
    const check = new VectorCheck();
    const read = (...vector: number[]) => check.read({ line: 1, vector }, "a");
    expect(read(3, 4)).toEqual(Float32Array.of(0.6, 0.8));
    expect(read(3e300, -4e300)).toEqual(Float32Array.of(0.6, -0.8));
    expect(read(3e-300, 4e-300)).toEqual(Float32Array.of(0.6, 0.8));
  });

  it("says why one cannot be used; the first that can sets the width", () => {
    const check = new VectorCheck();
    const read = (line: number, vector?: number[]) => check.read({ line, vector }, "a.csv");
    expect([read(2), read(3, [0, 0, 0]), read(4, [1, Number.NaN]), read(5, new Array(65_537).fill(1))]).toEqual([
      "no vector",
      "vector of zeros",
      "vector with a value that is no number",
      "vector of 65537 numbers, at most 65536 can be read",
    ]);
    expect(read(6, [1, 0])).toEqual(Float32Array.of(1, 0));
    expect(read(7, [1, 0, 0])).toBe("vector of 3 numbers where the first, of a.csv:6, has 2");
  });
});
