import { existsSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../pipeline/config.ts";
import { Database } from "../pipeline/database/database.ts";
import { runPipeline } from "../pipeline/run-pipeline.ts";
import { loadStages } from "../pipeline/stages/stages.ts";
import { createFakeEmbedder, sourceOf } from "./embedding/fake-embedder.ts";
import { writeThemedPapers } from "./themed-papers.ts";

const ROOT = new URL("../", import.meta.url);
const readme = await readFile(new URL("README.md", ROOT), "utf8");
const examples = [...readme.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => sql!.trim());
let database: Database;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "atlas-"));
  await writeThemedPapers(join(folder, "papers.jsonl"), 12);
  const config = parseConfig({
    input: [join(folder, "papers.jsonl")],
    output: join(folder, "output"),
    minDocumentCount: 1,
  });
  await runPipeline(config, { embedding: sourceOf(createFakeEmbedder()) });
  database = await Database.open(join(folder, "output/atlas.duckdb"), { readOnly: true });
});

afterAll(() => database.close());

describe("README.md", () => {
  it("has ten SQL examples or more", () => {
    expect(examples.length).toBeGreaterThanOrEqual(10);
  });

  it.each(examples)("gives rows for: %s", async (sql) => {
    expect((await database.query(sql)).length).toBeGreaterThan(0);
  });

  it("has SQL for its questions that runs", async () => {
    const cells = [...readme.matchAll(/^\| .*\? \| .* \| (.*) \|$/gm)].flatMap(
      ([, cell]) => cell!.match(/(?<=`)(FROM|SELECT) [^`]+/g) ?? [],
    );
    expect(cells.length).toBeGreaterThanOrEqual(7);
    for (const sql of cells) await database.query(sql);
  });

  it("lists every stage with the tables it writes", async () => {
    for (const { name, writes } of await loadStages()) {
      const row = readme.split("\n").find((line) => line.startsWith(`| ${name} |`));
      expect(row, name).toBeDefined();
      for (const table of writes) expect(row).toContain(`\`${table}\``);
    }
  });

  it.each(["paper_overview", "input_account", "topic_overview", "topic_tree", "topic_map"])(
    "lists the columns of %s",
    async (view) => {
      const columns = await database.query<{ column_name: string }>(`SELECT column_name FROM (DESCRIBE ${view})`);
      expect(readme).toContain(`| \`${view}\` | \`${columns.map((row) => row.column_name).join(", ")}\` |`);
    },
  );

  it("gives a reason for every dependency, and pins each exactly", async () => {
    const { dependencies, devDependencies } = JSON.parse(await readFile(new URL("package.json", ROOT), "utf8"));
    const packages = readme
      .split("\n")
      .flatMap((line) => line.match(/^\| ([^|]+) \| [^|]+ \|$/)?.[1]?.split(", ") ?? []);
    expect(packages).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    for (const version of Object.values({ ...dependencies, ...devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  });

  it("names files and commands that are there", async () => {
    const { scripts } = JSON.parse(await readFile(new URL("package.json", ROOT), "utf8"));
    for (const [, script] of readme.matchAll(/npm run ([a-z:]+)/g)) expect(Object.keys(scripts)).toContain(script);
    for (const [, path] of readme.matchAll(/[`(]((?:pipeline|test|docs|models|seeds)\/[\w./-]*)[`)]/g)) {
      expect(existsSync(new URL(path!, ROOT)), path).toBe(true);
    }
  });
});
