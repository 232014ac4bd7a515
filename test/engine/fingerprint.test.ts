import { describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { hashTable } from "../../pipeline/engine/fingerprint.ts";

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
