import { readdir } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { judgeNotebook } from "../../scripts/notebooks/judge-notebook.ts";
import { joinLines, listCharts, readNotebook } from "../../scripts/notebooks/notebook-file.ts";

const FOLDER = fileURLToPath(new URL("../../notebooks/", import.meta.url));
const PROJECT = fileURLToPath(new URL("../../", import.meta.url));
const PATHS = [PROJECT, `${tmpdir()}/`, `${homedir()}/`];
const SQL = /`\s*((?:SELECT|WITH|FROM)\b[^`]*)`|"((?:SELECT|FROM) [^"]*)"|"""\s*((?:SELECT|WITH|FROM)\b[\s\S]*?)"""/g;

const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".ipynb")).sort();
const notebooks = await Promise.all(files.map(async (file) => ({ file, notebook: await readNotebook(FOLDER + file) })));
const queries = notebooks.flatMap(({ file, notebook }) =>
  notebook.cells
    .filter(({ cell_type }) => cell_type === "code")
    .flatMap(({ id, source }) =>
      Array.from(joinLines(source).matchAll(SQL), ([, tick, quote, triple]) => ({
        cell: `${file}, ${id}`,
        sql: (tick ?? quote ?? triple)!,
      })),
    ),
);

describe.each(notebooks)("$file", ({ file, notebook }) => {
  it("was executed without an error, a warning or an empty chart, and is small", () => {
    expect(judgeNotebook(notebook, PATHS)).toEqual([]);
  });

  it("has charts, each with a picture for what does not know Vega-Lite", () => {
    const outputs = notebook.cells.flatMap((cell) => cell.outputs ?? []);
    const charts = notebook.cells.flatMap(listCharts);
    expect(charts.length).toBeGreaterThanOrEqual(3);
    expect(outputs.filter(({ data }) => data?.["image/png"] !== undefined)).toHaveLength(charts.length);
  });

  it("names its kernel, begins with a title, and keeps no time of execution", () => {
    const { kernelspec } = notebook.metadata as { kernelspec: { name: string } };
    expect(kernelspec.name).toBe(file === "4-python.ipynb" ? "python3" : "deno");
    expect(joinLines(notebook.cells[0]!.source)).toMatch(/^# \d · /);
    expect(notebook.cells.filter(({ metadata }) => Object.keys(metadata).length > 0)).toEqual([]);
  });
});

describe("the SQL of the notebooks", () => {
  let database: Database;

  beforeAll(async () => {
    database = await Database.open(":memory:");
    await database.createSchema();
  });

  afterAll(() => database.close());

  it("is found", () => {
    expect(queries.length).toBeGreaterThanOrEqual(25);
  });

  it.each(queries)("suits the tables: $cell", async ({ sql }) => {
    await database.execute(`PREPARE question AS ${sql}`);
  });
});
