import { describe, expect, it } from "vitest";
import { countWorkers } from "../../pipeline/embedding/count-workers.ts";

const SMALL = { bytes: 45e6, dtype: "fp16" } as const;

describe("countWorkers", () => {
  it.each([
    ["one for each core", { cores: 2, free: 8e9 }, SMALL, 2],
    ["fewer where half of the free memory holds fewer", { cores: 8, free: 2e9 }, SMALL, 2],
    ["one where there is no room for two", { cores: 8, free: 1e9 }, SMALL, 1],
    ["one where there is no room at all", { cores: 8, free: 0 }, SMALL, 1],
    ["fewer of a larger model", { cores: 8, free: 8e9 }, { bytes: 440e6, dtype: "fp32" } as const, 3],
    ["sixteen at most", { cores: 128, free: 512e9 }, SMALL, 16],
  ])("returns %s", (_, machine, model, wanted) => {
    expect(countWorkers(machine, model)).toBe(wanted);
  });
});
