import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../pipeline/config.ts";
import { Database } from "../../pipeline/database/database.ts";
import { UserError } from "../../pipeline/error.ts";
import { type RunSummary, runPipeline } from "../../pipeline/run-pipeline.ts";
import { compareDatabases } from "../compare-databases.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";
import { writeThemedPapers } from "../themed-papers.ts";

let folder: string;
let themeOf: Map<string, string>;

const DAYS = ["2026-06-01", "2026-06-02", "2026-06-03"];
const FITTED = 80;
const ADDED = 8;

const fileOf = (day: string) => join(folder, `${day}.jsonl`);

async function run(
  output: string,
  days: readonly string[],
  settings: Record<string, unknown> = {},
): Promise<RunSummary> {
  const config = parseConfig({
    input: days.map(fileOf),
    output: join(folder, output),
    minDocumentCount: 1,
    ensembleRuns: 40,
    ...settings,
  });
  return runPipeline(config, { embedding: sourceOf(createFakeEmbedder()) });
}

async function query<Row>(output: string, sql: string): Promise<Row[]> {
  const database = await Database.open(join(folder, output, "atlas.duckdb"), { readOnly: true });
  try {
    return await database.query<Row>(sql);
  } finally {
    database.close();
  }
}

const readFit = async (output: string) => (await query<Record<string, unknown>>(output, "FROM fit"))[0]!;

/** Starts an output from that of an earlier test. */
async function continueFrom(source: string, output: string): Promise<void> {
  await cp(join(folder, source), join(folder, output), { recursive: true });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  await mkdir(folder, { recursive: true });
  themeOf = new Map([
    ...(await writeThemedPapers(fileOf(DAYS[0]!), FITTED / 4, 1, DAYS[0])),
    ...(await writeThemedPapers(fileOf(DAYS[1]!), ADDED / 4, 2, DAYS[1])),
    ...(await writeThemedPapers(fileOf(DAYS[2]!), ADDED / 4, 3, DAYS[2])),
  ]);
  await run("first", [DAYS[0]!]);
  await continueFrom("first", "second");
  await run("second", DAYS.slice(0, 2));
}, 900_000);

describe("a day added", () => {
  it("is placed in the standing topics, each paper in that of its theme", async () => {
    expect(await readFit("second")).toMatchObject({
      fit: 1,
      decision: "standing",
      map_decision: "standing",
      fitted_papers: FITTED,
      placed_papers: ADDED,
    });
    const rows = await query<{ title: string; topic: number; fitted: boolean }>(
      "second",
      "SELECT title, topic_id AS topic, fitted FROM topic_papers JOIN papers USING (paper_id)",
    );
    const topicOf = new Map(rows.filter(({ fitted }) => fitted).map(({ title, topic }) => [topic, themeOf.get(title)]));
    const placed = rows.filter(({ fitted }) => !fitted);
    expect(placed).toHaveLength(ADDED);
    for (const { title, topic } of placed) expect(topicOf.get(topic)).toBe(themeOf.get(title));
  });

  it("moves no old paper, on the map or to another topic, and tells the sizes of topics", async () => {
    for (const sql of [
      "SELECT paper_id, x, y FROM positions",
      "SELECT paper_id, vector::FLOAT[] AS vector, sharp::FLOAT[] AS sharp FROM space",
      "SELECT * FROM topic_papers",
    ]) {
      const old = new Map((await query<{ paper_id: string }>("first", sql)).map((row) => [row.paper_id, row]));
      const now = (await query<{ paper_id: string }>("second", sql)).filter(({ paper_id }) => old.has(paper_id));
      expect(now).toHaveLength(FITTED);
      for (const row of now) expect(row).toEqual(old.get(row.paper_id));
    }
    const [wrong] = await query<{ wrong: number }>(
      "second",
      `SELECT count(*)::INTEGER AS wrong FROM topics WHERE level = 0 AND size <> (SELECT count(*) FROM topic_papers WHERE topic_papers.topic_id = topics.topic_id)`,
    );
    expect(wrong!.wrong).toBe(0);
    const [neighbors] = await query<{ papers: number }>(
      "second",
      "SELECT count(DISTINCT paper_id)::INTEGER AS papers FROM neighbors",
    );
    expect(neighbors!.papers).toBe(FITTED + ADDED);
  });

  it("is skipped stage by stage when it is run again", async () => {
    await continueFrom("second", "again");
    const { stages } = await run("again", DAYS.slice(0, 2));
    expect(stages.filter(({ status }) => status !== "skipped").map(({ stage }) => stage)).toEqual([]);
  });

  it("gives the same tables when its stages are made to run again", async () => {
    await continueFrom("second", "forced");
    await run("forced", DAYS.slice(0, 2), { from: "place" });
    const paths = ["second", "forced"].map((output) => join(folder, output, "atlas.duckdb"));
    expect((await compareDatabases(paths[0]!, paths[1]!)).differing).toEqual([]);
  });

  it("leaves the placed papers of the day before where they are", async () => {
    await continueFrom("second", "third");
    await run("third", DAYS);
    expect(await readFit("third")).toMatchObject({ decision: "standing", placed_papers: 2 * ADDED });
    const sql = "SELECT paper_id, topic_id, x, y FROM placements ORDER BY paper_id";
    const before = await query<{ paper_id: string }>("second", sql);
    const now = new Map((await query<{ paper_id: string }>("third", sql)).map((row) => [row.paper_id, row]));
    for (const row of before) expect(now.get(row.paper_id)).toEqual(row);
  });

  it("drops papers that are gone, and refits where more than a fifth of the fit is", async () => {
    await continueFrom("third", "without");
    await run("without", [DAYS[0]!, DAYS[2]!]);
    expect(await readFit("without")).toMatchObject({ decision: "standing", placed_papers: ADDED });
    await continueFrom("third", "other");
    await run("other", DAYS.slice(1));
    expect(await readFit("other")).toMatchObject({
      fit: 2,
      decision: "new",
      reason: "80 of the 80 papers of the fit are gone, more than a fifth",
    });
  });
}, 900_000);

describe("--refit", () => {
  it("now fits all papers anew and keeps the ids of topics; never lets a fit stand that has drifted", async () => {
    await continueFrom("second", "now");
    await run("now", DAYS.slice(0, 2), { refit: "now" });
    expect(await readFit("now")).toMatchObject({ fit: 2, decision: "new", placed_papers: 0 });
    const ids = (output: string) => query(output, "SELECT topic_id FROM topics WHERE level = 0 ORDER BY topic_id");
    expect(await ids("now")).toEqual(expect.arrayContaining(await ids("first")));

    await writeThemedPapers(fileOf("2026-06-04"), 10, 4, "2026-06-04");
    for (const [refit, decision] of [
      ["auto", "new"],
      ["never", "standing"],
    ]) {
      await continueFrom("second", `many-${refit}`);
      await run(`many-${refit}`, [...DAYS.slice(0, 2), "2026-06-04"], { refit });
      const fit = await readFit(`many-${refit}`);
      expect(fit).toMatchObject({ decision });
      if (refit === "auto") expect(fit.reason).toMatch(/^the last one has drifted: placed share 0.\d\d passes 0.\d\d/);
      const [share] = await query<{ is_exceeded: boolean }>(
        `many-${refit}`,
        "FROM drift WHERE measure = 'placed_share'",
      );
      expect(share!.is_exceeded).toBe(true);
    }
  });

  it("never refuses settings that the fit was not made with, and names them", async () => {
    await continueFrom("second", "refused");
    const refused = run("refused", DAYS.slice(0, 2), { refit: "never", seed: 2 });
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow("--refit never: --seed is 2 where the fit has 1");
    expect((await readFit("refused")).fit).toBe(1);
  });

  it("auto fits anew where settings that shape the topics change, and lays out the map alone where those of the map do", async () => {
    await continueFrom("second", "seeded");
    await run("seeded", DAYS.slice(0, 2), { seed: 2 });
    expect(await readFit("seeded")).toMatchObject({
      fit: 2,
      decision: "new",
      reason: "--seed is 2 where the fit has 1",
    });
    await continueFrom("second", "mapped");
    await run("mapped", DAYS.slice(0, 2), { umapNeighbors: 5 });
    expect(await readFit("mapped")).toMatchObject({ fit: 1, decision: "standing", map_decision: "new" });
  });
}, 900_000);

describe("--from-scratch", () => {
  it("gives what an empty folder gives", async () => {
    await continueFrom("third", "scratch");
    await run("scratch", DAYS, { fromScratch: true });
    await run("empty", DAYS);
    const paths = ["scratch", "empty"].map((output) => join(folder, output, "atlas.duckdb"));
    expect((await compareDatabases(paths[0]!, paths[1]!)).differing).toEqual([]);
    await rm(join(folder, "empty"), { recursive: true });
  });
}, 900_000);
