import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseConfig } from "../../pipeline/config.ts";
import type { Database } from "../../pipeline/database/database.ts";
import { openAtlasDatabase } from "../../pipeline/database/open-atlas-database.ts";
import { DECISION_FILE, keepDecision } from "../../pipeline/dedupe/decision-file.ts";
import { findText } from "../../pipeline/duplicates/find-text.ts";
import { countMerged, decideAgain, readPairs, readThresholds } from "../../pipeline/duplicates/read-pairs.ts";
import { runStages } from "../../pipeline/engine/run-stages.ts";
import { UserError } from "../../pipeline/error.ts";
import { silentLog } from "../../pipeline/log.ts";
import { compareStage } from "../../pipeline/stages/compare.ts";
import { dedupeStage } from "../../pipeline/stages/dedupe.ts";
import { embedStage } from "../../pipeline/stages/embed.ts";
import { parseStage } from "../../pipeline/stages/parse.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";

const SOIL = {
  title: "Terranet: maps of soil moisture",
  abstract:
    "Soil moisture is measured by few stations. We propose Terranet, a network that maps moisture from satellite radar at fine scale. It learns from " +
    "stations of twelve countries and halves the error of older maps. Fields, forests and steppes are mapped alike, and the code is free for all.",
};
const CHANGED = {
  ...SOIL,
  abstract: SOIL.abstract
    .replace("few stations", "too few stations")
    .replace("halves the error of", "has half the error of all"),
};
const SECOND_PART = { title: "Terranet, part 2: maps of soil moisture", abstract: CHANGED.abstract };
const BATS = {
  title: "Calls of bats",
  abstract:
    "Bats call to find prey in the dark. This work records calls of nine species over a summer and sorts them by a small classifier.",
};
const STARS = {
  title: "Faint stars",
  abstract:
    "Faint stars are counted on plates of the last century, and their motion is found by laying old and new plates over each other.",
};

describe("a run after another, of records that are nearly one", () => {
  let folder: string;
  let database: Database | null = null;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "atlas-"));
    const lines = [SOIL, CHANGED, SECOND_PART, BATS, { ...BATS, arxiv_id: "2401.01234" }, STARS];
    await writeFile(join(folder, "papers.jsonl"), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  });
  afterEach(() => database?.close());

  /** Runs the stages up to the vectors, and returns the status of the first three. */
  async function run(settings: Record<string, unknown> = {}): Promise<string[]> {
    database?.close();
    const output = join(folder, "out");
    const config = parseConfig({ input: [join(folder, "papers.jsonl")], output, ...settings });
    const effects = {
      log: silentLog,
      now: () => new Date(0),
      embedding: sourceOf(createFakeEmbedder()),
      machine: { node: null, measurePeakMemory: () => null, describeProcess: () => "" },
    };
    const { stages } = await runStages(
      [parseStage, compareStage, dedupeStage, embedStage],
      config,
      effects,
      async () => null,
    );
    database = await openAtlasDatabase(output);
    return stages.slice(0, 3).map(({ status }) => status);
  }

  const countPapers = async () =>
    (await database!.queryOne<{ papers: number }>("SELECT count(*)::INTEGER AS papers FROM papers")).papers;
  const textOf = (position: number) => {
    const source = `${folder.split("/").at(-1)}/papers.jsonl`;
    return findText(database!, `${source}:${position}`);
  };

  it("merges what is near, tells the second part apart, and shows both with what is known of them", async () => {
    await run();
    expect(await countPapers()).toBe(4);
    expect(await countMerged(database!)).toEqual([
      { kind: "exact", records: 1 },
      { kind: "near", records: 1 },
    ]);
    const pairs = await readPairs(database!, "near", 10);
    const byOther = pairs.map(({ isMerged, distinction, kept, other }) => [
      isMerged,
      distinction,
      kept.position,
      other.position,
    ]);
    expect(byOther).toContainEqual([true, null, 1, 2]);
    expect(byOther).toContainEqual([false, "other numbers in the titles: none | 2", 1, 3]);
    expect(await readPairs(database!, "near", 1)).toHaveLength(1);
    const [exact] = await readPairs(database!, "exact", 10);
    expect(exact).toMatchObject({ kind: "exact", margin: null, kept: { position: 4 }, other: { position: 5 } });
    expect(await database!.query("SELECT field, position FROM field_origins")).toEqual([
      { field: "arxiv_id", position: 5 },
    ]);
    expect(exact!.kept.text).toBe(exact!.other.text);
  });

  it("accounts for every record, and each merged one leads to one that is kept", async () => {
    await run();
    const counts = await database!.queryOne(
      `SELECT (SELECT count(*) FROM records)::INTEGER AS records, (SELECT count(*) FROM duplicates)::INTEGER AS merged,
        (SELECT count(*) FROM duplicates AS edge JOIN appearances AS kept ON (kept.source, kept.position) = (kept_source, kept_position)
         WHERE kept.paper_id = edge.paper_id AND (kept_source, kept_position) NOT IN (SELECT (merged_source, merged_position) FROM duplicates))::INTEGER AS sound`,
    );
    expect(counts).toEqual({ records: 6, merged: 2, sound: 2 });
  });

  it("says what another threshold would change, and a run makes it so without comparing again", async () => {
    await run();
    const thresholds = await readThresholds(database!);
    expect(thresholds).toEqual({ identity: 0.3, near: 0.6, semantic: 0.76 });
    const [change, ...rest] = await decideAgain(database!, { ...thresholds, near: 1 });
    expect(rest).toEqual([]);
    expect(change).toMatchObject({ kind: "near", isMerged: false, kept: { position: 1 }, other: { position: 2 } });
    expect(await decideAgain(database!, thresholds)).toEqual([]);
    expect(await run({ nearThreshold: 1 })).toEqual(["skipped", "skipped", "ran"]);
    expect(await countPapers()).toBe(5);
  });

  it("keeps decisions for later runs, by text, paper or place", async () => {
    await run();
    const ids = [await textOf(1), await textOf(2), await textOf(3)] as [string, string, string];
    expect(await findText(database!, ids[0])).toBe(ids[0]);
    const output = join(folder, "out");
    await keepDecision(output, { text_a: ids[0], text_b: ids[1], verdict: "never" });
    await keepDecision(output, { text_a: ids[1], text_b: ids[2], verdict: "always" });
    await keepDecision(output, { text_a: ids[0], text_b: "0".repeat(16), verdict: "always" });
    expect(await run()).toEqual(["skipped", "skipped", "ran"]);
    expect(await countPapers()).toBe(4);
    expect(await database!.query("SELECT kind FROM duplicates ORDER BY kind")).toEqual([
      { kind: "decision" },
      { kind: "exact" },
    ]);
    const { verdicts } = await database!.queryOne<{ verdicts: number }>(
      "SELECT count(*)::INTEGER AS verdicts FROM duplicate_decisions",
    );
    expect(verdicts).toBe(2);
    expect(await run()).toEqual(["skipped", "skipped", "skipped"]);
    await run({ force: true });
    expect(await countPapers()).toBe(4);
    expect(JSON.parse(await readFile(join(output, DECISION_FILE), "utf8"))).toHaveLength(3);
  });

  it.each(["nowhere.jsonl:1", "0123456789abcdef", "a paper"])("refuses to decide on %s", async (name) => {
    await run();
    await expect(findText(database!, name)).rejects.toThrow(UserError);
  });
});
