import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { askAtlas, explainAtlasError } from "../../pipeline/database/ask-atlas.ts";
import { readDataDictionary } from "../../pipeline/database/data-dictionary.ts";
import { Database } from "../../pipeline/database/database.ts";
import { openAtlasDatabase } from "../../pipeline/database/open-atlas-database.ts";
import { UserError } from "../../pipeline/error.ts";
import { hashFile } from "../../pipeline/hash.ts";
import { repeatRun, writeSmallAtlas } from "../small-atlas.ts";

let folder: string;
let input: string;
let good: string;

const countPapers = (database: Database) =>
  database.queryOne<{ count: number }>("SELECT count(*)::INTEGER AS count FROM papers");

/** Returns an output like the good one after some statements. */
async function change(...statements: string[]): Promise<string> {
  const output = await mkdtemp(join(folder, "changed-"));
  await cp(join(good, "atlas.duckdb"), join(output, "atlas.duckdb"));
  const database = await Database.open(join(output, "atlas.duckdb"));
  for (const statement of statements) await database.execute(statement);
  database.close();
  return output;
}

async function listViews(): Promise<string[]> {
  const fresh = await Database.open(":memory:");
  await fresh.createSchema();
  const views = await fresh.query<{ name: string }>(
    "SELECT view_name AS name FROM duckdb_views() WHERE NOT internal ORDER BY name",
  );
  fresh.close();
  return views.map(({ name }) => name);
}

async function listMacros(): Promise<string[]> {
  const fresh = await Database.open(":memory:");
  await fresh.createSchema();
  const macros = await fresh.query<{ name: string; type: string }>(
    "SELECT DISTINCT function_name AS name, function_type AS type FROM duckdb_functions() WHERE NOT internal ORDER BY name",
  );
  fresh.close();
  return macros.map(({ name, type }) => `${type === "table_macro" ? "MACRO TABLE" : "MACRO"} ${name}`);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  ({ input, output: good } = await writeSmallAtlas(folder));
});

describe("askAtlas", () => {
  it("hands over the database of a folder or file, gives back the answer, and closes it", async () => {
    let kept: Database | null = null;
    const answer = await askAtlas(good, async (database) => {
      kept = database;
      return countPapers(database);
    });
    expect(answer).toEqual({ count: 48 });
    expect(await askAtlas(join(good, "atlas.duckdb"), countPapers)).toEqual({ count: 48 });
    await expect(countPapers(kept!)).rejects.toThrow();
  });

  it("lets nothing be written, attached or read beside it", async () => {
    const before = await hashFile(join(good, "atlas.duckdb"));
    for (const sql of [
      "DELETE FROM papers",
      "CREATE TABLE mine (a INTEGER)",
      `ATTACH '${join(folder, "other.duckdb")}'`,
      `COPY papers TO '${join(folder, "papers.csv")}'`,
      `SELECT * FROM read_text('${input}')`,
    ])
      await expect(
        askAtlas(good, (database) => database.execute(sql)),
        sql,
      ).rejects.toThrow();
    expect(await hashFile(join(good, "atlas.duckdb"))).toBe(before);
  });

  it("passes on a mistake in a question about a file of this version: that is a bug", async () => {
    const asked = askAtlas(good, (database) => database.query("SELECT nothing FROM papers"));
    await expect(asked).rejects.toThrow(/nothing/);
    await expect(asked).rejects.not.toBeInstanceOf(UserError);
  });

  it("says what a file of another version lacks, and what to do", async () => {
    const views = (await listViews()).map((name) => `DROP VIEW ${name}`);
    const output = await change(...views, "ALTER TABLE papers DROP COLUMN venue");
    const asked = askAtlas(output, (database) => database.query("SELECT venue FROM papers"));
    await expect(asked).rejects.toBeInstanceOf(UserError);
    await expect(asked).rejects.toThrow(/made by another version: it has no papers\.venue\nRun the pipeline again/);
  });

  it("gives a file that lacks views and macros those of this version, and writes nothing to it", async () => {
    const [views, macros] = [await listViews(), await listMacros()];
    expect(views.length).toBeGreaterThan(5);
    const drops = [...views.map((name) => `VIEW ${name}`), ...macros].map((name) => `DROP ${name}`);
    const output = await change(...drops);
    const before = await hashFile(join(output, "atlas.duckdb"));
    for (const view of views) {
      const read = (database: Database) => database.query(`SELECT * FROM ${view} ORDER BY ALL`);
      expect(await askAtlas(output, read), view).toEqual(await askAtlas(good, read));
    }
    const call = (database: Database) =>
      database.query("SELECT * FROM similar_papers((SELECT min(paper_id) FROM papers), 3)");
    expect(await askAtlas(output, call)).toEqual(await askAtlas(good, call));
    expect(await hashFile(join(output, "atlas.duckdb"))).toBe(before);
  });

  it("reads by the views of this version what a run of another one made", async () => {
    const output = await change(
      `UPDATE runs SET versions = '{"topic-atlas":"0.0.1"}'`,
      "CREATE OR REPLACE VIEW topic_overview AS SELECT 1 AS old",
    );
    const read = (database: Database) => database.query("SELECT * FROM topic_overview ORDER BY ALL");
    expect(await askAtlas(output, read)).toEqual(await askAtlas(good, read));
  });
});

describe("a file of someone else", () => {
  it("answers by the views and macros of this version, whatever stands in it under their names", async () => {
    const output = await change(
      "CREATE OR REPLACE VIEW topic_overview AS WITH RECURSIVE more AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM more) FROM more",
      "CREATE OR REPLACE MACRO papers_in_topic(id) AS TABLE SELECT repeat('x', 1000000) AS paper_id FROM range(1000000)",
    );
    for (const sql of ["FROM topic_overview", "FROM papers_in_topic(1)"]) {
      const read = (database: Database) => database.query(sql);
      expect(await askAtlas(output, read), sql).toEqual(await askAtlas(good, read));
    }
    const dictionary = await askAtlas(output, readDataDictionary);
    const names = dictionary.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(names).toEqual((await askAtlas(good, readDataDictionary)).map(({ name }) => name));
  });

  it.each([
    [
      "a view for a table",
      ["ALTER TABLE papers RENAME TO others", "CREATE VIEW papers AS FROM others"],
      "its papers is a view",
    ],
    ["a macro for a function", ["CREATE MACRO round(a, b) AS a"], "it has a macro round"],
    [
      "topics that are parts of each other",
      ["UPDATE topics SET parent_id = topic_id"],
      "is part of no topic of the broadest level",
    ],
  ])("is not asked where it has %s", async (_, statements, reason) => {
    const views = (await listViews()).map((name) => `DROP VIEW ${name}`);
    const output = await change(...views, ...statements);
    const asked = askAtlas(output, countPapers);
    await expect(asked).rejects.toBeInstanceOf(UserError);
    await expect(asked).rejects.toThrow(reason);
  });

  it.each([
    ["ALTER TABLE topics ALTER label DROP NOT NULL", "its topics.label may be NULL"],
    ["ALTER TABLE topics ALTER size TYPE VARCHAR", "its topics.size is VARCHAR where INTEGER is expected"],
    [
      "ALTER TABLE paper_vectors ALTER vector TYPE FLOAT[]",
      "its paper_vectors.vector is FLOAT[] where FLOAT[n] is expected",
    ],
  ])("is of another version where something fails and %s", async (statement, reason) => {
    const output = await change(statement);
    const asked = askAtlas(output, () => Promise.reject(new TypeError("null has no such property")));
    await expect(asked).rejects.toBeInstanceOf(UserError);
    await expect(asked).rejects.toThrow(`made by another version: ${reason}`);
    const bug = new TypeError("met when it is printed");
    expect(await explainAtlasError(bug, output)).toMatchObject({
      message: expect.stringContaining(reason),
      cause: bug,
    });
    expect(await explainAtlasError(bug, good)).toBe(bug);
  });
});

describe("a reader and a run", () => {
  it("never lock each other out: each reader sees the file that it opened, whole", async () => {
    const output = join(folder, "output");
    const reader = await openAtlasDatabase(output);
    const seed = (database: Database) =>
      database.queryOne<{ seed: number }>("SELECT seed::INTEGER AS seed FROM runs ORDER BY run_id DESC LIMIT 1");
    expect(await seed(reader)).toEqual({ seed: 1 });
    await repeatRun(input, output, { seed: 7 });
    expect(await seed(reader)).toEqual({ seed: 1 });
    expect(await countPapers(reader)).toEqual({ count: 48 });
    expect(await askAtlas(output, seed)).toEqual({ seed: 7 });
    reader.close();
  });

  it("leaves the last good file to readers while it writes, and when it fails", async () => {
    const output = join(folder, "output");
    const seen: number[] = [];
    const ask = async () => void seen.push((await askAtlas(output, countPapers)).count);
    let isOver = false;
    const run = repeatRun(input, output, { force: true }).finally(() => {
      isOver = true;
    });
    do {
      await ask();
    } while (!isOver);
    await run;
    await ask();
    await expect(repeatRun(join(folder, "nothing.jsonl"), output)).rejects.toThrow(/nothing\.jsonl/);
    await ask();
    expect(seen.length).toBeGreaterThan(2);
    expect(new Set(seen)).toEqual(new Set([48]));
  });
});
