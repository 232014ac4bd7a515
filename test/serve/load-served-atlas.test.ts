import { copyFile, cp, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { unpackColumns } from "../../pipeline/atlas/pack-columns.ts";
import type { ServedAnswer } from "../../pipeline/atlas/served-page.ts";
import { askAtlas } from "../../pipeline/database/ask-atlas.ts";
import { Database } from "../../pipeline/database/database.ts";
import { UserError } from "../../pipeline/error.ts";
import { openPaperSearch } from "../../pipeline/paper-search/open-paper-search.ts";
import { NO_SEARCH_FILTERS } from "../../pipeline/paper-search/paper-search.ts";
import { followAtlas } from "../../pipeline/serve/follow-atlas.ts";
import { findAtlasOnDisk } from "../../pipeline/serve/load-served-atlas.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";
import { PAPER_IDS, PLACED_IDS, writeResult } from "./write-result.ts";

const embedder = createFakeEmbedder();
const source = sourceOf(embedder);
const told: string[] = [];
const log = { info: (message: string) => void told.push(message), warn: (message: string) => void told.push(message) };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  await mkdir(join(folder, "first"));
  await writeResult(join(folder, "first", "atlas.duckdb"), embedder);
});

describe("findAtlasOnDisk", () => {
  it("ranks the papers of the map as the search of the terminal ranks all", async () => {
    const path = join(folder, "first");
    const question = "a graph at night";
    const atlas = await findAtlasOnDisk(path, source).load("1");
    expect(atlas.papers).toBe(PLACED_IDS.length);
    const answer = unpackColumns<ServedAnswer>(await atlas.writeAnswer(question));
    const hits = await askAtlas(path, async (database) => {
      const search = await openPaperSearch(database, source);
      return (await search.find(question, NO_SEARCH_FILTERS, PAPER_IDS.length)).hits;
    });
    expect(hits).toHaveLength(PAPER_IDS.length);
    const placed = hits.filter(({ paper_id }) => PLACED_IDS.includes(paper_id));
    expect(answer).toMatchObject({ found_by: "meaning and words", note: null });
    expect(answer.sought.map(({ word }) => word)).toEqual(["graph", "night"]);
    expect(Array.from(answer.rows, (row) => PLACED_IDS[row]!)).toEqual(placed.map(({ paper_id }) => paper_id));
    expect([...answer.scores]).toEqual(placed.map(({ score }) => Math.round(100 * score)));
  });

  it("answers by words and says why where another model made the vectors", async () => {
    const other = sourceOf({ ...createFakeEmbedder(), modelSha256: "other" });
    const atlas = await findAtlasOnDisk(join(folder, "first"), other).load("1");
    const answer = unpackColumns<ServedAnswer>(await atlas.writeAnswer("graphs"));
    expect(answer.found_by).toBe("words");
    expect(answer.note).toMatch(/^by words alone: the model fake \(fp16\) differs/);
    expect(Array.from(answer.rows, (row) => PLACED_IDS[row]!).sort()).toEqual(["c", "d"]);
  });

  it("lets go of the file, which may then be changed, replaced, damaged and taken away", async () => {
    const path = join(folder, "held");
    await cp(join(folder, "first"), path, { recursive: true });
    const atlas = await followAtlas(findAtlasOnDisk(path, source), log);
    const before = (await atlas.read()).version;
    await copyFile(join(path, "atlas.duckdb"), join(path, "next"));
    const database = await Database.open(join(path, "next"));
    await database.execute("CREATE TABLE mine(x INTEGER)");
    database.close();
    await rename(join(path, "next"), join(path, "atlas.duckdb"));
    const after = (await atlas.read()).version;
    expect(after).not.toBe(before);
    await writeFile(join(path, "atlas.duckdb"), "no database");
    expect((await atlas.read()).version).toBe(after);
    await rm(path, { recursive: true });
    expect((await atlas.read()).version).toBe(after);
    expect(told).toEqual([
      "A run has made a newer result: it is given out from now on.",
      expect.stringMatching(/^The newer result cannot be read, the last good one stays: .*cannot be read/),
    ]);
  });

  it("refuses a folder without a result, and a foreign file", async () => {
    const foreign = join(folder, "foreign.duckdb");
    const database = await Database.open(foreign);
    await database.execute("CREATE TABLE theirs(x INTEGER)");
    database.close();
    for (const path of [join(folder, "none"), foreign])
      await expect(followAtlas(findAtlasOnDisk(path, source), log)).rejects.toThrow(UserError);
  });
});
