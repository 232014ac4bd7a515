import { describe, expect, it } from "vitest";
import { numberBySize } from "../../pipeline/topics/cluster-papers.ts";

describe("numberBySize", () => {
  it("gives the largest topic number 0, equal ones by their first row, and takes all figures along", () => {
    const numbered = numberBySize(
      {
        topicOf: Int32Array.of(2, 0, 1, 1, 1),
        probabilities: Float64Array.from([1, 2, 3, 4, 5].flatMap((row) => [row, row / 10, row / 100])),
        measure: () => new Float64Array(),
        iterations: 4,
        converged: false,
      },
      3,
    );
    expect([...numbered.topicOf]).toEqual([1, 2, 0, 0, 0]);
    expect([...numbered.probabilities.slice(0, 6)]).toEqual([0.1, 0.01, 1, 0.2, 0.02, 2]);
    expect(numbered).toMatchObject({ iterations: 4, converged: false });
  });
});
