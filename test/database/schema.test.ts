import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { Database, SCHEMA_URL } from "../../pipeline/database/database.ts";
import * as reportQueries from "../../pipeline/report/queries.ts";
import { loadStages } from "../../pipeline/stages/stages.ts";
import { fillTable } from "./fill-table.ts";

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
       UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal`,
    );
    expect(bare).toEqual([]);
  });

  it("says in the comment of each table macro what its columns are, in their order", async () => {
    const database = await openSchema();
    const macros = await database.query<{ name: string; comment: string; parameters: string[] }>(
      "SELECT function_name AS name, comment, parameters FROM duckdb_functions() WHERE NOT internal AND function_type = 'table_macro'",
    );
    expect(macros.length).toBeGreaterThan(8);
    for (const { name, comment, parameters } of macros) {
      const call = `${name}(${parameters.map(() => "NULL").join(", ")})`;
      const columns = await database.query<{ column_name: string }>(`SELECT column_name FROM (DESCRIBE FROM ${call})`);
      const [, list] = comment.split(". Columns: ");
      const described = (list ?? "").split("; ").map((entry) => entry.split(": "));
      expect(
        described.map(([column]) => column),
        name,
      ).toEqual(columns.map(({ column_name }) => column_name));
      for (const [column, text, ...rest] of described)
        expect([text !== "", rest], `${name}.${column}`).toEqual([true, []]);
    }
  });

  it("reads no other file, and its macros take texts as they are: no pattern comes from outside", async () => {
    const sql = (await readFile(SCHEMA_URL, "utf8")).replace(/^COMMENT .*$/gm, "");
    expect(sql).not.toMatch(/\b(read_\w+|glob|parquet_\w+|sniff_csv|getenv|attach|copy|load|install|pragma|set)\b/i);
    expect(sql).not.toMatch(/\b(FROM|JOIN)\s+'/i);
    expect(sql).not.toMatch(/\b(I?LIKE|SIMILAR TO|GLOB)\b/i);
    const patterns = Array.from(sql.matchAll(/regexp_\w+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g), ([call]) => call);
    expect(patterns.length).toBe(sql.match(/regexp_/g)!.length);
    for (const call of patterns) expect(call).toMatch(/, '[^']+'(, '[^']+')?\)$/);
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

  it("takes the day of a paper from its listing, and from its publication where no record gives a day of listing", async () => {
    const database = await openSchema();
    const read = () =>
      database.query("SELECT paper_id, day::VARCHAR AS day, precision, basis FROM paper_days ORDER BY ALL");
    const basis = () => database.query("SELECT * FROM date_basis");
    const dates = ["2010", "2011-03", "2012-02-29", null, "0999"];
    await fillTable(
      database,
      "papers",
      dates.map((published, index) => ({ paper_id: `p${index}`, published })),
    );
    await database.execute("INSERT INTO appearances (paper_id, source, position) VALUES ('p0', 'a.bib', 1)");
    expect(await read()).toEqual([
      { paper_id: "p0", day: "2010-01-01", precision: "year", basis: "published" },
      { paper_id: "p1", day: "2011-03-01", precision: "month", basis: "published" },
      { paper_id: "p2", day: "2012-02-29", precision: "day", basis: "published" },
      { paper_id: "p4", day: "0999-01-01", precision: "year", basis: "published" },
    ]);
    expect(await basis()).toEqual([{ basis: "published", precision: "year" }]);
    await fillTable(
      database,
      "papers",
      Array.from({ length: 20 }, (_, index) => ({ paper_id: `q${index}`, published: "2020-05-06" })),
    );
    expect(await basis()).toEqual([{ basis: "published", precision: "month" }]);
    await database.execute(
      `INSERT INTO appearances (paper_id, source, position, listed_date)
       VALUES ('p3', 'b', 1, DATE '2026-11-24'), ('p3', 'b', 2, DATE '2026-11-23')`,
    );
    expect(await read()).toEqual([{ paper_id: "p3", day: "2026-11-23", precision: "day", basis: "listed" }]);
    expect(await basis()).toEqual([{ basis: "listed", precision: "day" }]);
  });

  it("binds every view, macro and report query, and they are empty on an empty database", async () => {
    const database = await openSchema();
    const names = await database.query<{ name: string }>(
      `SELECT view_name AS name FROM duckdb_views() WHERE NOT internal
       UNION ALL SELECT function_name || '(' || array_to_string(list_transform(parameters, lambda name: 'NULL'), ', ') || ')'
       FROM duckdb_functions() WHERE NOT internal AND function_type = 'table_macro' ORDER BY ALL`,
    );
    expect(names.length).toBeGreaterThan(15);
    for (const { name } of names) expect(await database.query(`SELECT * FROM ${name}`), name).toEqual([]);
    const { TOTALS, ...others } = reportQueries;
    expect(await database.queryOne(TOTALS)).toMatchObject({ papers: 0 });
    for (const [name, query] of Object.entries(others)) expect(await database.query(query), name).toEqual([]);
  });
});
