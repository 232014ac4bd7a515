import { copyFile, cp, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { unpackColumns } from "../../pipeline/atlas/pack-columns.ts";
import type { ServedAnswer } from "../../pipeline/atlas/served-page.ts";
import { parseConfig } from "../../pipeline/config.ts";
import { askAtlas } from "../../pipeline/database/ask-atlas.ts";
import { Database } from "../../pipeline/database/database.ts";
import { UserError } from "../../pipeline/error.ts";
import { openPaperSearch } from "../../pipeline/paper-search/open-paper-search.ts";
import { NO_SEARCH_FILTERS } from "../../pipeline/paper-search/paper-search.ts";
import { runPipeline } from "../../pipeline/run-pipeline.ts";
import { followAtlas } from "../../pipeline/serve/follow-atlas.ts";
import { findAtlasOnDisk } from "../../pipeline/serve/load-served-atlas.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";
import { writeThemedPapers } from "../themed-papers.ts";

const PAPERS = 40;
const source = sourceOf(createFakeEmbedder());
const told: string[] = [];
const log = { info: (message: string) => void told.push(message), warn: (message: string) => void told.push(message) };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  await writeThemedPapers(join(folder, "papers.jsonl"), PAPERS / 4);
  const settings = { input: [join(folder, "papers.jsonl")], output: join(folder, "first"), minDocumentCount: 1 };
  await runPipeline(parseConfig({ ...settings, ensembleRuns: 20 }), { embedding: source });
});

async function copyFirst(name: string): Promise<string> {
  await cp(join(folder, "first"), join(folder, name), { recursive: true });
  return join(folder, name);
}

describe("findAtlasOnDisk", () => {
  it("ranks all papers as the search of the terminal does", async () => {
    const path = join(folder, "first");
    const question = "acoustic prosody of a speaker";
    const atlas = await findAtlasOnDisk(path, source).load("1");
    const answer = unpackColumns<ServedAnswer>(await atlas.writeAnswer(question));
    const { ids, hits } = await askAtlas(path, async (database) => {
      const search = await openPaperSearch(database, source);
      return {
        ids: (await database.query<{ paper_id: string }>("SELECT paper_id FROM positions ORDER BY paper_id")).map(
          ({ paper_id }) => paper_id,
        ),
        hits: (await search.find(question, NO_SEARCH_FILTERS, PAPERS)).hits,
      };
    });
    expect(answer).toMatchObject({
      found_by: "meaning and words",
      note: null,
      words: ["acoustic", "prosody", "speaker"],
    });
    expect(Array.from(answer.rows, (row) => ids[row]!)).toEqual(hits.map(({ paper_id }) => paper_id));
    expect(Array.from(answer.scores)).toEqual(hits.map(({ score }) => expect.closeTo(100 * score, -0.1)));
    expect(hits[0]!.title).toMatch(/^speech study/);
  });

  it("answers by words and says why where another model made the vectors", async () => {
    const other = sourceOf({ ...createFakeEmbedder(), modelSha256: "other" });
    const atlas = await findAtlasOnDisk(join(folder, "first"), other).load("1");
    const answer = unpackColumns<ServedAnswer>(await atlas.writeAnswer("robot gripper"));
    expect(answer.found_by).toBe("words");
    expect(answer.note).toMatch(/^by words alone: the model fake \(fp16\) differs/);
    expect(answer.rows.length).toBeLessThan(PAPERS);
  });

  it("lets go of the file, which may then be changed, replaced and taken away", async () => {
    const path = await copyFirst("held");
    const disk = findAtlasOnDisk(path, source);
    const atlas = await followAtlas(disk, log);
    const before = (await atlas.read()).version;
    const database = await Database.open(join(path, "atlas.duckdb"));
    await database.execute("CREATE TABLE mine(x INTEGER)");
    database.close();
    await copyFile(join(path, "atlas.duckdb"), join(path, "next"));
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
