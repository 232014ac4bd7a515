import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import type { Embedder } from "../../pipeline/embedding/embedder.ts";
import { UserError } from "../../pipeline/error.ts";
import type { CorpusEvaluation } from "../../pipeline/evaluation/corpus-evaluation.ts";
import {
  type Evaluation,
  type EvaluationSettings,
  evaluateCorpora,
} from "../../pipeline/evaluation/evaluate-corpora.ts";
import { formatEvaluation } from "../../pipeline/evaluation/evaluation-table.ts";
import { chooseExitCode } from "../../pipeline/evaluation/floors.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";
import { THEME_NAMES, writeThemedPapers } from "../themed-papers.ts";

const embedder = createFakeEmbedder();
const OURS = "ours, true k";
let settings: EvaluationSettings;
let evaluation: Evaluation;
let themes: CorpusEvaluation;

function evaluate(changes: Partial<EvaluationSettings> = {}, least: Record<string, Record<string, number>> = {}) {
  const floors = { settings: { sample: 0, seeds: 2 }, least };
  return evaluateCorpora({ ...settings, ...changes }, { embedding: sourceOf(embedder), floors });
}

async function findMissed(changes: Partial<EvaluationSettings>, least: Record<string, Record<string, number>>) {
  return (await evaluate({ map: false, ...changes }, least)).corpora.map(({ missedFloors }) => missedFloors);
}

/** The text of an evaluation in which some of what was found on the corpus is something else. */
function format(changes: Partial<CorpusEvaluation>): string {
  return formatEvaluation({ ...evaluation, corpora: [{ ...themes, ...changes }] });
}

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "atlas-"));
  const papers = join(folder, "papers.jsonl");
  const themeOf = await writeThemedPapers(papers, 20);
  const lines = (await readFile(papers, "utf8")).trim().split("\n");
  const labelled = lines.map((line) => {
    const record: { title: string } = JSON.parse(line);
    return JSON.stringify({ ...record, theme: themeOf.get(record.title) });
  });
  const corpus = join(folder, "themes.jsonl");
  await writeFile(corpus, `${labelled.join("\n")}\n`);
  settings = {
    corpora: [{ path: corpus, label: "theme" }],
    sample: 0,
    seeds: 2,
    output: join(folder, "new", "eval.duckdb"),
    pipeline: { ensembleRuns: 30 },
  };
  evaluation = await evaluate();
  themes = evaluation.corpora[0]!;
});

describe("evaluateCorpora", () => {
  it("finds themes that share no word, and their number", () => {
    expect(themes.topics).toMatchObject({ true: THEME_NAMES.length, found: THEME_NAMES.length });
    const row = themes.rows.find(({ name }) => name === OURS);
    expect(row?.metrics).toMatchObject({ topics: 4, ari: 1, nmi: 1, ami: 1, purity: 1, stability: 1, diversity: 1 });
    expect(row?.metrics.npmi).toBeGreaterThan(0);
    expect(row?.metrics.cv).toBeGreaterThan(0);
    expect(themes.rows).toHaveLength(4);
    expect(themes.trustworthiness).toBeGreaterThan(0.5);
    expect(Object.keys(themes.seconds)).toEqual(["embed", "space", "cluster", "scan_and_cluster", "map", "words"]);
  });

  it("keeps the vectors, and a line for each figure of each evaluation", async () => {
    const known = embedder.texts.length;
    const again = await evaluate({ map: false });
    expect(embedder.texts).toHaveLength(known);
    expect(again.runId).toBe(evaluation.runId + 1);
    expect(again.corpora[0]!.rows.map(({ metrics: { seconds, ...scores } }) => scores)).toEqual(
      themes.rows.map(({ metrics: { seconds, ...scores } }) => scores),
    );
    const database = await Database.open(settings.output, { readOnly: true });
    try {
      const stored = await database.query<{ run_id: number; value: number; settings: string }>(
        "SELECT run_id, value, settings FROM evaluations WHERE row_name = $1 AND metric = 'ari' ORDER BY run_id",
        [OURS],
      );
      expect(stored.slice(0, 2).map(({ value }) => value)).toEqual([1, 1]);
      expect(JSON.parse(stored[0]!.settings)).toMatchObject({
        seeds: 2,
        label: "theme",

        modelSha256: "fake",
      });
      const judged = await database.query<{ run_id: number }>(
        "SELECT run_id FROM evaluations WHERE metric = 'trustworthiness'",
      );
      expect(judged.map(({ run_id }) => run_id)).not.toContain(again.runId);
      const silent = await database.query(
        "SELECT column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal",
      );
      expect(silent).toEqual([]);
    } finally {
      database.close();
    }
  });

  it("names the figures that are below their floor, and checks none under other settings", async () => {
    const least = { [OURS]: { ari: 0.5, npmi: 0.99 } };
    const missed = await findMissed({}, least);
    expect(missed).toMatchObject([[{ row: OURS, metric: "npmi", least: 0.99 }]]);
    expect(chooseExitCode(missed)).toBe(3);
    const reached = await findMissed({}, { [OURS]: { ari: 0.5 } });
    expect([reached, chooseExitCode(reached), chooseExitCode([null])]).toEqual([[[]], 0, 0]);
    expect(await findMissed({ seeds: 1 }, least)).toEqual([null]);
    await expect(evaluate({ map: false }, { [OURS]: { speed: 1 } })).rejects.toThrow(
      "floor of a figure that is not measured: ours, true k, speed",
    );
  });

  it("keeps the vectors that were made before the model failed", async () => {
    const output = join(await mkdtemp(join(tmpdir(), "atlas-")), "eval.duckdb");
    const fresh = createFakeEmbedder();
    const failing: Embedder = {
      ...fresh,
      embed: async (texts) => {
        if (fresh.texts.length + texts.length > 70) throw new Error("model failed");
        return fresh.embed(texts);
      },
    };
    const run = (model: Embedder) =>
      evaluateCorpora({ ...settings, output, map: false, seeds: 1 }, { embedding: sourceOf(model) });
    await expect(run(failing)).rejects.toThrow("model failed");
    const known = fresh.texts.length;
    await run(fresh);
    expect(fresh.texts.length - known).toBeLessThan(40);
    expect(fresh.texts.length - known).toBeGreaterThan(0);
  });

  it("makes vectors anew when the embedder's code has another version, and in a file that knows no versions", async () => {
    const output = join(await mkdtemp(join(tmpdir(), "atlas-")), "eval.duckdb");
    const embed = async (model: ReturnType<typeof createFakeEmbedder>) => {
      await evaluateCorpora({ ...settings, output, map: false, seeds: 1 }, { embedding: sourceOf(model) });
      return model.texts.length;
    };
    const texts = await embed(createFakeEmbedder());
    expect(await embed(createFakeEmbedder())).toBe(0);
    expect(await embed(createFakeEmbedder("another"))).toBe(texts);
    expect(await embed(createFakeEmbedder())).toBe(0);
    const database = await Database.open(output);
    await database.execute("ALTER TABLE embeddings DROP COLUMN embedder_version");
    database.close();
    expect(await embed(createFakeEmbedder())).toBe(texts);
  });

  it("refuses two files of one name, by which figures are stored", async () => {
    const corpora = [...settings.corpora, ...settings.corpora];
    await expect(evaluate({ corpora })).rejects.toThrow(
      /^--corpus .*themes\.jsonl: a second file of the name themes\.jsonl/,
    );
  });

  it("refuses to write into a database of something else", async () => {
    const output = join(await mkdtemp(join(tmpdir(), "atlas-")), "atlas.duckdb");
    const database = await Database.open(output);
    await database.createSchema();
    database.close();
    await expect(evaluate({ output })).rejects.toThrow(UserError);
    await expect(evaluate({ output })).rejects.toThrow("no evaluation file: it has the table appearances");
  });
});

describe("formatEvaluation", () => {
  it("shows a row for each way, aligned, with three decimals, and a dash for what was not measured", () => {
    const lines = format({ trustworthiness: Number.NaN }).split("\n");
    const table = lines.slice(2, 7);
    expect(new Set(table.map((line) => line.length)).size).toBe(1);
    expect(table[3]).toMatch(/^ours, true k +4 +1\.000 +1\.000 /);
    expect(lines).toContain("Map: not drawn");
    expect(
      lines.some((line) => line.startsWith("Topics: 4 topics found, 4 true (error of the nearest level 0 %): ")),
    ).toBe(true);
  });

  it("shows other tools beside ours where the corpus is known, with the source", () => {
    const peers = { name: "news", source: "measured elsewhere", rows: [{ tool: "Other", topics: "5-9", ari: 0.25 }] };
    const text = format({ peers });
    expect(text).toMatch(/^Other +5-9 +- +0\.250 +- /m);
    expect(text).toContain("Other tools on news: measured elsewhere.");
  });

  it("shows the means of several corpora at the end", () => {
    const both = { ...evaluation, corpora: [themes, { ...themes, corpus: "others.jsonl" }] };
    const lines = formatEvaluation(both).split("\n");
    const start = lines.indexOf("Means over 2 corpora");
    expect(start).toBeGreaterThan(lines.findIndex((line) => line.startsWith("others.jsonl")));
    expect(lines[start + 5]).toMatch(/^ours, true k +1\.000 +1\.000 /);
    expect(lines).toContain("Topics: median error of the number found 0 %");
    expect(formatEvaluation(evaluation)).not.toContain("Means over");
  });

  it("says which floor was missed and by how much", () => {
    const missedFloors = [{ row: OURS, metric: "ari", value: 0.41, least: 0.45 }];
    expect(format({ missedFloors })).toContain(
      "Floor missed: ours, true k, ari: 0.410 where at least 0.450 is recorded",
    );
    expect(format({ missedFloors: [] })).toContain("Floors: all reached");
  });
});
