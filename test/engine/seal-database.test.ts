import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { sealDatabase } from "../../pipeline/engine/seal-database.ts";

let path: string;

beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), "atlas-")), "atlas.duckdb");
});

describe("sealDatabase", () => {
  it("leaves all rows in the file, and no log beside it", async () => {
    const database = await Database.open(path);
    await database.execute("CREATE TABLE numbers AS SELECT * FROM range(1000)");
    await sealDatabase(database, path);
    expect(existsSync(`${path}.wal`)).toBe(false);
    const sealed = await Database.open(path, { readOnly: true });
    expect(await sealed.query("SELECT count(*)::INTEGER AS rows FROM numbers")).toEqual([{ rows: 1000 }]);
    sealed.close();
  });

  it("throws where the file is not the one that was written", async () => {
    const database = await Database.open(path);
    await database.execute("CREATE TABLE numbers AS SELECT * FROM range(1000)");
    await database.execute("PRAGMA disable_checkpoint_on_shutdown");
    await database.execute("SET wal_autocheckpoint = '1GB'");
    const failing = Object.assign(Object.create(Object.getPrototypeOf(database)), {});
    failing.query = database.query.bind(database);
    failing.queryOne = database.queryOne.bind(database);
    failing.execute = async () => {};
    failing.close = () => database.close();
    await expect(sealDatabase(failing, path)).rejects.toThrow("not all of it is in the file");
  });
});
