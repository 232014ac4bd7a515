import { existsSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import type { Embedder } from "../../pipeline/embedding/embedder.ts";
import { createRunStore, VectorJournal } from "../../pipeline/embedding/vector-journal.ts";
import {
  type EmbeddedTexts,
  embedTexts,
  type VectorOrigin,
  type VectorStore,
} from "../../pipeline/embedding/vector-store.ts";
import { VectorTable } from "../../pipeline/embedding/vector-table.ts";
import { hashText } from "../../pipeline/hash.ts";
import { silentLog } from "../../pipeline/log.ts";
import { createFakeEmbedder } from "./fake-embedder.ts";

const SHOWN = { log: silentLog, label: "test", unit: "texts" };
const ORIGIN: VectorOrigin = { version: "1", model: "m", modelSha256: "sum", dtype: "fp16", maxTokens: 512 };
const NOTHING: VectorStore = { read: async () => new Map(), add: async () => {} };

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
});

function newJournal(): VectorJournal {
  return new VectorJournal(join(folder, `journal-${++files}.duckdb`));
}

/** Embeds a text as a vector of two numbers: the angle is a tenth of its length. */
function createPlainEmbedder(changes: Partial<Embedder> = {}): Embedder & { batches: string[][] } {
  const batches: string[][] = [];
  return {
    ...ORIGIN,
    batches,
    embed: async (texts) => {
      batches.push([...texts]);
      return {
        vectors: Float32Array.from(texts.flatMap(({ length }) => [Math.cos(length / 10), Math.sin(length / 10)])),
        dimensions: 2,
        tokens: Int32Array.from(texts, ({ length }) => length),
      };
    },
    close: async () => {},
    ...changes,
  };
}

/** A database whose table has vectors of two numbers. */
async function openTable(table: string): Promise<Database> {
  const database = await Database.open(":memory:");
  await database.createSchema();
  await database.setVectorWidth(table, "vector", 2);
  return database;
}

function rowsOf(...texts: string[]): EmbeddedTexts {
  return {
    hashes: texts.map(hashText),
    tokens: Int32Array.from(texts, ({ length }) => length),
    vectors: { values: Float32Array.from(texts.flatMap(({ length }) => [length, -length])), dimensions: 2 },
  };
}

describe("embedTexts", () => {
  it("returns a row for each text in their order, and embeds each text once, the shortest of a batch first", async () => {
    const embedder = createPlainEmbedder();
    const { hashes, tokens, vectors, embedded } = await embedTexts(["ccc", "a", "bb", "a"], embedder, NOTHING, SHOWN);
    expect(embedder.batches).toEqual([["a", "bb", "ccc"]]);
    expect([...tokens]).toEqual([3, 1, 2, 1]);
    expect(hashes).toEqual(["ccc", "a", "bb", "a"].map(hashText));
    expect(vectors.dimensions).toBe(2);
    expect([...vectors.values]).toEqual(
      [3, 1, 2, 1].flatMap((n) => [Math.cos(n / 10), Math.sin(n / 10)].map(Math.fround)),
    );
    expect(embedded).toBe(3);
  });

  it("takes what is kept from the store, embeds the rest in batches of like length, and keeps that", async () => {
    const texts = Array.from({ length: 100 }, (_, index) => "x".repeat(index + 1));
    const kept: string[] = [];
    const embedder = createPlainEmbedder();
    const store: VectorStore = {
      read: async () => new Map([[hashText("x"), { vector: Float32Array.of(0, 1), tokens: 7 }]]),
      add: async (origin, { hashes }) => {
        expect(origin).toBe(embedder);
        kept.push(...hashes);
      },
    };
    const { tokens, vectors, embedded } = await embedTexts(texts, embedder, store, SHOWN);
    expect(embedded).toBe(99);
    expect([...kept].sort()).toEqual(texts.slice(1).map(hashText).sort());
    expect(embedder.batches.length).toBeGreaterThan(1);
    for (const batch of embedder.batches) expect(batch.at(-1)!.length - batch[0]!.length).toBe(batch.length - 1);
    expect([tokens[0], ...vectors.values.subarray(0, 2)]).toEqual([7, 0, 1]);
  });

  it("gives a wide embedder several batches at once, tells it how much there is, and closes it", async () => {
    const embedder = createPlainEmbedder();
    const told: number[] = [];
    let [running, most, closed] = [0, 0, 0];
    const widen: Embedder["widen"] = async (characters) => {
      told.push(characters);
      return {
        lanes: 3,
        batch: 2,
        embed: async (texts) => {
          most = Math.max(most, ++running);
          // The later a batch begins, the sooner it ends.
          await new Promise((resolve) => setTimeout(resolve, texts[0]!.length % 3));
          running--;
          return embedder.embed(texts);
        },
        close: async () => void closed++,
      };
    };
    const texts = Array.from({ length: 11 }, (_, index) => "x".repeat(index + 1));
    const wide = await embedTexts(texts, { ...embedder, widen }, NOTHING, SHOWN);
    expect({ most, running, closed, told }).toEqual({ most: 3, running: 0, closed: 1, told: [66] });
    expect(Math.max(...embedder.batches.map(({ length }) => length))).toBe(2);
    expect(wide).toEqual(await embedTexts(texts, createPlainEmbedder(), NOTHING, SHOWN));
  });

  it("keeps what was made before a failure, and begins no batch after it", async () => {
    const texts = Array.from({ length: 100 }, (_, index) => "x".repeat(20 * index + 1));
    const journal = newJournal();
    const plain = createPlainEmbedder();
    const embed: Embedder["embed"] = async (given) => {
      if (plain.batches.length === 2) throw new Error("no memory");
      return plain.embed(given);
    };
    await expect(embedTexts(texts, { ...plain, embed }, journal, SHOWN)).rejects.toThrow("no memory");
    expect((await journal.read(ORIGIN)).size).toBe(plain.batches.flat().length);
    expect(plain.batches).toHaveLength(2);
  });

  it("gives the same bits whether vectors come from the embedder or from a table", async () => {
    const embedder = createFakeEmbedder();
    const texts = ["graph kernels", "speech", "neural speech"];
    const journal = newJournal();
    const made = await embedTexts(texts, embedder, journal, SHOWN);
    const read = await embedTexts([...texts].reverse(), embedder, journal, SHOWN);
    expect(read.embedded).toBe(0);
    expect(embedder.texts).toHaveLength(3);
    expect([...read.vectors.values.subarray(64)]).toEqual([...made.vectors.values.subarray(0, 32)]);
    expect([...read.tokens]).toEqual([...made.tokens].reverse());
  });

  it("knows no texts", async () => {
    const { vectors, embedded } = await embedTexts([], createPlainEmbedder(), newJournal(), SHOWN);
    expect([vectors.values.length, vectors.dimensions, embedded]).toEqual([0, 2, 0]);
  });

  it.each([
    [[0, 0], `length of the vector of text ${hashText("a")}: 0 where 1 was expected`],
    [[Number.NaN, 1], /: NaN where 1 was expected/],
    [[1, 1], /: 1\.41\d+ where 1 was expected/],
    [[1], "vectors of 1 texts: 1 numbers and 1 lengths where 1 x 2 were expected"],
  ])("refuses the vector %j, and keeps none of its batch", async (vector, message) => {
    const journal = newJournal();
    const embedder = createPlainEmbedder({
      embed: async () => ({ vectors: Float32Array.from(vector), dimensions: 2, tokens: Int32Array.of(1) }),
    });
    await expect(embedTexts(["a"], embedder, journal, SHOWN)).rejects.toThrow(message);
    expect((await journal.read(ORIGIN)).size).toBe(0);
  });
});

describe.each<[string, () => Promise<VectorStore>]>([
  ["a journal", async () => newJournal()],
  ["a table", async () => new VectorTable(await openTable("embeddings"), "embeddings")],
])("%s", (_, open) => {
  it("gives back what it was given, to the last bit, under the same key alone", async () => {
    const store = await open();
    expect(await store.read(ORIGIN)).toEqual(new Map());
    await store.add(ORIGIN, rowsOf("a", "bb"));
    await store.add(ORIGIN, rowsOf("ccc"));
    const vector = (n: number) => ({ vector: Float32Array.of(n, -n), tokens: n });
    const wanted = new Map([
      [hashText("a"), vector(1)],
      [hashText("bb"), vector(2)],
      [hashText("ccc"), vector(3)],
    ]);
    expect(await store.read(ORIGIN)).toEqual(wanted);
    const others: Partial<VectorOrigin>[] = [
      { version: "2" },
      { modelSha256: "other" },
      { dtype: "q8" },
      { maxTokens: 8 },
    ];
    for (const other of others) expect((await store.read({ ...ORIGIN, ...other })).size).toBe(0);
    expect(await store.read({ ...ORIGIN, model: "the same under another name" })).toEqual(wanted);
  });

  it("has a text once", async () => {
    const store = await open();
    await store.add(ORIGIN, rowsOf("a", "a"));
    await store.add(ORIGIN, rowsOf("bb", "a"));
    await store.add({ ...ORIGIN, version: "2" }, rowsOf("a"));
    expect((await store.read(ORIGIN)).size).toBe(2);
    expect((await store.read({ ...ORIGIN, version: "2" })).size).toBe(1);
  });
});

describe("VectorTable", () => {
  it("fills the key's columns by name, and others that it is given", async () => {
    const database = await openTable("phrase_vectors");
    const others = { phrase_key: ["k"], phrase: ["a"] };
    await new VectorTable(database, "phrase_vectors").add(ORIGIN, rowsOf("a"), others);
    expect(await database.query("SELECT * REPLACE (vector::FLOAT[] AS vector) FROM phrase_vectors")).toEqual([
      {
        phrase_key: "k",
        phrase: "a",
        text_hash: hashText("a"),
        model: "m",
        model_sha256: "sum",
        dtype: "fp16",
        max_tokens: 512,
        embedder_version: "1",
        tokens: 1,
        vector: [1, -1],
      },
    ]);
    database.close();
  });
});

describe("VectorJournal", () => {
  it("holds vectors of models of different widths", async () => {
    const journal = newJournal();
    await journal.add(ORIGIN, rowsOf("a"));
    const wide = { ...ORIGIN, modelSha256: "wide" };
    await journal.add(wide, { ...rowsOf("a"), vectors: { values: Float32Array.of(1, 2, 3), dimensions: 3 } });
    expect((await journal.read(ORIGIN)).get(hashText("a"))!.vector).toEqual(Float32Array.of(1, -1));
    expect((await journal.read(wide)).get(hashText("a"))!.vector).toEqual(Float32Array.of(1, 2, 3));
  });

  it("throws away what it cannot read, and begins anew", async () => {
    const path = join(folder, "broken.duckdb");
    await writeFile(path, "not a database");
    const journal = new VectorJournal(path);
    expect((await journal.read(ORIGIN)).size).toBe(0);
    expect(existsSync(path)).toBe(false);
    const older = await Database.open(path);
    await older.execute("CREATE TABLE journal (key VARCHAR, text_hash VARCHAR, tokens INTEGER, vector FLOAT[2])");
    older.close();
    expect((await journal.read(ORIGIN)).size).toBe(0);
    await journal.add(ORIGIN, rowsOf("a"));
    expect((await journal.read(ORIGIN)).size).toBe(1);
  });
});

describe("the store of a run", () => {
  it("reads the last run's table and the journal, and adds to the journal alone", async () => {
    const database = await openTable("embeddings");
    const lastRun = new VectorTable(database, "embeddings");
    const path = join(folder, "run.duckdb");
    const journal = new VectorJournal(path);
    await lastRun.add(ORIGIN, rowsOf("a"));
    await journal.add(ORIGIN, rowsOf("bb"));
    const store = createRunStore(database, "embeddings", path);
    expect([...(await store.read(ORIGIN)).keys()].sort()).toEqual(["a", "bb"].map(hashText).sort());
    await store.add(ORIGIN, rowsOf("ccc"));
    expect([(await lastRun.read(ORIGIN)).size, (await journal.read(ORIGIN)).size]).toEqual([1, 2]);
    expect((await createRunStore(database, null, path).read(ORIGIN)).size).toBe(2);
    database.close();
  });
});
