import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXPORT_FORMAT_NAMES, type ExportFormat } from "../../pipeline/atlas-export/export-format.ts";
import { exportPapers, writeExportText } from "../../pipeline/atlas-export/export-papers.ts";
import { readMappedPapers } from "../../pipeline/atlas-export/read-mapped-papers.ts";
import { type Selection, selectPapers } from "../../pipeline/atlas-export/select-papers.ts";
import { Database } from "../../pipeline/database/database.ts";
import { openAtlasDatabase } from "../../pipeline/database/open-atlas-database.ts";
import { makeSampleAtlas } from "./sample-atlas.ts";

let folder: string;
let database: Database;

beforeAll(async () => {
  database = await openAtlasDatabase(await makeSampleAtlas("nowhere"));
  folder = await mkdtemp(join(tmpdir(), "atlas-export-"));
});

afterAll(() => database.close());

const ALL: Selection = { topic: null, query: null, limit: 10, papers: null };

async function select(selection: Partial<Selection>): Promise<string[] | null> {
  return (await selectPapers(database, { ...ALL, ...selection }, null)).ids;
}

/** Writes papers to a file and returns a function that names its rows in SQL. */
async function save(name: string, format: ExportFormat, ids: string[] | null = null) {
  const path = join(folder, name);
  return { path, written: await exportPapers(database, await readMappedPapers(database, ids), format, path) };
}

async function readParquet(path: string, query: string): Promise<object[]> {
  const reader = await Database.open(":memory:");
  try {
    return await reader.query(query.replace("FILE", `'${path.replaceAll("'", "''")}'`));
  } finally {
    reader.close();
  }
}

describe("readMappedPapers", () => {
  it("gives all that is told of a paper, lists for what is not known", async () => {
    expect((await readMappedPapers(database, null)).map(({ paper_id }) => paper_id)).toEqual(["a", "b", "c"]);
    const [cats, owls] = await readMappedPapers(database, ["c", "a", "nowhere"]);
    expect(owls).toEqual({
      ...{ paper_id: "a", title: "On owls", abstract: "They hoot.", topic: "Owls", probability: 0.5, role: "edge" },
      ...{ arxiv_id: null, urls: [], sources: ["one.txt", "two.txt"], listed: ["2026-11-24", "2026-11-25"] },
      ...{ authors: ["Ada Owen"], published: "2026-03", venue: "ICML", categories: [], keywords: [], doi: null },
      ...{ paper_url: null, code_url: null, project_url: null, language: null, author_comment: null },
      ...{ topic_id: 1, x: 1, y: 2 },
    });
    expect(cats).toMatchObject({ topic: null, topic_id: null, x: null, listed: [], authors: [], role: "unassigned" });
  });
});

describe("selectPapers", () => {
  it("takes all, a topic of any level with the most typical first, or those that are named", async () => {
    expect(await select({})).toBeNull();
    expect(await select({ topic: "owls" })).toEqual(["b", "a"]);
    expect(await select({ topic: "3" })).toEqual(["b", "a"]);
    expect(await select({ topic: "Cats" })).toEqual([]);
    expect(await select({ papers: ["on cats", "on owls", "On Cats"] })).toEqual(["c", "a"]);
  });

  it("takes the best of a question, in a topic where one is given, and says how they were found", async () => {
    const found = await selectPapers(database, { ...ALL, query: "owls hoot", limit: 1 }, null);
    expect(found.ids).toEqual(["a"]);
    expect(found.note).toMatch(/^by words alone/);
    expect(await select({ query: "cats nap", topic: "owls" })).not.toContain("c");
  });

  it("says which name fits none, and what does not go together", async () => {
    await expect(select({ topic: "dogs" })).rejects.toThrow("no topic has this in its label");
    await expect(select({ papers: ["0123456789abcdef"] })).rejects.toThrow("no paper of this file has it");
    await expect(select({ papers: ["on owls"], topic: "1" })).rejects.toThrow("--papers: goes with neither");
  });
});

describe("exportPapers", () => {
  it.each(EXPORT_FORMAT_NAMES)("writes %s whole, leaves no other file, and writes the same again", async (format) => {
    const { path, written } = await save(`same.${format}`, format);
    const first = await readFile(path);
    expect(written[0]).toEqual({ path, papers: format === "vectors" ? 2 : 3, bytes: first.length });
    await save(`same.${format}`, format);
    expect(first.equals(await readFile(path))).toBe(true);
    expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("keeps types in Parquet, whatever the file is called", async () => {
    const { path } = await save("it's; DROP TABLE rows --.parquet", "parquet");
    const types = "SELECT column_name || ' ' || column_type AS shown FROM (DESCRIBE FROM read_parquet(FILE))";
    const shown = (await readParquet(path, types)).map((row) => (row as { shown: string }).shown);
    for (const type of [
      "title VARCHAR",
      "authors VARCHAR[]",
      "listed DATE[]",
      "probability DOUBLE",
      "topic_id INTEGER",
    ])
      expect(shown).toContain(type);
    expect(
      await readParquet(path, "SELECT paper_id, authors, listed[1]::VARCHAR AS day, x, topic FROM read_parquet(FILE)"),
    ).toEqual([
      { paper_id: "a", authors: ["Ada Owen"], day: "2026-11-24", x: 1, topic: "Owls" },
      { paper_id: "b", authors: [], day: null, x: 0.123457, topic: "Owls" },
      { paper_id: "c", authors: [], day: null, x: null, topic: null },
    ]);
  });

  it("writes vectors with their ids, of papers that have one", async () => {
    const { path } = await save("v.parquet", "vectors", ["c", "b", "a"]);
    const rows = "SELECT paper_id, vector::DOUBLE[] AS vector FROM read_parquet(FILE)";
    const saved = await readParquet(path, rows);
    expect(saved).toMatchObject([{ paper_id: "c", vector: [-1, 0] }, { paper_id: "a" }]);
    const { written } = await save("v.npy", "vectors", ["c", "b", "a"]);
    expect(written.map((file) => file.path)).toEqual([join(folder, "v.npy"), join(folder, "v.ids.txt")]);
    expect(await readFile(join(folder, "v.ids.txt"), "utf8")).toBe("c\na\n");
    const bytes = await readFile(join(folder, "v.npy"));
    expect([0, 4, 8, 12].map((offset) => bytes.readFloatLE(128 + offset))).toEqual([
      -1,
      0,
      Math.fround(0.6),
      Math.fround(0.8),
    ]);
  });

  it("joins each pair of near papers once, the ten nearest of each, among the chosen", async () => {
    const edges = async (ids: string[] | null) => {
      const text = await writeExportText(database, await readMappedPapers(database, ids), "graphml");
      return Array.from(text.matchAll(/<edge source="(.)" target="(.)"/g), ([, source, target]) => source! + target!);
    };
    expect(await edges(null)).toEqual(["ab", "ac"]);
    expect(await edges(["a", "b"])).toEqual(["ab"]);
  });

  it("writes every format of no papers", async () => {
    for (const format of EXPORT_FORMAT_NAMES) {
      const { written } = await save(`none.${format}`, format, []);
      expect(written[0]!.papers).toBe(0);
    }
  });
});
