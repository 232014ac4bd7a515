import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { hashModule, hashTable } from "../../pipeline/engine/fingerprint.ts";

describe("hashTable", () => {
  it("is the same for the same rows in another order, and another for any other rows", async () => {
    const database = await Database.open(":memory:");
    await database.execute(
      "CREATE TABLE a AS SELECT * FROM (VALUES ('x', 1, [0.5::FLOAT]), ('y', 2, [1.5::FLOAT])) AS t(id, n, v)",
    );
    await database.execute("CREATE TABLE b AS SELECT * FROM a ORDER BY id DESC");
    await database.execute("CREATE TABLE c AS SELECT * FROM a UNION ALL SELECT * FROM a");
    await database.execute("CREATE TABLE d AS SELECT id, n, list_transform(v, lambda x: x + 1e-6) AS v FROM a");
    const a = await hashTable(database, "a");
    expect(await hashTable(database, "b")).toBe(a);
    expect(await hashTable(database, "c")).not.toBe(a);
    expect(await hashTable(database, "d")).not.toBe(a);
  });
});

describe("hashModule", () => {
  it("changes with the module, and with a module that it imports through another", async () => {
    const folder = await mkdtemp(join(tmpdir(), "atlas-"));
    const write = (name: string, text: string) => writeFile(join(folder, name), text);
    await write(
      "stage.ts",
      'import { a } from "../a.ts";\nimport {\n  b,\n} from "../a.ts";\nnew URL("../client.ts", import.meta.url);',
    );
    await write("client.ts", "export {};");
    await write("a.ts", 'import type { T } from "../types-only.ts";\nexport * from "../deep.ts";');
    await write("types-only.ts", "export type T = 1;");
    await write("deep.ts", 'import words from "../words.json" with { type: "json" };\nexport const a = 1;');
    await write("words.json", "[]");
    const url = pathToFileURL(join(folder, "stage.ts")).href;
    const before = await hashModule(url);
    await write("words.json", '["the"]');
    expect(await hashModule(url), "word lists count").not.toBe(before);
    await write("words.json", "[]");
    await write("client.ts", "export const c = 1;");
    const withClient = await hashModule(url);
    expect(withClient).not.toBe(before);
    await write("client.ts", "export {};");
    await write("types-only.ts", "export type T = 2;");
    expect(await hashModule(url), "types do not run").toBe(before);
    await write("deep.ts", "export const a = 2;");
    expect(await hashModule(url)).not.toBe(before);
  });
});
