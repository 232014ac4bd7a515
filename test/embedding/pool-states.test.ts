import { expect, it } from "vitest";
import { poolStates } from "../../pipeline/embedding/pool-states.ts";

const STATES = { values: Float32Array.of(3, 0, 3, 8), pieces: 2 };

it("takes the mean of the rows, or the first of them, at unit length", () => {
  expect(poolStates(STATES, "mean")).toEqual(Float32Array.of(0.6, 0.8));
  expect(poolStates(STATES, "cls")).toEqual(Float32Array.of(1, 0));
});
