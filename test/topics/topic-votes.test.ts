import { describe, expect, it } from "vitest";
import { averageByTopic } from "../../pipeline/topics/topic-votes.ts";

/** Rows 0 and 1 fell together always, 1 and 2 in half of the runs, 0 and 2 in a quarter. */
const CO_ASSOCIATION = Float32Array.of(1, 1, 0.25, 1, 1, 0.5, 0.25, 0.5, 1);

describe("averageByTopic", () => {
  it("averages over the other rows of each topic, as worked out by hand", () => {
    expect([...averageByTopic(CO_ASSOCIATION, Int32Array.of(0, 0, 1), 3)]).toEqual([
      1, 0.25, 0, 1, 0.5, 0, 0.375, 1, 0,
    ]);
  });
});
