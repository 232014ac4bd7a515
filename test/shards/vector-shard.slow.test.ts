import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import type { Embedder } from "../../pipeline/embedding/embedder.ts";
import { UserError } from "../../pipeline/error.ts";
import { hashText } from "../../pipeline/hash.ts";
import { silentLog } from "../../pipeline/log.ts";
import { embedShard } from "../../pipeline/shards/embed-shard.ts";
import { findShard } from "../../pipeline/shards/shard-number.ts";
import { takeShards } from "../../pipeline/shards/take-shards.ts";
import { readVectorShard, writeVectorShard } from "../../pipeline/shards/vector-shard.ts";
import { createFakeEmbedder } from "../embedding/fake-embedder.ts";

const TEXTS = Array.from({ length: 20 }, (_, index) => `word${index} of ${index % 3 ? "graphs" : "speech"}`)
  .map((text) => ({ hash: hashText(text), text }))
  .sort((a, b) => (a.hash < b.hash ? -1 : 1));
const ALL = new Set(TEXTS.map(({ hash }) => hash));

let root: string;
let folder: string;
let database: Database;
let runs = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "atlas-shards-"));
  database = await Database.open(":memory:");
});
afterAll(async () => {
  database.close();
  await rm(root, { recursive: true });
});
beforeEach(() => {
  folder = join(root, `${++runs}`);
});

const embedAll = async (of: number, embedder: Embedder = createFakeEmbedder()) => {
  for (let number = 1; number <= of; number++) await embedShard(TEXTS, { number, of }, folder, embedder, silentLog);
};

/** Takes the shards and returns the vectors with what was warned of. */
async function take(embedder: Embedder = createFakeEmbedder(), wanted: ReadonlySet<string> = ALL) {
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (line: string) => void warnings.push(line.replace(folder, "DIR")) };
  const found = await takeShards(database, folder, embedder, wanted, log);
  return { found, warnings };
}

describe("shards", () => {
  it.each([1, 2, 5])("in %d files give each text the vector that the embedder gives it", async (of) => {
    await embedAll(of);
    const { found, warnings } = await take();
    expect(warnings).toEqual([]);
    const { vectors, tokens } = await createFakeEmbedder().embed(TEXTS.map(({ text }) => text));
    expect(found.size).toBe(TEXTS.length);
    for (const [row, { hash }] of TEXTS.entries())
      expect(found.get(hash)).toEqual({ vector: vectors.slice(row * 32, row * 32 + 32), tokens: tokens[row] });
    expect(await readdir(folder)).toHaveLength(of);
  });

  it("are the same bytes whoever writes them, and not made again when they are there", async () => {
    await embedAll(2);
    const before = await readFile(join(folder, "vectors-1-of-2.parquet"));
    const embedder = createFakeEmbedder();
    const again = await embedShard(TEXTS, { number: 1, of: 2 }, folder, embedder, silentLog);
    expect([again.embedded, embedder.texts]).toEqual([0, []]);
    await rm(join(folder, "vectors-1-of-2.parquet"));
    await embedAll(2);
    expect(await readFile(join(folder, "vectors-1-of-2.parquet"))).toEqual(before);
  });

  it("are made again of other texts, of another model, and where they are torn", async () => {
    await embedAll(1);
    const remake = async (embedder: Embedder, texts = TEXTS) =>
      (await embedShard(texts, { number: 1, of: 1 }, folder, embedder, silentLog)).embedded;
    expect(await remake(createFakeEmbedder(), TEXTS.slice(1))).toBe(19);
    expect(await remake({ ...createFakeEmbedder(), modelSha256: "other" }, TEXTS.slice(1))).toBe(19);
    await truncate(join(folder, "vectors-1-of-1.parquet"), 100);
    expect(await remake(createFakeEmbedder())).toBe(20);
  });

  it("go on where they were stopped", async () => {
    const embedder = createFakeEmbedder();
    const texts = Array.from({ length: 100 }, (_, index) => `text ${index}`).map((text) => ({
      hash: hashText(text),
      text,
    }));
    let left = 1;
    const stopping = {
      ...embedder,
      embed: async (batch: readonly string[]) => {
        if (left-- === 0) throw new Error("killed");
        return embedder.embed(batch);
      },
    };
    const shard = { number: 1, of: 1 };
    await expect(embedShard(texts, shard, folder, stopping, silentLog)).rejects.toThrow("killed");
    await expect(take()).rejects.toThrow("holds no shard");
    const made = await embedShard(texts, shard, folder, createFakeEmbedder(), silentLog);
    expect(made.texts).toBe(100);
    expect(made.embedded).toBeLessThan(100);
    expect(await readdir(folder)).toEqual(["vectors-1-of-1.parquet"]);
  });

  it("that are not there are named, and their texts left to be embedded", async () => {
    await embedAll(4);
    await rm(join(folder, "vectors-3-of-4.parquet"));
    const { found, warnings } = await take();
    expect([...ALL].filter((hash) => !found.has(hash)).every((hash) => findShard(hash, 4) === 3)).toBe(true);
    expect(warnings).toEqual(["DIR: of 4 shards, one is not there: 3. Texts that no shard has are embedded here."]);
  });

  it("have what is wanted taken of them, and no more", async () => {
    await embedAll(1);
    const { found } = await take(createFakeEmbedder(), new Set([TEXTS[3]!.hash, "unknown"]));
    expect([...found.keys()]).toEqual([TEXTS[3]!.hash]);
  });

  it("of a machine that computes otherwise are taken with a warning", async () => {
    await embedAll(2);
    const other: Embedder = {
      ...createFakeEmbedder(),
      embed: async ({ length }) => ({
        vectors: new Float32Array(32 * length).fill(0.1),
        dimensions: 32,
        tokens: new Int32Array(length),
      }),
    };
    const { found, warnings } = await take(other);
    expect(found.size).toBe(20);
    expect(warnings[0]).toContain("2 shards from a machine that computes otherwise in the last bits");
  });
});

describe("a folder is refused", () => {
  it("that is not there or holds no shard", async () => {
    await expect(take()).rejects.toThrow(`--vectors-from ${folder}: no such folder`);
    await embedAll(1);
    await rm(join(folder, "vectors-1-of-1.parquet"));
    await expect(take()).rejects.toThrow("holds no shard (*.parquet)");
  });

  it.each<[string, Partial<Embedder>, string]>([
    ["files of the model", { modelSha256: "other" }, "files of the model fake, here other"],
    ["weights", { dtype: "q8" }, "--dtype fp16, here q8"],
    ["length", { maxTokens: 256 }, "--max-tokens 512, here 256"],
    ["version", { version: "2" }, "version of the embedder fake, here 2"],
    [
      "width",
      { embed: async () => ({ vectors: new Float32Array(16).fill(0.25), dimensions: 16, tokens: Int32Array.of(1) }) },
      "vectors of 32 numbers, here 16",
    ],
  ])("whose shards are of another %s", async (_, change, message) => {
    await embedAll(2);
    const refused = take({ ...createFakeEmbedder(), ...change });
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow(`vectors-1-of-2.parquet: is of another model or setting (fake): ${message}`);
  });

  it.each<[string, (path: string) => Promise<void>]>([
    ["torn", (path) => truncate(path, 900)],
    ["empty", (path) => truncate(path, 0)],
    ["no Parquet", (path) => writeFile(path, "title,abstract\n")],
    ["longer than it was", (path) => appendFile(path, "more")],
  ])("with a shard that is %s, which is named", async (_, spoil) => {
    await embedAll(2);
    const path = join(folder, "vectors-2-of-2.parquet");
    await spoil(path);
    const refused = take();
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow(`${path}: is no whole shard of vectors: `);
  });

  it("with a Parquet file that says nothing of itself, or rows that were changed", async () => {
    await embedAll(1);
    const path = join(folder, "vectors-1-of-1.parquet");
    await database.execute(`CREATE TABLE shard AS FROM '${path}'`);
    await database.execute(`COPY shard TO '${path}' (FORMAT parquet)`);
    await expect(take()).rejects.toThrow("does not say that it is one");
    await rm(path);
    await embedAll(1);
    const [{ note }] = (await database.query<{ note: string }>(
      `SELECT decode(value) AS note FROM parquet_kv_metadata('${path}') WHERE decode(key) = 'topic_atlas_shard'`,
    )) as [{ note: string }];
    await database.execute(
      `COPY (SELECT * REPLACE (tokens + 1 AS tokens) FROM shard ORDER BY text_hash) TO '${path}' (FORMAT parquet, KV_METADATA {topic_atlas_shard: '${note}'})`,
    );
    await expect(take()).rejects.toThrow("its rows are not those that were written");
  });

  it("with vectors that are not of unit length", async () => {
    const texts = {
      hashes: ["a"],
      tokens: Int32Array.of(1),
      vectors: { values: Float32Array.of(1, 1), dimensions: 2 },
    };
    const path = join(root, "long.parquet");
    await writeVectorShard(path, createFakeEmbedder(), { number: 1, of: 1, probe: "" }, texts);
    await expect(readVectorShard(database, path)).rejects.toThrow("length of the vector of text a: 1.414");
  });
});
