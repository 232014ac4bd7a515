import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { PreviousRun } from "../../pipeline/engine/previous-run.ts";
import { UserError } from "../../pipeline/error.ts";
import { type Log, silentLog } from "../../pipeline/log.ts";

let folder: string;
let next: string;
let path: string;
let database: Database;
let warnings: string[];
let log: Log;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  next = join(folder, "next");
  path = join(folder, "atlas.duckdb");
  await mkdir(next);
  database = await Database.open(":memory:");
  await database.createSchema();
  warnings = [];
  log = { ...silentLog, warn: (message) => void warnings.push(message) };
});

async function writeAtlas(sql: string[] = [], options = { keepLog: false }): Promise<void> {
  const atlas = await Database.open(path);
  await atlas.createSchema();
  await atlas.execute(
    "INSERT INTO rejected SELECT 'a.jsonl', range, repeat('reason ', 20), repeat('raw ', 100) FROM range(20000)",
  );
  await atlas.execute("CHECKPOINT");
  if (options.keepLog) await atlas.execute("PRAGMA disable_checkpoint_on_shutdown");
  for (const statement of sql) await atlas.execute(statement);
  atlas.close();
}

describe("PreviousRun", () => {
  it("is none where there is no file", async () => {
    const previous = await PreviousRun.attach(database, folder, null, log);
    expect(await previous.findTable("papers")).toBeNull();
  });

  it("refuses a database of another program, forced or not, and leaves it as it was", async () => {
    const foreign = await Database.open(path);
    await foreign.execute("CREATE TABLE accounts AS SELECT 1 AS id");
    foreign.close();
    const before = await readFile(path);
    for (const kept of [null, next]) {
      const attempt = PreviousRun.attach(database, folder, kept, log);
      await expect(attempt).rejects.toThrow("is a database of another program (it holds accounts)");
      await database.execute("DETACH previous");
    }
    expect(await readFile(path)).toEqual(before);
  });

  it("takes nothing over from a view in the place of a table: it may read other files", async () => {
    await writeFile(join(folder, "secret.txt"), "of this machine");
    await writeAtlas([
      "ALTER TABLE stage_figures RENAME TO real_figures",
      `CREATE VIEW stage_figures AS SELECT 's' AS stage, content AS name, 1.0 AS value FROM read_text('${join(folder, "secret.txt")}')`,
    ]);
    const previous = await PreviousRun.attach(database, folder, null, log);
    expect(await previous.findTable("rejected")).toBe("previous.rejected");
    expect(await previous.findTable("stage_figures")).toBeNull();
  });

  it.each([
    ["a text", async () => writeFile(path, "not a database")],
    [
      "an atlas with one damaged byte",
      async () => {
        await writeAtlas();
        const bytes = await readFile(path);
        const place = 12_288 + 262_144 / 2;
        bytes[place] = bytes[place]! ^ 0xff;
        await writeFile(path, bytes);
      },
    ],
  ])("refuses %s, and keeps it aside when it is forced", async (_, damage) => {
    await damage();
    const bytes = await readFile(path);
    await expect(PreviousRun.attach(database, folder, null, log)).rejects.toThrow(UserError);
    const attempt = PreviousRun.attach(database, folder, null, log);
    await expect(attempt).rejects.toThrow(/damaged or no database[\s\S]*--force/);
    const previous = await PreviousRun.attach(database, folder, next, log);
    expect(await previous.findTable("rejected")).toBeNull();
    expect(await readFile(path)).toEqual(bytes);
    expect(await readFile(join(next, "atlas.damaged-1.duckdb"))).toEqual(bytes);
    expect(warnings.join()).toContain("atlas.damaged-1.duckdb");
  });

  it.each(["Permission denied", "Too many open files"])(
    "does not take for damaged what cannot be opened: %s",
    async (reason) => {
      await writeAtlas();
      vi.spyOn(database, "execute").mockRejectedValueOnce(new Error(`IO Error: Cannot open file "${path}": ${reason}`));
      const attempt = PreviousRun.attach(database, folder, next, log);
      await expect(attempt).rejects.toThrow(`${path}: cannot be read: IO Error: Cannot open file "${path}": ${reason}`);
      expect(await readdir(next)).toEqual([]);
    },
  );

  it("keeps a copy where someone put tables of their own into the file, with what only the log beside it holds", async () => {
    await writeAtlas(["CREATE TABLE notes AS SELECT 'mine' AS note"], { keepLog: true });
    expect(existsSync(`${path}.wal`)).toBe(true);
    const previous = await PreviousRun.attach(database, folder, null, log);
    await previous.keepForeignTables(next, log);
    expect(warnings.join()).toMatch(/holds tables that are not of this program: notes.*atlas\.kept-1\.duckdb/);
    const kept = await Database.open(join(next, "atlas.kept-1.duckdb"));
    expect(await kept.query("SELECT note FROM notes")).toEqual([{ note: "mine" }]);
    kept.close();
  });

  it("keeps nothing where all tables are its own", async () => {
    await writeAtlas();
    const previous = await PreviousRun.attach(database, folder, null, log);
    await previous.keepForeignTables(next, log);
    expect(await readdir(next)).toEqual([]);
    expect(warnings).toEqual([]);
  });
});
