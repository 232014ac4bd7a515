import { readFile } from "node:fs/promises";
import stringWidth from "string-width";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { answerPage, copyToFile, isCopy, readQuestions } from "../../scripts/sql-answers.ts";
import { RELATIONS } from "../../scripts/table-relations.ts";
import { makeSmallAtlas } from "./small-atlas.ts";

const LINES = 25;
const COLUMNS = 120;

/** No trend and no phrase of a trend stands out among fifty papers of two days. */
const needsManyPapers = (sql: string) => /trend IS NOT NULL|FROM phrase_trends/.test(sql);
/** Tables that a new fit of papers without a trend leaves empty, and others that only some input fills. */
const EMPTY_HERE = ["record_vectors", "field_origins", "placements", "born_topics", "phrase_trends"];

const page = await readFile(new URL("../../docs/sql.md", import.meta.url), "utf8");
const questions = readQuestions(page);
let path: string;
let database: Database;

beforeAll(async () => {
  path = await makeSmallAtlas();
  database = await Database.open(path, { readOnly: true });
}, 300_000);

afterAll(() => database.close());

describe("docs/sql.md", () => {
  it("has twenty-five questions with answers, numbered, and each block of SQL is one of its questions", () => {
    const headings = Array.from(page.matchAll(/^### (\d+)\. .+\?$/gm), ([, number]) => Number(number));
    expect(headings).toEqual(Array.from({ length: 25 }, (_, place) => place + 1));
    expect(questions.filter(({ answer }) => answer !== null).length).toBe(25);
    expect(questions.length).toBe(page.match(/^### .+\?$/gm)!.length);
    expect(questions.length).toBe(page.match(/^```sql$/gm)!.length);
  });

  it.each(questions.map(({ sql }) => sql))("gives rows, and no more than fit on a screen, for: %s", async (sql) => {
    if (isCopy(sql)) {
      expect((await copyToFile(sql, path)).split("\n").length).toBeGreaterThan(2);
      return;
    }
    const rows = await database.query(sql);
    if (!needsManyPapers(sql)) expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThanOrEqual(LINES);
  });

  it("shows answers that fit on a screen", () => {
    for (const { sql, answer } of questions) {
      if (answer === null) continue;
      const lines = answer.trimEnd().split("\n");
      expect(lines.length, sql).toBeGreaterThan(1);
      expect(lines.length, sql).toBeLessThanOrEqual(LINES + 1);
      for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(COLUMNS);
    }
  });

  it("is written by answers in their places: other papers give others, and twice the same", async () => {
    const written = await answerPage(page, path);
    expect(written).not.toBe(page);
    expect(await answerPage(written, path)).toBe(written);
    expect(readQuestions(written).map(({ sql }) => sql)).toEqual(questions.map(({ sql }) => sql));
    expect(written).toContain("KV-cache eviction study 1-0");
  });

  it("names views, macros and their columns that are there", async () => {
    const names = await database.query<{ name: string }>(
      `SELECT view_name AS name FROM duckdb_views() WHERE NOT internal
       UNION ALL SELECT function_name || '(' || array_to_string(parameters, ', ') || ')' FROM duckdb_functions()
       WHERE NOT internal AND function_type = 'table_macro'`,
    );
    const tables = ["rejected", "topic_trends", "phrase_trends", "topic_periods", "topic_events"];
    const listed = page.split("\n").filter((line) => /^\| (topics|papers|records|runs) \|/.test(line));
    const known = new Set([...names.map(({ name }) => name), ...tables]);
    for (const [, name] of listed.join("\n").matchAll(/`([^`]+)`/g)) expect([...known]).toContain(name);
    const shown = ["paper_days", "date_basis"];
    for (const { name } of names) if (!shown.includes(name)) expect(listed.join("\n")).toContain(`\`${name}\``);
  });
});

describe("the relations between tables", () => {
  it.each(RELATIONS)("hold in a run's output: $from $columns -> $to $keys", async ({ from, columns, to, keys }) => {
    const given = columns.map((name) => `${name} IS NOT NULL`).join(" AND ");
    const [row] = await database.query<{ rows: number; lost: number }>(
      `SELECT count(*)::INTEGER AS rows, count(*) FILTER (NOT EXISTS (
         SELECT 1 FROM ${to} AS whole WHERE ${keys.map((key, place) => `whole.${key} = part.${columns[place]}`).join(" AND ")}
       ))::INTEGER AS lost FROM ${from} AS part WHERE ${given}`,
    );
    expect(row!.lost).toBe(0);
    const isEmpty = columns[0] === "parent_id" || EMPTY_HERE.includes(from);
    if (!isEmpty) expect(row!.rows).toBeGreaterThan(0);
  });
});
