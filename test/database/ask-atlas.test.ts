import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { askAtlas } from "../../pipeline/database/ask-atlas.ts";
import { Database } from "../../pipeline/database/database.ts";
import { UserError } from "../../pipeline/error.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ask-atlas-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function makeAtlas(sql: string): Promise<void> {
  const database = await Database.open(join(folder, "atlas.duckdb"));
  await database.createSchema();
  await database.execute(sql);
  database.close();
}

describe("askAtlas", () => {
  it("gives the answer, and cannot write", async () => {
    await makeAtlas("INSERT INTO languages VALUES ('en', 1, 2, 1, true)");
    const count = "SELECT count(*)::INTEGER AS languages FROM languages";
    expect(await askAtlas(folder, (database) => database.queryOne(count))).toEqual({ languages: 1 });
    await expect(askAtlas(folder, (database) => database.execute("DELETE FROM languages"))).rejects.toThrow(
      "read-only",
    );
  });

  it.each([
    ["a column", "ALTER TABLE languages DROP COLUMN share", "SELECT share FROM languages", "languages.share"],
    ["a macro", "DROP MACRO TABLE why_here", "FROM why_here('x')", "why_here"],
  ])("says which part of this version a file lacks: %s", async (_, change, question, name) => {
    await makeAtlas(change);
    const error = await askAtlas(folder, (database) => database.query(question)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect((error as Error).message).toContain(`made by another version: it has no ${name}\n`);
  });

  it("leaves a mistake of its own a bug", async () => {
    await makeAtlas("SELECT 1");
    const error = await askAtlas(folder, (database) => database.query("FROM nowhere")).catch(
      (reason: unknown) => reason,
    );
    expect(error).not.toBeInstanceOf(UserError);
  });
});
