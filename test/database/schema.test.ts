import { describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import * as reportQueries from "../../pipeline/report/queries.ts";
import { loadStages } from "../../pipeline/stages/stages.ts";

async function openSchema(): Promise<Database> {
  const database = await Database.open(":memory:");
  await database.createSchema();
  return database;
}

describe("schema.sql", () => {
  it("comments every table, column, view and macro", async () => {
    const database = await openSchema();
    const bare = await database.query(
      `SELECT table_name AS name FROM duckdb_tables() WHERE comment IS NULL
       UNION ALL SELECT view_name FROM duckdb_views() WHERE comment IS NULL AND NOT internal
       UNION ALL SELECT function_name FROM duckdb_functions() WHERE comment IS NULL AND NOT internal
       UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns()
         WHERE comment IS NULL AND NOT internal AND table_name IN (SELECT table_name FROM duckdb_tables())`,
    );
    expect(bare).toEqual([]);
  });

  it("has a writer for every table but the run log", async () => {
    const database = await openSchema();
    const tables = await database.query<{ table_name: string }>("SELECT table_name FROM duckdb_tables() ORDER BY ALL");
    const written = [
      ...(await loadStages()).flatMap((stage) => stage.writes),
      "runs",
      "stage_runs",
      "stage_figures",
    ].sort();
    expect(tables.map((row) => row.table_name)).toEqual(written);
  });

  it("gives paper_overview the columns that other programs rely on", async () => {
    const database = await openSchema();
    const columns = await database.query<{ column_name: string }>("SELECT column_name FROM (DESCRIBE paper_overview)");
    expect(columns.map((row) => row.column_name)).toEqual([
      "paper_id",
      "title",
      "abstract",
      "topic_id",
      "topic_label",
      "probability",
      "x",
      "y",
      "sources",
    ]);
  });

  it("binds every view, macro and report query, and they are empty on an empty database", async () => {
    const database = await openSchema();
    for (const name of [
      "paper_overview",
      "input_account",
      "topic_overview",
      "topic_tree",
      "topic_map",
      "similar_papers('a', 3)",
      "papers_in_topic(1)",
      "why_here('a')",
    ]) {
      expect(await database.query(`SELECT * FROM ${name}`), name).toEqual([]);
    }
    const { TOTALS, ...others } = reportQueries;
    expect(await database.queryOne(TOTALS)).toMatchObject({ papers: 0 });
    for (const [name, query] of Object.entries(others)) expect(await database.query(query), name).toEqual([]);
  });
});
