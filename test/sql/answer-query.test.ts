import { readdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerQuery } from "../../pipeline/sql/answer-query.ts";
import type { QueryReply } from "../../pipeline/sql/query-answer.ts";
import { makeSampleFolder, SECRET } from "./sample-file.ts";

const LIMITS = { rows: 1000, seconds: 10, memory: 200e6 };

let sample: Awaited<ReturnType<typeof makeSampleFolder>>;
let bytes: Buffer;
let names: string[];

beforeAll(async () => {
  sample = await makeSampleFolder();
  bytes = await readFile(sample.file);
  names = await readdir(sample.folder);
});

afterAll(async () => {
  expect(await readdir(sample.folder)).toEqual(names);
  expect((await readFile(sample.file)).equals(bytes)).toBe(true);
});

async function ask(sql: string, limits = {}): Promise<QueryReply> {
  const reply = await answerQuery({ file: sample.file, sql, limits: { ...LIMITS, ...limits } });
  expect(JSON.stringify(reply)).not.toContain(SECRET);
  return reply;
}

async function askRows(sql: string) {
  const reply = await ask(sql);
  if ("failure" in reply) throw new Error(JSON.stringify(reply.failure));
  return reply.answer.rows;
}

describe("answerQuery", () => {
  it.each([
    ["SELECT 1 AS one", [[1]]],
    ["  -- a remark\n FROM papers SELECT count(*);  ", [[5]]],
    ["WITH a AS (SELECT 2 AS b) FROM a", [[2]]],
    ["VALUES (1), (2)", [[1], [2]]],
    ["SELECT 'DROP TABLE papers; COPY' AS text", [["DROP TABLE papers; COPY"]]],
    ["SELECT count(*) FROM (DESCRIBE papers)", [[21]]],
    ["FROM query('SELECT 42')", [[42]]],
    ["FROM query_table('papers') SELECT count(*)", [[5]]],
    ["FROM (FROM papers SELECT abstract, title) PIVOT (count(*) FOR title IN ('Title 1'))", [["They fly.", 1]]],
  ])("answers %s", async (sql, rows) => {
    expect(await askRows(sql)).toEqual(rows);
  });

  it.each(["SHOW TABLES", "DESCRIBE papers", "SUMMARIZE papers", "PRAGMA table_info('papers')", "EXPLAIN FROM papers"])(
    "answers %s",
    async (sql) => {
      expect((await askRows(sql)).length).toBeGreaterThan(0);
    },
  );

  it("has a macro that the file lacks, for as long as it is open", async () => {
    expect(await askRows("FROM why_here('p1')")).toEqual([]);
  });

  it("gives names and types, and says whether there was more", async () => {
    const sql = "SELECT paper_id, 1.5::FLOAT AS f, paper_id FROM papers ORDER BY ALL";
    expect(await ask(sql, { rows: 2 })).toEqual({
      answer: {
        columns: ["paper_id", "f", "paper_id:1"],
        types: ["VARCHAR", "FLOAT", "VARCHAR"],
        rows: [
          ["p0", 1.5, "p0"],
          ["p1", 1.5, "p1"],
        ],
        isCut: true,
      },
    });
    expect(await ask("FROM papers", { rows: 5 })).toMatchObject({ answer: { isCut: false } });
    expect(await ask("SELECT 1 AS a WHERE false")).toEqual({
      answer: { columns: ["a"], types: ["INTEGER"], rows: [], isCut: false },
    });
  });

  it("stops reading where the texts are too many, whatever the rows", async () => {
    const reply = await ask("SELECT repeat('x', 10000000) AS a FROM range(20)", { memory: 1e9 });
    expect(reply).toMatchObject({ answer: { isCut: true } });
    expect((reply as { answer: { rows: unknown[] } }).answer.rows.length).toBeLessThan(10);
  });

  it.each([
    ["SELEC 1", /^Parser Error: syntax error at or near "SELEC"[\s\S]*LINE 1: SELEC 1/],
    ["FROM paperz", /^Catalog Error: Table with name paperz does not exist![\s\S]*Did you mean "papers/],
    ["SELECT titel FROM papers", /^Binder Error: [\s\S]*titel[\s\S]*title/],
    ["SELECT 'a'::INTEGER", /^Conversion Error: Could not convert string 'a' to INT32/],
    ["SELECT error('mine')", /^Invalid Input Error: mine/],
    ["SELECT $1", /^1 parameters without a value/],
    ["", /^nothing to run/],
    [" ;; -- only this\n/* and\nthat */", /^nothing to run/],
  ])("says what is wrong with %j", async (sql, message) => {
    expect(await ask(sql)).toMatchObject({ failure: { kind: "refused", message: expect.stringMatching(message) } });
  });

  it.each([
    ["INSERT", "INSERT INTO papers SELECT * FROM papers"],
    ["UPDATE", "UPDATE papers SET title = ''"],
    ["DELETE", "DELETE FROM papers"],
    ["TRUNCATE", "TRUNCATE papers"],
    ["MERGE", "MERGE INTO papers USING papers AS other ON false WHEN NOT MATCHED THEN INSERT"],
    ["CREATE TABLE", "CREATE TABLE t (a INTEGER)"],
    ["CREATE TEMP TABLE", "CREATE TEMP TABLE t AS SELECT 1"],
    ["CREATE VIEW", "CREATE TEMP VIEW v AS SELECT 1"],
    ["CREATE MACRO", "CREATE TEMP MACRO m() AS 1"],
    ["CREATE SECRET", "CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')"],
    ["DROP", "DROP TABLE papers"],
    ["ALTER", "ALTER TABLE papers ADD COLUMN a INTEGER"],
    ["COMMENT", "COMMENT ON TABLE papers IS 'x'"],
    ["two statements", "SELECT 1; DROP TABLE papers"],
    ["two questions", "SELECT 1; SELECT 2"],
    ["PIVOT that makes a type", "PIVOT papers ON title USING count(*)"],
    ["BEGIN", "BEGIN"],
    ["COMMIT", "COMMIT"],
    ["CHECKPOINT", "CHECKPOINT"],
    ["VACUUM", "VACUUM"],
    ["ANALYZE", "ANALYZE"],
    ["PREPARE", "PREPARE p AS SELECT 1"],
    ["EXECUTE", "EXECUTE p"],
    ["CALL", "CALL pragma_version()"],
    ["USE", "USE atlas.main"],
    ["SET", "SET threads = 8"],
    ["SET of access", "SET enable_external_access = true"],
    ["SET of file systems", "SET disabled_filesystems = ''"],
    ["SET VARIABLE", "SET VARIABLE a = 1"],
    ["RESET", "RESET memory_limit"],
    ["PRAGMA of a setting", "PRAGMA threads = 8"],
    ["PRAGMA of profiling", "PRAGMA enable_profiling"],
    ["LOAD", "LOAD httpfs"],
    ["INSTALL", "INSTALL httpfs"],
    ["UPDATE EXTENSIONS", "UPDATE EXTENSIONS"],
    ["ATTACH in memory", "ATTACH ':memory:' AS m"],
    ["ATTACH of a file", "ATTACH 'FOLDER/other.duckdb' AS m"],
    ["DETACH", "DETACH atlas"],
    ["COPY out", "COPY papers TO 'FOLDER/out.csv'"],
    ["COPY of a query", "COPY (SELECT 1) TO 'FOLDER/out.parquet'"],
    ["COPY in", "COPY papers FROM 'FOLDER/secret.csv'"],
    ["COPY DATABASE", "COPY FROM DATABASE atlas TO atlas"],
    ["EXPORT", "EXPORT DATABASE 'FOLDER/export'"],
    ["IMPORT", "IMPORT DATABASE 'FOLDER'"],
    ["EXPLAIN ANALYZE of CREATE", "EXPLAIN ANALYZE CREATE TEMP TABLE t AS SELECT 1"],
    ["EXPLAIN ANALYZE of COPY", "EXPLAIN ANALYZE COPY (SELECT 1) TO 'FOLDER/out.csv'"],
    ["EXPLAIN with options", "EXPLAIN (ANALYZE, FORMAT json) SET VARIABLE a = 1"],
    ["EXPLAIN behind a remark", "/* a */ EXPLAIN -- b\n ANALYZE /* c */ SET VARIABLE a = 1"],
    ["a table of a file", "FROM 'FOLDER/secret.csv'"],
    ["a table of a file elsewhere", "SELECT * FROM '/etc/passwd'"],
    ["read_csv", "FROM read_csv('FOLDER/secret.csv')"],
    ["read_csv in a query", "FROM query('FROM read_csv(''FOLDER/secret.csv'')')"],
    ["query_table of a file", "FROM query_table('FOLDER/secret.csv')"],
    ["query of COPY", "FROM query('COPY (SELECT 1) TO ''FOLDER/out.csv''')"],
    ["read_text", "FROM read_text('FOLDER/secret.csv')"],
    ["read_text of many", "FROM read_text('FOLDER/*')"],
    ["read_blob", "FROM read_blob('/proc/self/environ')"],
    ["read_json", "FROM read_json('FOLDER/secret.csv')"],
    ["read_parquet", "FROM read_parquet('FOLDER/secret.csv')"],
    ["a file on the web", "FROM read_csv('https://example.org/a.csv')"],
    ["a file in a bucket", "FROM 's3://bucket/a.parquet'"],
    ["parquet_metadata", "FROM parquet_metadata('FOLDER/secret.csv')"],
    ["sniff_csv", "FROM sniff_csv('FOLDER/secret.csv')"],
    ["glob", "FROM glob('FOLDER/*')"],
    ["sqlite_scan", "FROM sqlite_scan('FOLDER/secret.csv', 't')"],
    [
      "a serialized query",
      "FROM json_execute_serialized_sql(json_serialize_sql('FROM read_text(''FOLDER/secret.csv'')'))",
    ],
    ["getenv", "SELECT getenv('HOME')"],
    ["a log in a file", "FROM enable_logging(storage = 'file', storage_path = 'FOLDER/log')"],
    ["a view of the file that reaches", "FROM reaching"],
    ["a macro of the file that reaches", "FROM reach()"],
    ["a sequence", "SELECT nextval('counter')"],
    ["a scan of memory", "FROM arrow_scan(1, 2, 3)"],
    ["extensions on the disk", "FROM duckdb_extensions()"],
  ])("refuses %s", async (_, sql) => {
    const reply = await ask(sql.replaceAll("FOLDER", sample.folder));
    expect(reply).toEqual({ failure: { kind: "refused", message: expect.any(String) } });
  });

  it("tells no secret and no folder of this user", async () => {
    expect(await askRows("FROM duckdb_secrets()")).toEqual([]);
    const paths = "SELECT name, value FROM duckdb_settings() WHERE value ~ '[/~\\\\]' AND name <> 'TimeZone'";
    expect(await askRows(paths)).toEqual([]);
    expect(await askRows("SELECT current_setting('temp_directory') || current_setting('home_directory')")).toEqual([
      [""],
    ]);
  });

  it("stays closed, whatever a question calls", async () => {
    expect(await ask("SELECT set_config('enable_external_access', 'true', false)")).toHaveProperty("failure");
    const locked =
      "SELECT value FROM duckdb_settings() WHERE name IN ('lock_configuration', 'enable_external_access') ORDER BY name";
    expect(await askRows(locked)).toEqual([["false"], ["true"]]);
    expect(await askRows("FROM checkpoint()")).toEqual([]);
  });

  it("spills nothing to the disk: what is too much for the memory is refused", async () => {
    expect(await ask("FROM range(100000000) ORDER BY hash(range)", { memory: 30e6 })).toEqual({
      failure: { kind: "memory" },
    });
    expect(await ask("SELECT string_agg(repeat('x', 100000)) FROM range(100000)", { memory: 50e6 })).toEqual({
      failure: { kind: "memory" },
    });
  });
});
