import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { hashContentFolder } from "../../pipeline/engine/content-folder.ts";
import { hashText } from "../../pipeline/hash.ts";
import { atlasStage, MOST_IN_ONE_FILE } from "../../pipeline/stages/atlas.ts";
import { contextFor } from "./stage-context.ts";

const PAPERS = MOST_IN_ONE_FILE + 1;
let folder: string;
let database: Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-stage-"));
  database = await Database.open(join(folder, "atlas.duckdb"));
  await database.createSchema();
  const ids = `(SELECT printf('%016x', i) AS paper_id, i FROM range(${PAPERS}) AS made(i))`;
  for (const sql of [
    `INSERT INTO papers BY NAME SELECT paper_id, 'Paper ' || i AS title, title AS clean_title, '<script>' || i AS abstract, abstract AS clean_abstract,
       'Paper ' || i || '. <script>' || i AS text, paper_id AS text_hash FROM ${ids}`,
    `INSERT INTO positions SELECT paper_id, i % 100, i // 100 FROM ${ids}`,
    `INSERT INTO topic_papers BY NAME SELECT paper_id, (1 + i % 3)::INTEGER AS topic_id, 1.0 AS probability, 1 / (1 + i) AS similarity, 'core' AS role FROM ${ids}`,
    `INSERT INTO topics BY NAME SELECT i::INTEGER AS topic_id, 0 AS level, 'Topic ' || i AS label, 3000 AS size FROM range(1, 4) AS made(i)`,
  ])
    await database.execute(sql);
});

afterAll(async () => {
  database?.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(name: string, singleFile: boolean) {
  const outputDirectory = join(folder, name);
  await mkdir(outputDirectory);
  const result = await atlasStage.run(contextFor(database, { singleFile }, { outputDirectory }));
  return { result, outputDirectory, page: await readFile(join(outputDirectory, "atlas.html"), "utf8") };
}

describe("the atlas stage, of more papers than one file holds", () => {
  it("puts the long texts beside the page, the same each time, with a list of what lies there", async () => {
    const first = await run("first", false);
    expect(first.result).toMatchObject({ rowsIn: PAPERS, rowsOut: PAPERS });
    expect(first.result.summary).toMatch(/^atlas\.html, \d\.\d MB, and \d+ files of \d+ MB beside it$/);
    expect(first.page).not.toContain('id="atlas-texts"');
    const chunks = join(first.outputDirectory, "atlas-data");
    const names = (await readdir(chunks)).filter((name) => name.endsWith(".js"));
    // 40 of texts, and those of the terms and details of all papers.
    expect(names).toHaveLength(Math.ceil(PAPERS / 256) + 2);
    for (const name of names) expect(first.page).toContain(`"${name.slice(0, -3)}"`);
    const list = await readFile(join(chunks, "SHA256SUMS"), "utf8");
    for (const line of list.trimEnd().split("\n")) {
      const [sum, name] = line.split("  ");
      expect(hashText(await readFile(join(chunks, name!), "utf8"))).toBe(sum);
    }
    const second = await run("second", false);
    expect(second.page === first.page).toBe(true);
    expect(await hashContentFolder(join(second.outputDirectory, "atlas-data"))).toBe(await hashContentFolder(chunks));
    for (const name of names) expect((await stat(join(chunks, name))).size).toBeGreaterThan(0);
  });

  it("writes one file where it is asked to", async () => {
    const { outputDirectory, page, result } = await run("single", true);
    expect(page).toContain('id="atlas-texts"');
    expect(page.includes("'self' file:")).toBe(false);
    expect(existsSync(join(outputDirectory, "atlas-data"))).toBe(false);
    expect(result.summary).toMatch(/^atlas\.html, \d\.\d MB$/);
  });
});
