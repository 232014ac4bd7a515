import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../pipeline/random.ts";
import { judgeDrift, PLOTS, scoreHistories } from "./made-up-histories.ts";

const LARGE = { topics: 20, smallest: 100, largest: 300 };
const SMALL = { topics: 20, smallest: 15, largest: 80 };

let labels: string[];
beforeAll(async () => {
  const file = await readFile(new URL("../data/arxiv-8k.jsonl.gz", import.meta.url));
  const lines = gunzipSync(file).toString().trim().split("\n");
  labels = lines.map((line) => JSON.parse(line).label);
});

describe("events of made-up histories, whose topics are the known classes of papers", () => {
  it.each([
    ["large topics, a twentieth of whose papers wander", { ...LARGE, wander: 0.05 }, 0.97],
    ["large topics, a fifth of whose papers wander", { ...LARGE, wander: 0.2 }, 0.95],
    ["small topics, a twentieth of whose papers wander", { ...SMALL, wander: 0.05 }, 0.9],
    ["small topics, a fifth of whose papers wander", { ...SMALL, wander: 0.2 }, 0.9],
  ])("are found, and no others, in %s", (_, options, least) => {
    const { f1, right, happened } = scoreHistories(labels, PLOTS, options, 6, 2);
    expect(f1).toBeGreaterThanOrEqual(least);
    expect(right).toBeGreaterThanOrEqual(0.85 * happened);
  });

  it("are none where topics drift slowly through twenty runs", () => {
    const events = judgeDrift(labels, 20, { ...LARGE, wander: 0.05 }, createRandom(1, "drift"));
    expect(events).toEqual([]);
  });
});
