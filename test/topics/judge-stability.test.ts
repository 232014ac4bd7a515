import { describe, expect, it } from "vitest";
import { judgeStability } from "../../pipeline/topics/judge-stability.ts";

describe("judgeStability", () => {
  it.each([
    [1, "firm"],
    [0.75, "firm"],
    [0.7451, "firm"],
    [0.7449, "fair"],
    [0.5, "fair"],
    [0.4951, "fair"],
    [0.4949, "loose"],
    [0, "loose"],
  ])("calls %d %s", (stability, word) => {
    expect(judgeStability(stability)).toBe(word);
  });
});
