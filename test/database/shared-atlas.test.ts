import { copyFile, mkdtemp, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../pipeline/database/database.ts";
import { Database as AtlasDatabase } from "../../pipeline/database/database.ts";
import { SharedAtlas } from "../../pipeline/database/shared-atlas.ts";
import { UserError } from "../../pipeline/error.ts";
import { DATED, writeAtlas } from "../digest/sample-atlas.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  await writeAtlas(folder, DATED);
});

async function count(database: Database): Promise<number> {
  return (await database.queryOne<{ n: number }>("SELECT count(*)::INTEGER AS n FROM papers")).n;
}

/** Puts a file without paper a in the place of the atlas, as a run does. */
async function swap(): Promise<void> {
  const next = join(folder, "next.duckdb");
  await copyFile(join(folder, "atlas.duckdb"), next);
  const database = await AtlasDatabase.open(next);
  await database.execute("DELETE FROM papers WHERE paper_id = 'a'");
  database.close();
  await rename(next, join(folder, "atlas.duckdb"));
}

describe("SharedAtlas", () => {
  it("opens one database for those that ask together, and none between questions", async () => {
    const atlas = new SharedAtlas(folder);
    const databases = await Promise.all(Array.from({ length: 8 }, () => atlas.ask(async (database) => database)));
    expect(new Set(databases).size).toBe(1);
    const writer = await AtlasDatabase.open(join(folder, "atlas.duckdb"));
    await writer.execute("DELETE FROM papers WHERE paper_id = 'a'");
    writer.close();
    expect(await atlas.ask(count)).toBe(5);
  });

  it("asks the new file after a swap, while who asked before still reads the old one", async () => {
    const atlas = new SharedAtlas(folder);
    const before = atlas.identify();
    const counts = await atlas.ask(async (old) => {
      await swap();
      return [await atlas.ask(count), await count(old)];
    });
    expect(counts).toEqual([5, 6]);
    expect(atlas.identify()).not.toBe(before);
  });

  it("answers once there is a file that can be read", async () => {
    const atlas = new SharedAtlas(join(folder, "later"));
    await expect(atlas.ask(count)).rejects.toThrow(UserError);
    await writeAtlas(join(folder, "later"), DATED);
    expect(await atlas.ask(count)).toBe(6);
  });

  it("says that a file is of another version, and stays usable after an error", async () => {
    const atlas = new SharedAtlas(folder);
    await expect(atlas.ask((database) => database.query("FROM no_such_table"))).rejects.toThrow("no_such_table");
    const writer = await AtlasDatabase.open(join(folder, "atlas.duckdb"));
    await writer.execute("ALTER TABLE topic_words RENAME TO words");
    writer.close();
    await expect(atlas.ask((database) => database.query("FROM topic_words"))).rejects.toThrow(
      /made by another version: it has no topic_words/,
    );
    expect(await atlas.ask(count)).toBe(6);
  });
});
