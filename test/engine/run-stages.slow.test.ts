import { createHash } from "node:crypto";
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../pipeline/config.ts";
import { Database } from "../../pipeline/database/database.ts";
import type { Effects } from "../../pipeline/engine/running-stages.ts";
import { UserError } from "../../pipeline/error.ts";
import { type RunSummary, runPipeline } from "../../pipeline/run-pipeline.ts";
import { STAGE_NAMES } from "../../pipeline/stages/stages.ts";
import { compareDatabases } from "../compare-databases.ts";
import { createFakeEmbedder, FAKE_DIMENSIONS, sourceOf } from "../embedding/fake-embedder.ts";
import { THEME_NAMES, writeThemedPapers } from "../themed-papers.ts";

let folder: string;
let themeOf: Map<string, string>;
let first: RunSummary;
const PAPERS = 72;

async function run(
  output: string,
  settings: Record<string, unknown> = {},
  effects: Partial<Effects> = {},
): Promise<RunSummary> {
  const config = parseConfig({
    input: [join(folder, "feed")],
    output: join(folder, output),
    minDocumentCount: 1,
    ensembleRuns: 40,
    ...settings,
  });
  return runPipeline(config, { embedding: sourceOf(createFakeEmbedder()), ...effects });
}

/** Gives a test an output of its own: that of the first run, from which a run goes on as from its own last one. */
async function copyFirst(output: string): Promise<void> {
  await cp(join(folder, "first"), join(folder, output), { recursive: true });
}

async function query<Row>(output: string, sql: string): Promise<Row[]> {
  const database = await Database.open(join(folder, output, "atlas.duckdb"), { readOnly: true });
  try {
    return await database.query<Row>(sql);
  } finally {
    database.close();
  }
}

async function hashFiles(output: string): Promise<Record<string, string>> {
  const entries = await readdir(join(folder, output), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes: Record<string, string> = {};
  for (const file of files.sort()) {
    hashes[file.slice(join(folder, output).length + 1)] = createHash("sha256")
      .update(await readFile(file))
      .digest("hex");
  }
  return hashes;
}

function isPaper(text: string): boolean {
  return / study \d+-\d+ of /.test(text);
}

function statusOf({ stages }: RunSummary): Record<string, string> {
  return Object.fromEntries(stages.map(({ stage, status }) => [stage, status]));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  await mkdir(join(folder, "feed"));
  themeOf = await writeThemedPapers(join(folder, "feed/papers.jsonl"), PAPERS / 4);
  first = await run("first");
});

describe("a run of the pipeline", () => {
  it("finds the known topics of the papers and gives each its own label", async () => {
    expect(first.papers).toBe(PAPERS);
    expect(first.topics.map(({ size }) => size)).toEqual([18, 18, 18, 18]);
    expect(new Set(first.topics.map(({ label }) => label)).size).toBe(4);
    const rows = await query<{ topic_id: number; title: string }>(
      "first",
      "SELECT topic_id, title FROM paper_overview",
    );
    const themes = first.topics.map(
      ({ id }) => new Set(rows.filter((row) => row.topic_id === id).map(({ title }) => themeOf.get(title))),
    );
    expect(themes.flatMap((theme) => [...theme]).sort()).toEqual([...THEME_NAMES].sort());
  });

  it("writes the database, the report, the map and the charts, and nothing else", async () => {
    const files = Object.keys(await hashFiles("first"));
    expect(files.filter((file) => !file.startsWith("charts/"))).toEqual([
      "atlas.duckdb",
      "atlas.html",
      "report.html",
      "report.md",
    ]);
    const charts = ["topic-map", "topic-sizes", "topic-similarity", "k-scan", "topic-by-source"];
    for (const chart of charts) {
      expect(files).toEqual(
        expect.arrayContaining([`charts/${chart}.vl.json`, `charts/${chart}.svg`, `charts/${chart}.png`]),
      );
    }
  });

  it("joins every paper to its topic, place and sources in paper_overview", async () => {
    const rows = await query<{ probability: number; x: number; sources: string[] }>(
      "first",
      "SELECT * FROM paper_overview",
    );
    expect(rows).toHaveLength(PAPERS);
    for (const row of rows) {
      expect(row.probability).toBeGreaterThan(0);
      expect(Number.isFinite(row.x)).toBe(true);
      expect(row.sources).toEqual(["feed/papers.jsonl"]);
    }
  });

  it("cites sentences by offsets that SQL can follow", async () => {
    const wrong = await query(
      "first",
      "SELECT * FROM label_evidence JOIN papers USING (paper_id) WHERE substring(text, start_offset + 1, end_offset - start_offset) <> sentence",
    );
    expect(wrong).toEqual([]);
    expect(await query("first", "SELECT DISTINCT topic_id FROM label_evidence")).toHaveLength(4);
  });

  it("gives every paper reasons that stand in its own text", async () => {
    const [counts] = await query(
      "first",
      "SELECT count(DISTINCT paper_id) AS papers FROM paper_terms JOIN paper_sentences USING (paper_id)",
    );
    expect(counts).toEqual({ papers: BigInt(PAPERS) });
    for (const [table, text] of [
      ["paper_terms", "written"],
      ["paper_sentences", "sentence"],
    ]) {
      const wrong = `SELECT * FROM ${table} JOIN papers USING (paper_id) WHERE substring(text, start_offset + 1, end_offset - start_offset) <> ${text}`;
      expect(await query("first", wrong)).toEqual([]);
    }
  });

  it("stores how far the reasons lead a paper to its topic, beside sentences drawn at random", async () => {
    const [row] = await query<{ metrics: Record<string, number> }>(
      "first",
      `SELECT {judged: metrics['papers_judged'], sufficiency: metrics['sufficiency'], random: metrics['sufficiency_of_random']} AS metrics
       FROM stage_runs WHERE stage = 'explain'`,
    );
    expect(row!.metrics.judged).toBe(PAPERS);
    expect(row!.metrics.sufficiency).toBeGreaterThan(0.9);
    expect(row!.metrics.sufficiency).toBeGreaterThanOrEqual(row!.metrics.random!);
  });

  it("holds the key that each table's comment names", async () => {
    const tables = await query<{ name: string; key: string }>(
      "first",
      "SELECT table_name AS name, regexp_extract(comment, 'Key: (.*)$', 1) AS key FROM duckdb_tables()",
    );
    for (const { name, key } of tables) {
      expect(key, name).not.toBe("");
      expect(await query("first", `SELECT ${key} FROM ${name} GROUP BY ALL HAVING count(*) > 1`), name).toEqual([]);
    }
  });

  it("stores the trustworthiness of the map with the run", async () => {
    const [row] = await query<{ value: number }>(
      "first",
      "SELECT value FROM stage_figures WHERE stage = 'project' AND name = 'trustworthiness'",
    );
    expect(row!.value).toBeGreaterThan(0.8);
    expect(row!.value).toBeLessThanOrEqual(1);
  });

  it("gives the same tables and files in another folder", async () => {
    await run("second");
    const paths = ["first", "second"].map((output) => join(folder, output, "atlas.duckdb")) as [string, string];
    expect((await compareDatabases(...paths)).differing).toEqual([]);
    const [a, b] = [await hashFiles("first"), await hashFiles("second")];
    delete a["atlas.duckdb"];
    delete b["atlas.duckdb"];
    expect(b).toEqual(a);
  });
});

describe("a run after another", () => {
  it("skips every stage when nothing changed, and the model is not opened", async () => {
    await copyFirst("again");
    const before = await hashFiles("again");
    const summary = await run(
      "again",
      {},
      {
        embedding: { ...sourceOf(createFakeEmbedder()), open: () => Promise.reject(new Error("opened")) },
      },
    );
    expect(new Set(Object.values(statusOf(summary)))).toEqual(new Set(["skipped"]));
    expect(summary.runId).toBe(2);
    const after = await hashFiles("again");
    expect({ ...after, "atlas.duckdb": "" }).toEqual({ ...before, "atlas.duckdb": "" });
    expect(
      (await compareDatabases(join(folder, "again/atlas.duckdb"), join(folder, "first/atlas.duckdb"))).differing,
    ).toEqual([]);
  });

  it("runs only what a setting touches", async () => {
    await copyFirst("changed");
    const summary = await run("changed", { topics: 6 });
    expect(statusOf(summary)).toEqual({
      parse: "skipped",
      compare: "skipped",
      dedupe: "skipped",
      embed: "skipped",
      place: "ran",
      space: "ran",
      cluster: "ran",
      label: "ran",
      trend: "ran",
      explain: "ran",
      project: "ran",
      trace: "ran",
      chart: "ran",
      report: "ran",
      atlas: "ran",
    });
    expect(summary.topics).toHaveLength(6);
  });

  it("embeds only the papers of an added file, and keeps the ids of the others", async () => {
    await mkdir(join(folder, "more"));
    await writeThemedPapers(join(folder, "more/new.jsonl"), 2, 2);
    await run("grown");
    const before = await query<{ paper_id: string }>("grown", "SELECT paper_id FROM papers");
    const embedder = createFakeEmbedder();
    const input = [join(folder, "feed"), join(folder, "more")];
    const summary = await run("grown", { input }, { embedding: sourceOf(embedder) });
    expect(embedder.texts.filter(isPaper)).toHaveLength(8);
    expect(summary.papers).toBe(PAPERS + 8);
    const after = new Set(
      (await query<{ paper_id: string }>("grown", "SELECT paper_id FROM papers")).map((row) => row.paper_id),
    );
    for (const { paper_id } of before) expect(after.has(paper_id)).toBe(true);
  });

  it("embeds again when it is forced", async () => {
    await copyFirst("forced");
    const embedder = createFakeEmbedder();
    const summary = await run("forced", { force: true }, { embedding: sourceOf(embedder) });
    expect(embedder.texts.filter(isPaper)).toHaveLength(PAPERS);
    expect(new Set(Object.values(statusOf(summary)))).toEqual(new Set(["ran"]));
  });

  it("makes every vector anew, of papers and of phrases, when the embedder's code has another version", async () => {
    await run("versions");
    const [{ texts }] = (await query(
      "versions",
      "SELECT ((SELECT count(*) FROM embeddings) + (SELECT count(*) FROM phrase_vectors))::INTEGER AS texts",
    )) as [{ texts: number }];
    const embedder = createFakeEmbedder("another");
    const summary = await run("versions", {}, { embedding: sourceOf(embedder) });
    expect(embedder.texts).toHaveLength(texts);
    expect(statusOf(summary)).toMatchObject({ dedupe: "skipped", embed: "ran", space: "skipped", label: "ran" });
    for (const table of ["embeddings", "phrase_vectors"]) {
      expect(await query("versions", `SELECT DISTINCT embedder_version AS version FROM ${table}`)).toEqual([
        { version: "another" },
      ]);
    }
  });

  it("makes a chart again that was deleted", async () => {
    await copyFirst("chartless");
    await rm(join(folder, "chartless/charts/topic-map.svg"));
    expect(statusOf(await run("chartless"))).toMatchObject({ label: "skipped", chart: "ran" });
    expect(Object.keys(await hashFiles("chartless"))).toContain("charts/topic-map.svg");
  });

  it("runs a stage again whose table was altered", async () => {
    await copyFirst("altered");
    const database = await Database.open(join(folder, "altered/atlas.duckdb"));
    await database.execute("UPDATE topics SET label = 'mine' WHERE topic_id = 1");
    database.close();
    expect(statusOf(await run("altered"))).toMatchObject({ cluster: "skipped", label: "ran" });
  });

  it("starts anew from a file that is no database of this program only after it was moved away", async () => {
    await mkdir(join(folder, "foreign"));
    await writeFile(join(folder, "foreign/atlas.duckdb"), "not a database");
    await expect(run("foreign")).rejects.toThrow(/atlas\.duckdb: cannot be read[\s\S]*Move the file away/);
    expect(await readFile(join(folder, "foreign/atlas.duckdb"), "utf8")).toBe("not a database");
  });
});

describe("topics from run to run", () => {
  const membership = (output: string) =>
    query<{ paper_id: string; topic_id: number | null }>(
      output,
      "SELECT paper_id, topic_id FROM topic_papers ORDER BY 1",
    );
  const colors = (output: string) =>
    query<{ topic_id: number; color: string }>(output, "SELECT topic_id, color FROM topic_marks ORDER BY topic_id");
  const events = (output: string) =>
    query<{ topic_id: number | null; previous_topic_id: number | null; event: string }>(
      output,
      "SELECT topic_id, previous_topic_id, event FROM topic_events WHERE level = 0 ORDER BY ALL",
    );

  it("keep their ids with another seed, and their colours but where the new map has a clearly better one", async () => {
    await copyFirst("seeded");
    const [before, colorsBefore] = [await membership("seeded"), await colors("seeded")];
    await run("seeded", { seed: 2 });
    expect(await membership("seeded")).toEqual(before);
    const kept = (await colors("seeded")).filter(({ color }, row) => color === colorsBefore[row]!.color);
    expect(kept.length).toBeGreaterThanOrEqual(colorsBefore.length - 1);
    // The map is another, so that it is another run, but no topic changed.
    expect(new Set((await events("seeded")).map(({ event }) => event))).toEqual(new Set(["continued"]));
  });

  it("are the same rows and files when a run is forced", async () => {
    await copyFirst("repeated");
    const before = await hashFiles("repeated");
    const copy = join(folder, "before.duckdb");
    await copyFile(join(folder, "repeated/atlas.duckdb"), copy);
    await run("repeated", { force: true });
    expect((await compareDatabases(copy, join(folder, "repeated/atlas.duckdb"))).differing).toEqual([]);
    expect({ ...(await hashFiles("repeated")), "atlas.duckdb": "" }).toEqual({ ...before, "atlas.duckdb": "" });
  });

  it("give new topics numbers that no topic of the last run had", async () => {
    await copyFirst("renewed");
    await run("renewed", { topics: 5 });
    const ids = (await query<{ id: number }>("renewed", "SELECT topic_id AS id FROM clusters ORDER BY 1")).map(
      ({ id }) => id,
    );
    expect(ids).toHaveLength(5);
    const found = await events("renewed");
    for (const { topic_id, previous_topic_id } of found)
      if (topic_id !== previous_topic_id) expect([1, 2, 3, 4]).not.toContain(topic_id);
    const kept = found.filter(({ topic_id, previous_topic_id }) => topic_id === previous_topic_id);
    expect(new Set(kept.map(({ topic_id }) => topic_id)).size).toBeGreaterThanOrEqual(3);
    expect(await readFile(join(folder, "renewed/report.md"), "utf8")).toContain("## Since the last run");
    const strangers = await query(
      "renewed",
      "SELECT topic_id FROM topic_papers WHERE topic_id NOT IN (SELECT topic_id FROM topics)",
    );
    expect(strangers).toEqual([]);
  });
});

describe("topics in levels with --max-unassigned", () => {
  let unassigned = 0;

  beforeAll(async () => {
    await run("open", { topics: 12, maxUnassigned: 0.1 });
    const [row] = await query<{ papers: number }>(
      "open",
      "SELECT count(*)::INTEGER AS papers FROM topic_papers WHERE topic_id IS NULL",
    );
    unassigned = row!.papers;
  });

  it("joins topics into broader ones whose sizes add up", async () => {
    const tree = await query<{ topic_id: number; level: number; size: number; children: number; path: number[] }>(
      "open",
      "SELECT * FROM topic_tree",
    );
    expect(tree.filter(({ level }) => level === 0)).toHaveLength(12);
    expect(tree.filter(({ path }) => path.length === 1).reduce((sum, { size }) => sum + size, 0)).toBe(
      PAPERS - unassigned,
    );
    const broad = tree.filter(({ children }) => children > 0);
    expect(broad.length).toBeGreaterThan(0);
    for (const { topic_id, size, children } of broad) {
      const parts = tree.filter(({ path }) => path.at(-2) === topic_id);
      expect(parts).toHaveLength(children);
      expect(parts.reduce((sum, part) => sum + part.size, 0)).toBe(size);
    }
    expect(await query("open", "SELECT topic_id FROM topic_overview")).toHaveLength(12);
    const report = await readFile(join(folder, "open/report.md"), "utf8");
    expect(report).toContain(`in 12 topics in ${broad.length} groups`);
  });

  it("leaves the least supported papers without a topic, and everything copes", async () => {
    const roles = await query<{ role: string; topics: number; papers: number; most: number; best: number }>(
      "open",
      `SELECT role, count(topic_id)::INTEGER AS topics, count(*)::INTEGER AS papers, max(probability) AS most, count(second_topic_id)::INTEGER AS best
       FROM topic_papers GROUP BY role ORDER BY role`,
    );
    const none = roles.find(({ role }) => role === "unassigned")!;
    expect(none.papers).toBeGreaterThan(0);
    expect(none.papers).toBeLessThanOrEqual(PAPERS / 10);
    expect(none).toMatchObject({ topics: 0, best: none.papers });
    expect(none.most).toBeLessThan(0.5);
    expect(await query("open", "SELECT * FROM paper_overview")).toHaveLength(PAPERS);
    expect(await query("open", "SELECT * FROM topic_map WHERE color IS NULL")).toHaveLength(none.papers);
    const [sizes] = await query<{ papers: number }>("open", "SELECT sum(size)::INTEGER AS papers FROM topic_overview");
    expect(sizes!.papers).toBe(PAPERS - none.papers);
    expect(await readFile(join(folder, "open/report.md"), "utf8")).toContain("## Papers in no topic");
    expect(await readFile(join(folder, "open/charts/topic-map.vl.json"), "utf8")).toContain("(no topic)");
  });
});

describe("--from and --only", () => {
  it("--from runs a stage and all after it", async () => {
    await run("parts");
    expect(statusOf(await run("parts", { from: "project" }))).toMatchObject({
      label: "skipped",
      project: "ran",
      chart: "ran",
      report: "ran",
    });
  });

  it("--only runs one stage and keeps what still fits", async () => {
    const summary = await run("parts", { only: "chart" });
    expect(statusOf(summary)).toEqual({
      ...Object.fromEntries(STAGE_NAMES.map((name) => [name, "skipped"])),
      chart: "ran",
    });
  });

  it("--only is refused where later stages would no longer fit, and the last output stays", async () => {
    const before = await hashFiles("parts");
    await expect(run("parts", { only: "label", termsPerTopic: 4 })).rejects.toThrow(
      "--only label: what chart made would no longer fit",
    );
    expect(await hashFiles("parts")).toEqual(before);
  });

  it("--only is refused where what comes before it is missing", async () => {
    await expect(run("never", { only: "label" })).rejects.toThrow(UserError);
    await expect(run("never", { only: "label" })).rejects.toThrow("parse, which comes before it, has never run");
  });
});

describe("the model of a run", () => {
  /** A source that counts how often a model was opened and closed. */
  const countOpenings = () => {
    const counts = { opened: 0, closed: 0 };
    const open = async () => {
      counts.opened++;
      return { ...createFakeEmbedder(), close: async () => void counts.closed++ };
    };
    return { counts, embedding: { ...sourceOf(createFakeEmbedder()), open } };
  };

  it("is opened once for all stages, and not at all where every vector is known", async () => {
    const first = countOpenings();
    await run("opened", {}, first);
    expect(first.counts).toEqual({ opened: 1, closed: 1 });
    const second = countOpenings();
    await run("opened", { fromScratch: true }, second);
    expect(second.counts).toEqual({ opened: 0, closed: 0 });
  });

  it("is closed when the run fails", async () => {
    const { counts, embedding } = countOpenings();
    await expect(run("failed", { topics: PAPERS + 1 }, { embedding })).rejects.toThrow(UserError);
    expect(counts).toEqual({ opened: 1, closed: 1 });
  });
});

describe("a run that fails", () => {
  it("leaves the last output as it was", async () => {
    await run("kept");
    const before = await hashFiles("kept");
    const broken = { ...createFakeEmbedder(), embed: () => Promise.reject(new Error("out of memory")) };
    await expect(run("kept", { force: true }, { embedding: sourceOf(broken) })).rejects.toThrow("out of memory");
    await expect(run("kept", { topics: PAPERS + 1 })).rejects.toThrow(
      `--topics ${PAPERS + 1}: more than the ${PAPERS} papers`,
    );
    await expect(run("kept", { input: [join(folder, "nowhere")] })).rejects.toThrow(UserError);
    expect(await hashFiles("kept")).toEqual(before);
  });

  it("goes on where it was stopped: vectors that were made are not made again", async () => {
    const stopping = createFakeEmbedder();
    const embed = stopping.embed;
    stopping.embed = async (texts) => {
      if (stopping.texts.length + texts.length > PAPERS - 2) throw new Error("stopped");
      return embed(texts);
    };
    await expect(run("stopped", {}, { embedding: sourceOf(stopping) })).rejects.toThrow("stopped");
    const going = createFakeEmbedder();
    await run("stopped", {}, { embedding: sourceOf(going) });
    expect(going.texts.filter(isPaper)).toHaveLength(PAPERS - stopping.texts.filter(isPaper).length);
    const paths = ["first", "stopped"].map((output) => join(folder, output, "atlas.duckdb")) as [string, string];
    expect((await compareDatabases(...paths)).differing).toEqual([]);
    expect(Object.keys(await hashFiles("stopped"))).toEqual(Object.keys(await hashFiles("first")));
  });

  it("refuses a vector that is not of unit length", async () => {
    const embed = async (texts: readonly string[]) => ({
      vectors: new Float32Array(texts.length * FAKE_DIMENSIONS),
      dimensions: FAKE_DIMENSIONS,
      tokens: new Int32Array(texts.length),
    });
    const broken = { ...createFakeEmbedder(), embed };
    await expect(run("zero", {}, { embedding: sourceOf(broken) })).rejects.toThrow(
      /length of the vector of text \w+: 0 where 1 was expected/,
    );
  });
});
