import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../pipeline/database/database.ts";
import { loadStages } from "../../pipeline/stages/stages.ts";
import { writeDataDictionary } from "../../scripts/data-dictionary.ts";
import { drawEntityDiagram } from "../../scripts/entity-diagram.ts";
import { type Dictionary, readDictionary } from "../../scripts/read-dictionary.ts";
import { RELATIONS } from "../../scripts/table-relations.ts";
import { openTables } from "../database/fill-table.ts";

let database: Database;
let dictionary: Dictionary;

beforeAll(async () => {
  database = await openTables();
  dictionary = await readDictionary(database);
});

afterAll(() => database.close());

describe("docs/data-dictionary.md", () => {
  it("is current: npm run dictionary", async () => {
    const written = await readFile(new URL("../../docs/data-dictionary.md", import.meta.url), "utf8");
    expect(written).toBe(writeDataDictionary(dictionary, await loadStages()));
  });
});

describe("the data dictionary", () => {
  it("has every table, view, macro and column, once, under the stage that writes it", async () => {
    const page = writeDataDictionary(dictionary, [{ name: "parse", writes: ["records"] }]);
    const headings = Array.from(page.matchAll(/^#{3,4} (.+)$/gm), ([, heading]) => heading!);
    const macros = dictionary.macros.map(({ name, parameters }) => `${name}(${parameters.join(", ")})`);
    const others = dictionary.tables.map(({ name }) => name).filter((name) => name !== "records");
    const views = dictionary.views.map(({ name }) => name);
    expect(headings).toEqual([...views, ...macros, "Written by parse", "records", "Written by every run", ...others]);
    for (const { columns } of [...dictionary.tables, ...dictionary.views, ...dictionary.macros])
      for (const { name, type } of columns) expect(page).toContain(`| \`${name}\` | \`${type}\` |`);
    const [counted] = await database.query<{ columns: number }>(
      "SELECT count(*)::INTEGER AS columns FROM duckdb_columns() WHERE NOT internal",
    );
    expect([...dictionary.tables, ...dictionary.views].flatMap(({ columns }) => columns).length).toBe(counted!.columns);
  });

  it("knows what a macro gives, and what parts the rows of a table", () => {
    const macro = dictionary.macros.find(({ name }) => name === "search_papers")!;
    expect(macro.parameters).toEqual(["query"]);
    expect(macro.columns.map(({ name }) => name)).toEqual(["rank", "paper_id", "title", "score", "topic_label"]);
    expect(dictionary.tables.find(({ name }) => name === "neighbors")!.key).toEqual(["paper_id", "rank"]);
    for (const { name, key, columns } of dictionary.tables)
      for (const part of key)
        expect(
          columns.map((column) => column.name),
          name,
        ).toContain(part);
  });

  it("escapes what Markdown would take for its own", () => {
    const page = writeDataDictionary(
      { tables: dictionary.tables, views: [{ name: "v", comment: "a | b <c> *d*", columns: [] }], macros: [] },
      [],
    );
    expect(page).toContain("a \\| b \\<c> \\*d\\*");
  });
});

describe("a relation between tables", () => {
  it.each(RELATIONS)("joins columns of one type, the second a key: $from $columns -> $to $keys", (relation) => {
    const [from, to] = [relation.from, relation.to].map(
      (sought) => dictionary.tables.find(({ name }) => name === sought)!,
    );
    expect(to!.key).toEqual(relation.keys);
    for (const [place, name] of relation.columns.entries()) {
      const type = from!.columns.find((column) => column.name === name)?.type;
      expect(type).toBe(to!.columns.find((column) => column.name === relation.keys[place])!.type);
    }
  });
});

describe("the entity diagram", () => {
  it("draws a relation as one to many, or one to one where it is the whole key, from what may be NULL as none or one", () => {
    const diagram = drawEntityDiagram(dictionary.tables);
    expect(diagram).toMatch(/^erDiagram\n {2}direction LR\n/);
    expect(diagram).toContain('papers ||--o{ appearances : "stood at"');
    expect(diagram).toContain('papers ||--o| positions : "lies at"');
    expect(diagram).toContain('topics |o--o{ topic_papers : "has"');
    expect(diagram).toContain(
      "  neighbors {\n    VARCHAR paper_id PK, FK\n    INTEGER rank PK\n    VARCHAR neighbor_id FK\n  }",
    );
  });

  it("fails where a table that it draws is gone", () => {
    const others = dictionary.tables.filter(({ name }) => name !== "papers");
    expect(() => drawEntityDiagram(others)).toThrow("table of the diagram that is not there: papers");
  });
});
