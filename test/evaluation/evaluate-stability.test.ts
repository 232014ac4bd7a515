import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { evaluateStability, type StabilityEvaluation } from "../../pipeline/evaluation/evaluate-stability.ts";
import { formatStability } from "../../pipeline/evaluation/stability-table.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";
import { writeThemedPapers } from "../themed-papers.ts";

let output: string;
let evaluation: StabilityEvaluation;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "atlas-"));
  const path = join(folder, "feed.jsonl");
  output = join(folder, "eval.duckdb");
  await writeThemedPapers(path, 15);
  const settings = { corpora: [{ path }], sample: 0, seeds: 2, output, pipeline: { ensembleRuns: 20 } };
  evaluation = await evaluateStability(settings, { embedding: sourceOf(createFakeEmbedder()) });
});

describe("evaluateStability", () => {
  it("finds four themes that share no word in each run and each sample", () => {
    expect(evaluation.corpora).toMatchObject([{ corpus: "feed.jsonl", papers: 60 }]);
    expect(evaluation.corpora[0]!.levels[0]).toMatchObject({
      level: "fine",
      topics: 4,
      seedTopics: [4, 4],
      sampleTopics: [4, 4],
      largestShare: 0.25,
      verdict: "firm",
      seedStability: 1,
      sampleStability: 1,
    });
    expect(evaluation.corpora[0]!.levels[0]!.topicStability).toBeGreaterThan(0.75);
  });

  it("judges as few as twelve texts, with one seed", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "atlas-")), "few.jsonl");
    await writeThemedPapers(path, 3);
    const settings = { corpora: [{ path }], sample: 0, seeds: 1, output: `${path}.duckdb`, pipeline: {} };
    const { corpora } = await evaluateStability(settings, { embedding: sourceOf(createFakeEmbedder()) });
    expect(corpora[0]!.levels[0]!.seedStability).toBeNaN();
    expect(corpora[0]!.levels[0]!.sampleStability).toBeLessThanOrEqual(1);
  });

  it("stores a line for each figure of each level", async () => {
    const database = await Database.open(output, { readOnly: true });
    try {
      const stored = await database.query<{ metric: string; settings: string }>(
        "SELECT metric, settings FROM evaluations WHERE run_id = $1 AND row_name = 'fine level' ORDER BY metric",
        [evaluation.runId],
      );
      expect(stored.map(({ metric }) => metric)).toEqual([
        "largest_share",
        "sample_1_topics",
        "sample_2_topics",
        "sample_stability",
        "seed_stability",
        "topic_stability",
        "topics",
      ]);
      expect(JSON.parse(stored[0]!.settings)).toMatchObject({ seeds: 2, label: null, modelSha256: "fake" });
    } finally {
      database.close();
    }
  });
});

describe("formatStability", () => {
  it("shows a row a level, aligned, with a dash for what was not measured", () => {
    const level = {
      level: "fine",
      topics: 40,
      seedTopics: [40],
      sampleTopics: [38, 41],
      largestShare: 0.0625,
      topicStability: 0.5,
      verdict: "fair" as const,
      seedStability: Number.NaN,
      sampleStability: 0.75,
    };
    const broad = { ...level, level: "broad", topics: 8, topicStability: Number.NaN, verdict: null };
    const corpora = [{ corpus: "feed.jsonl", papers: 60, levels: [level, broad], reason: "it repeats", seconds: 2 }];
    const lines = formatStability({ runId: 7, output: "eval.duckdb", corpora }).split("\n");
    expect(lines[4]).toMatch(/^fine +40 +6\.3 % +0\.50 +fair +- +38 \/ 41 +0\.75$/);
    expect(lines[5]).toMatch(/^broad +8 +6\.3 % +- +- +- /);
    expect(new Set(lines.slice(2, 6).map(({ length }) => length)).size).toBe(1);
    expect(lines).toContain("Topics: 40 topics in 8 groups found: it repeats");
  });
});
