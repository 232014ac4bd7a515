import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AtlasFile, openAtlas, type Topic } from "../../pipeline/database/atlas-file.ts";
import { Database } from "../../pipeline/database/database.ts";
import { UserError } from "../../pipeline/error.ts";
import { DATED, writeAtlas } from "../digest/sample-atlas.ts";

let folder: string;
let atlas: AtlasFile;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  await writeAtlas(folder, DATED, true);
  const database = await Database.open(join(folder, "atlas.duckdb"));
  await database.append("topic_terms", { topic_id: [3, 3], rank: [2, 1], term: ["graph", "kernel"] });
  await database.append("neighbors", {
    paper_id: ["a", "a", "b"],
    rank: [1, 2, 1],
    neighbor_id: ["b", "f", "a"],
    similarity: [0.75, 0.25, 0.75],
  });
  await database.setVectorWidth("paper_vectors", "vector", 2);
  await database.append("paper_vectors", {
    paper_id: ["b", "a"],
    vector: { values: Float32Array.of(0, 1, 0.6, 0.8), dimensions: 2 },
  });
  database.close();
  atlas = await openAtlas(folder);
});

afterAll(() => atlas.close());

describe("AtlasFile", () => {
  it("reads every paper, also one without a topic", async () => {
    const papers = await atlas.readPapers();
    expect(papers.map(({ id, topicId }) => [id, topicId])).toEqual([
      ["a", 3],
      ["b", 3],
      ["c", 7],
      ["d", 7],
      ["e", 12],
      ["f", null],
    ]);
    expect(papers[0]).toMatchObject({
      title: "Kernels on graphs",
      topicLabel: "Graph kernels",
      arxivId: "2507.00001",
      sources: ["feed/1.jsonl", "feed/3.jsonl"],
      urls: [],
      role: "core",
    });
    expect(papers[5]).toMatchObject({ topicLabel: null, arxivId: null });
  });

  it("reads topics as a tree, the broadest first", async () => {
    const outline = (topics: Topic[]): unknown[] => topics.map(({ id, parts }) => [id, outline(parts)]);
    const topics = await atlas.readTopics();
    expect(outline(topics)).toEqual([
      [
        20,
        [
          [3, []],
          [7, []],
        ],
      ],
      [12, []],
    ]);
    expect(topics[0]!.parts[0]).toMatchObject({ label: "Graph kernels", level: 0, terms: ["kernel", "graph"] });
    expect(topics[1]!.terms).toEqual([]);
  });

  it("reads the nearest papers of one, as many as asked for", async () => {
    const near = await atlas.readNeighbors("a");
    expect(near).toEqual([
      { id: "b", title: "More kernels", similarity: 0.75, topicId: 3, topicLabel: "Graph kernels" },
      { id: "f", title: "About nothing", similarity: 0.25, topicId: null, topicLabel: null },
    ]);
    expect(await atlas.readNeighbors("a", 1)).toEqual(near.slice(0, 1));
    expect(await atlas.readNeighbors("nobody")).toEqual([]);
  });

  it("reads vectors in order of id", async () => {
    expect(await atlas.readVectors()).toEqual({
      ids: ["a", "b"],
      vectors: { values: Float32Array.of(0.6, 0.8, 0, 1), dimensions: 2 },
    });
  });

  it("answers SQL and refuses to write", async () => {
    const rows = await atlas.query<{ title: string }>("SELECT title FROM papers WHERE paper_id = $1", ["c"]);
    expect(rows).toEqual([{ title: "Speech of whales" }]);
    await expect(atlas.query("DELETE FROM papers")).rejects.toThrow("read-only");
  });
});

describe("openAtlas", () => {
  it("takes the file itself, too", async () => {
    const other = await openAtlas(join(folder, "atlas.duckdb"));
    expect(await other.readPapers()).toHaveLength(6);
    other.close();
  });

  it("reads no other file for a view that someone put into it", async () => {
    const hostile = join(folder, "hostile");
    await mkdir(hostile);
    await writeAtlas(hostile, DATED, true);
    await writeFile(join(folder, "secret.txt"), "of this machine");
    const database = await Database.open(join(hostile, "atlas.duckdb"));
    await database.execute("ALTER TABLE neighbors RENAME TO real_neighbors");
    await database.execute(
      `CREATE VIEW neighbors AS SELECT * REPLACE ((SELECT content FROM read_text('${join(folder, "secret.txt")}')) AS paper_id) FROM real_neighbors`,
    );
    database.close();
    const opened = openAtlas(hostile);
    await expect(opened).rejects.toThrow(UserError);
    await expect(opened).rejects.toThrow(/atlas\.duckdb: its neighbors is a view/);
  });

  it("says in one message what is no atlas", async () => {
    const text = join(folder, "text.duckdb");
    await writeFile(text, "no database ".repeat(9999));
    const foreign = join(folder, "foreign.duckdb");
    (await Database.open(foreign)).close();
    const older = join(folder, "older.duckdb");
    const database = await Database.open(older);
    await database.execute("CREATE TABLE stage_runs (run_id INTEGER); CREATE TABLE papers (paper_id INTEGER)");
    database.close();
    for (const [path, message] of [
      [join(folder, "nowhere"), "atlas.duckdb: not there"],
      [text, "text.duckdb: cannot be read: "],
      [foreign, "foreign.duckdb: no atlas: it has no table stage_runs"],
      [older, "older.duckdb: made by another version: "],
    ] as const) {
      const opened = openAtlas(path);
      await expect(opened).rejects.toThrow(UserError);
      await expect(opened).rejects.toThrow(message);
    }
  });
});
