import { describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { UserError } from "../../pipeline/error.ts";

async function openWith(sql: string): Promise<Database> {
  const database = await Database.open(":memory:");
  await database.execute(sql);
  return database;
}

describe("Database", () => {
  it("appends columns by name and reads them back as plain values", async () => {
    const database = await openWith(
      "CREATE TABLE things (id VARCHAR, n INTEGER, share DOUBLE, tags VARCHAR[], flag BOOLEAN)",
    );
    await database.append("things", {
      share: [0.5, null],
      id: ["a", "b"],
      n: [1, 2],
      tags: [["x", "y"], []],
      flag: [true, false],
    });
    expect(await database.query("SELECT * FROM things ORDER BY id")).toEqual([
      { id: "a", n: 1, share: 0.5, tags: ["x", "y"], flag: true },
      { id: "b", n: 2, share: null, tags: [], flag: false },
    ]);
  });

  it("leaves columns that are not given NULL", async () => {
    const database = await openWith("CREATE TABLE things (id VARCHAR, n INTEGER)");
    await database.append("things", { id: ["a"] });
    expect(await database.query("SELECT * FROM things")).toEqual([{ id: "a", n: null }]);
  });

  it("gives rows a batch at a time while others are written", async () => {
    const database = await openWith("CREATE TABLE things AS SELECT range AS n FROM range(5000)");
    await database.execute("CREATE TABLE copies (n INTEGER)");
    let batches = 0;
    for await (const rows of database.stream<{ n: number }>("SELECT n::INTEGER AS n FROM things ORDER BY n")) {
      batches += 1;
      await database.append("copies", { n: rows.map(({ n }) => n) });
    }
    expect(batches).toBeGreaterThan(1);
    expect(await database.queryOne("SELECT count(*)::INTEGER AS count, max(n) AS last FROM copies")).toEqual({
      count: 5000,
      last: 4999,
    });
    await expect(database.stream("SELECT * FROM nothing").next()).rejects.toThrow("SELECT * FROM nothing");
  });

  it("says that the memory it was given is not enough, and is no bug", async () => {
    const database = await Database.open(":memory:", { memory: 10e6 });
    await database.execute("SET temp_directory = ''");
    const sorted = database.query("SELECT repeat('x', 1000) || range AS text FROM range(100000) ORDER BY text DESC");
    await expect(sorted).rejects.toThrow(UserError);
    await expect(sorted).rejects.toThrow("--memory: not enough for the database: Out of Memory Error");
  });

  it("appends more rows than one chunk holds, in order", async () => {
    const database = await openWith("CREATE TABLE things (n INTEGER)");
    await database.append("things", { n: Int32Array.from({ length: 5000 }, (_, row) => row) });
    expect(await database.queryOne("SELECT count(*)::INTEGER AS count, sum(n)::INTEGER AS sum FROM things")).toEqual({
      count: 5000,
      sum: 12497500,
    });
  });

  it("returns flat vectors as they went in, bit for bit", async () => {
    const database = await openWith("CREATE TABLE vectors (id VARCHAR, vector FLOAT[2])");
    await database.setVectorWidth("vectors", "vector", 3);
    const values = Float32Array.from({ length: 3 * 2100 }, (_, index) => Math.fround(Math.sin(index)));
    await database.append("vectors", {
      id: Array.from({ length: 2100 }, (_, row) => String(row).padStart(4, "0")),
      vector: { values, dimensions: 3 },
    });
    const read = await database.queryVectors("SELECT id, vector FROM vectors ORDER BY id");
    expect(read.vectors.dimensions).toBe(3);
    expect(read.vectors.values).toEqual(values);
    expect(read.ids.at(-1)).toBe("2099");
  });

  it("refuses a vector that holds a NaN", async () => {
    const database = await openWith("CREATE TABLE vectors (id VARCHAR, vector FLOAT[2])");
    const vector = { values: Float32Array.of(1, Number.NaN), dimensions: 2 };
    await expect(database.append("vectors", { id: ["a"], vector })).rejects.toThrow(
      "not a number in a vector of vectors.vector",
    );
  });

  it("refuses unknown columns and columns of unequal length, and names both numbers", async () => {
    const database = await openWith("CREATE TABLE things (id VARCHAR, n INTEGER)");
    await expect(database.append("things", { size: [1] })).rejects.toThrow("unknown column of things: size");
    await expect(database.append("things", { id: ["a", "b"], n: [1] })).rejects.toThrow(
      "rows of things.n: 1 where other columns have 2",
    );
  });

  it("shows the SQL of a statement that fails", async () => {
    const database = await Database.open(":memory:");
    await expect(database.query("SELECT nothing FROM nowhere")).rejects.toThrow(
      /nowhere does not exist[\s\S]*SELECT nothing FROM nowhere/,
    );
  });

  it("keeps nothing of a transaction that fails", async () => {
    const database = await openWith("CREATE TABLE things (n INTEGER)");
    const work = database.transaction(async () => {
      await database.append("things", { n: [1] });
      throw new Error("halfway");
    });
    await expect(work).rejects.toThrow("halfway");
    expect(await database.query("SELECT * FROM things")).toEqual([]);
  });

  it("binds hostile text as a value", async () => {
    const database = await openWith("CREATE TABLE things (id VARCHAR)");
    const hostile = "'); DROP TABLE things; --\u0000\u202e🙂";
    await database.append("things", { id: [hostile] });
    expect(await database.queryOne("SELECT id FROM things WHERE id = $1", [hostile])).toEqual({ id: hostile });
  });

  it("never fetches an extension", async () => {
    const database = await Database.open(":memory:");
    await expect(database.query("SELECT stem('a', 'b')")).rejects.toThrow(/stem/);
    expect(await database.queryOne("SELECT current_setting('autoinstall_known_extensions') AS value")).toEqual({
      value: false,
    });
  });
});
