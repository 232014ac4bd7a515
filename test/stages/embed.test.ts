import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parseConfig } from "../../pipeline/config.ts";
import { Database } from "../../pipeline/database/database.ts";
import type { Embedder } from "../../pipeline/embedding/embedder.ts";
import { VectorTable } from "../../pipeline/embedding/vector-table.ts";
import type { RunContext } from "../../pipeline/engine/stage.ts";
import { hashText } from "../../pipeline/hash.ts";
import { silentLog } from "../../pipeline/log.ts";
import { embedStage } from "../../pipeline/stages/embed.ts";
import { embedPhrases } from "../../pipeline/stages/embed-phrases.ts";
import type { Phrase } from "../../pipeline/text/phrases.ts";
import { createFakeEmbedder } from "../embedding/fake-embedder.ts";
import { contextFor } from "./stage-context.ts";

/** Two papers have the same text; the last has as many words as the fake embedder reads, less the marks at the ends. */
const TEXTS = ["graph kernels", "speech synthesis", "graph kernels", "word ".repeat(510)];
const PHRASES = ["graph kernel", "speech"];

let folder: string;
let database: Database;
let runs = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
});

beforeEach(async () => {
  database = await Database.open(":memory:");
  await database.createSchema();
  const ids = TEXTS.map((_, row) => `p${row}`);
  const names = { title: ids, abstract: ids, clean_title: ids, clean_abstract: ids };
  await database.append("papers", { paper_id: ids, ...names, text: TEXTS, text_hash: TEXTS.map(hashText) });
});

afterEach(() => database.close());

/** Runs some work on the papers with nothing from before but what the last run left in `table`, where it is named. */
async function run(
  work: (context: RunContext) => Promise<unknown>,
  embedder: Embedder,
  { table, ...parts }: Partial<RunContext> & { table?: string } = {},
): Promise<unknown> {
  if (table) await database.execute(`CREATE OR REPLACE TABLE last_run AS FROM ${table}`);
  for (const written of ["embeddings", "paper_vectors", "phrase_vectors"]) {
    await database.execute(`DELETE FROM ${written}`);
  }
  return work(
    contextFor(
      database,
      {},
      {
        openEmbedder: async () => embedder,
        journalPath: join(folder, `journal-${++runs}.duckdb`),
        previousTable: async (name) => (name === table ? "last_run" : null),
        ...parts,
      },
    ),
  );
}

const embedPapers = (context: RunContext) => embedStage.run(context);
const embedNames = (context: RunContext) =>
  embedPhrases(
    PHRASES.map((surface) => ({ key: surface.replace(" ", ""), surface }) as Phrase),
    context,
  );

function countByVersion(table: string) {
  return database.query(
    `SELECT embedder_version AS version, count(*)::INTEGER AS rows FROM ${table} GROUP BY ALL ORDER BY ALL`,
  );
}

describe("the embed stage", () => {
  it("gives every paper its vector, stores each text once, and counts those that were cut", async () => {
    expect(await run(embedPapers, createFakeEmbedder())).toMatchObject({
      rowsIn: 4,
      rowsOut: 4,
      summary: "3 papers embedded, 1 from the cache, 1 cut at 512 word pieces",
      figures: { cut: 1 },
      metrics: { embedded: 3 },
    });
    const rows = await database.query<{ paper_id: string; same: boolean }>(
      `SELECT paper_id, paper_vectors.vector = embeddings.vector AS same
       FROM paper_vectors JOIN papers USING (paper_id) JOIN embeddings USING (text_hash) ORDER BY paper_id`,
    );
    expect(rows).toEqual(TEXTS.map((_, row) => ({ paper_id: `p${row}`, same: true })));
    expect(await countByVersion("embeddings")).toEqual([{ version: "fake", rows: 3 }]);
  });

  it("takes the vectors that the records of papers have, and opens no model", async () => {
    const ids = TEXTS.map((_, row) => `p${row}`);
    const places = { source: ids.map(() => "a.csv"), position: ids.map((_, row) => row + 1) };
    await database.append("appearances", { paper_id: ids, ...places, format: ids.map(() => "delimited") });
    await database.append("appearances", { paper_id: ["p0"], source: ["b.csv"], position: [1], format: ["delimited"] });
    await database.append("duplicates", {
      paper_id: ["p0"],
      kind: ["exact"],
      kept_source: ["a.csv"],
      kept_position: [1],
      merged_source: ["b.csv"],
      merged_position: [1],
    });
    await database.setVectorWidth("record_vectors", "vector", 2);
    await database.append("record_vectors", {
      source: [...places.source, "b.csv"],
      position: [...places.position, 1],
      vector: { values: Float32Array.of(1, 0, 0, 1, 0.6, 0.8, 0.8, 0.6, 0, -1), dimensions: 2 },
    });
    await run(embedPapers, createFakeEmbedder());
    await database.execute("CREATE TABLE cached AS FROM embeddings; DELETE FROM embeddings; DELETE FROM paper_vectors");
    const result = await embedStage.run(
      contextFor(database, { fields: { vectors: "v" } }, { previousTable: async () => "cached" }),
    );
    expect(result).toMatchObject({ summary: "4 vectors of 2 numbers taken from the input, no model used" });
    expect(
      await database.query("SELECT paper_id, vector[1]::DOUBLE AS x FROM paper_vectors ORDER BY paper_id"),
    ).toEqual([1, 0, Math.fround(0.6), Math.fround(0.8)].map((x, row) => ({ paper_id: `p${row}`, x })));
    expect([
      embedStage.usesEmbedder(parseConfig({ fields: { vectors: "v" } })),
      embedStage.usesEmbedder(parseConfig()),
    ]).toEqual([false, true]);
  });

  it("keeps vectors of other models and texts, but none of other code", async () => {
    await run(embedPapers, createFakeEmbedder());
    await database.execute("INSERT INTO embeddings SELECT * REPLACE ('gone' AS text_hash) FROM embeddings LIMIT 1");
    await database.execute("INSERT INTO embeddings SELECT * REPLACE ('q8' AS dtype) FROM embeddings");
    await database.execute(
      "INSERT INTO embeddings SELECT * REPLACE ('old' AS embedder_version) FROM embeddings LIMIT 1",
    );
    const embedder = createFakeEmbedder();
    await run(embedPapers, embedder, { table: "embeddings" });
    expect(embedder.texts).toEqual([]);
    expect(await countByVersion("embeddings")).toEqual([{ version: "fake", rows: 8 }]);
  });

  it("drops cached vectors of another width, and says so", async () => {
    await database.execute(
      "CREATE TABLE last_run AS SELECT * REPLACE (NULL::FLOAT[2] AS vector) FROM embeddings LIMIT 0",
    );
    const wide = { hashes: ["a"], tokens: Int32Array.of(1), vectors: { values: Float32Array.of(1, 0), dimensions: 2 } };
    await new VectorTable(database, "last_run").add(createFakeEmbedder(), wide);
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (line: string) => void warnings.push(line) };
    const narrow: Embedder = {
      ...createFakeEmbedder(),
      modelSha256: "narrow",
      embed: async ({ length }) => ({
        vectors: new Float32Array(length).fill(1),
        dimensions: 1,
        tokens: new Int32Array(length),
      }),
    };
    await run(embedPapers, narrow, { previousTable: async () => "last_run", log });
    expect(warnings).toEqual(["cached vectors of 2 numbers are dropped: those of this model have 1"]);
    expect(await database.query("SELECT DISTINCT model_sha256 FROM embeddings")).toEqual([{ model_sha256: "narrow" }]);
  });
});

describe.each([
  ["embeddings", embedPapers, new Set(TEXTS).size],
  ["phrase_vectors", embedNames, PHRASES.length],
] as const)("the cache in %s", (table, embed, texts) => {
  it("is used by the next run, and not by one that is forced", async () => {
    await run(embed, createFakeEmbedder());
    const again = createFakeEmbedder();
    await run(embed, again, { table });
    expect(again.texts).toEqual([]);
    const forced = createFakeEmbedder();
    await run(embed, forced, { table, isForced: true });
    expect(forced.texts).toHaveLength(texts);
    expect(await countByVersion(table)).toEqual([{ version: "fake", rows: texts }]);
  });

  it.each<Partial<Embedder>>([
    { version: "another version of the code" },
    { modelSha256: "another model" },
    { dtype: "q8" },
    { maxTokens: 128 },
  ])("has nothing for %j: every vector is made anew", async (change) => {
    await run(embed, createFakeEmbedder());
    const embedder = createFakeEmbedder();
    await run(embed, { ...embedder, ...change }, { table });
    expect(embedder.texts).toHaveLength(texts);
  });

  it("is filled by a run that was stopped: the next one goes on where it was", async () => {
    const journalPath = join(folder, `stopped-${table}.duckdb`);
    const stopped = createFakeEmbedder();
    await run(embed, stopped, { journalPath });
    const going = createFakeEmbedder();
    await run(embed, going, { journalPath });
    expect([stopped.texts.length, going.texts.length]).toEqual([texts, 0]);
    expect(await countByVersion(table)).toEqual([{ version: "fake", rows: texts }]);
  });
});
