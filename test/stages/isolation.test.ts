import { copyFile, mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Config, parseConfig } from "../../pipeline/config.ts";
import { Database } from "../../pipeline/database/database.ts";
import { openOnDemand } from "../../pipeline/embedding/open-on-demand.ts";
import { hashModule } from "../../pipeline/engine/code-manifest.ts";
import { hashTable } from "../../pipeline/engine/fingerprint.ts";
import { defineStage, type Stage } from "../../pipeline/engine/stage.ts";
import { silentLog } from "../../pipeline/log.ts";
import { runPipeline } from "../../pipeline/run-pipeline.ts";
import { loadStages } from "../../pipeline/stages/stages.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";
import { writeThemedPapers } from "../themed-papers.ts";
import { contextFor } from "./stage-context.ts";

const STAGES = await loadStages();

let folder: string;
let settings: Record<string, unknown>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  await writeThemedPapers(join(folder, "papers.jsonl"), 12);
  settings = { input: [join(folder, "papers.jsonl")], minDocumentCount: 1, ensembleRuns: 20, topics: 4 };
  const config = parseConfig({ ...settings, output: join(folder, "whole") });
  await runPipeline(config, { embedding: sourceOf(createFakeEmbedder()) });
});

/** Settings that throw where one is asked for that is not declared. */
function guard(stage: Stage, config: Config): Config {
  return new Proxy(config, {
    get: (target, name: string) => {
      if (!stage.settings.includes(name as keyof Config)) throw new Error(`${stage.name} reads setting ${name}`);
      return target[name as keyof Config];
    },
  });
}

/** Opens a copy of the whole run's database, with no table but those that the stage declares. */
async function openDeclared(stage: Stage): Promise<Database> {
  const copy = join(folder, `${stage.name}.duckdb`);
  await copyFile(join(folder, "whole/atlas.duckdb"), copy);
  const database = await Database.open(copy);
  const tables = await database.query<{ name: string }>("SELECT table_name AS name FROM duckdb_tables()");
  for (const { name } of tables) {
    if (stage.writes.includes(name)) await database.execute(`DELETE FROM ${name}`);
    else if (name === "stage_figures") await keepFigures(database, stage.figures);
    else if (!stage.reads.includes(name)) await database.execute(`DROP TABLE ${name}`);
  }
  return database;
}

async function keepFigures(database: Database, stages: readonly string[]): Promise<void> {
  if (stages.length === 0) await database.execute("DROP TABLE stage_figures");
  else {
    const names = stages.map((_, index) => `$${index + 1}`).join(", ");
    await database.execute(`DELETE FROM stage_figures WHERE stage NOT IN (${names})`, [...stages]);
  }
}

/** Attaches a last run that has no table but those that the stage looks at. */
async function attachPrevious(database: Database, { name, previous }: Stage): Promise<void> {
  const path = join(folder, `${name}-previous.duckdb`);
  await database.execute(`ATTACH '${join(folder, "whole/atlas.duckdb")}' AS whole (READ_ONLY)`);
  await database.execute(`ATTACH '${path}' AS previous`);
  for (const table of previous) await database.execute(`CREATE TABLE previous.${table} AS FROM whole.${table}`);
  await database.execute("DETACH whole");
}

async function runAlone(
  stage: Stage,
  previousTable: (table: string) => string | null = () => null,
  changed: Record<string, unknown> = {},
): Promise<Record<string, string>> {
  const database = await openDeclared(stage);
  await attachPrevious(database, stage);
  const outputDirectory = join(folder, `files-${stage.name}`);
  await mkdir(outputDirectory);
  const context = contextFor(
    database,
    { ...settings, ...changed },
    {
      openEmbedder: () =>
        openOnDemand(sourceOf(createFakeEmbedder()), parseConfig({ ...settings, ...changed }), silentLog),
      outputDirectory,
      journalPath: join(folder, `journal-${stage.name}.duckdb`),
      previousTable: async (table) => previousTable(table),
      codeHash: await hashModule(stage.module),
    },
  );
  await stage.run({ ...context, settings: guard(stage, context.settings) });
  const hashes: Record<string, string> = {};
  for (const table of stage.writes) hashes[table] = await hashTable(database, table);
  database.close();
  return hashes;
}

describe("a stage alone, with nothing but what it declares", () => {
  it.each(STAGES.map((stage) => [stage.name, stage] as const))(
    "%s makes what it made in the whole run",
    async (_, stage) => {
      const alone = await runAlone(stage);
      const whole = await Database.open(join(folder, "whole/atlas.duckdb"), { readOnly: true });
      for (const table of stage.writes) expect(alone[table], table).toBe(await hashTable(whole, table));
      whole.close();
    },
  );

  it.each(
    STAGES.flatMap((stage) => stage.reads.map((table) => [stage, table] as const)).map(
      ([stage, table]) => [stage.name, table, stage] as const,
    ),
  )("%s needs %s", async (_, table, stage) => {
    const less: Stage = {
      ...stage,
      name: `${stage.name}-without-${table}`,
      reads: stage.reads.filter((name) => name !== table),
    };
    await expect(runAlone(less)).rejects.toThrow(table);
  });
});

describe("a stage alone, after a run before", () => {
  const looking = STAGES.filter(({ previous }) => previous.length > 0);

  it.each(looking.map((stage) => [stage.name, stage] as const))(
    "%s looks at the tables of the last run that it declares, and at no other",
    async (name, stage) => {
      const asked = new Set<string>();
      const previousTable = (table: string) => {
        asked.add(table);
        return `previous.${table}`;
      };
      await runAlone({ ...stage, name: `${name}-again` }, previousTable, { topics: 3 });
      expect([...asked].sort()).toEqual([...stage.previous].sort());
    },
  );
});

describe("defineStage", () => {
  const nothing = async () => ({ rowsIn: 0, rowsOut: 0, summary: "" });
  const declared = { name: "sample", module: "", reads: [], writes: [], settings: ["seed"] as const };

  it("gives a stage the declared settings and no other", async () => {
    const stage = defineStage({
      ...declared,
      run: async ({ settings: given }) => {
        expect(given).toEqual({ seed: 1 });
        return nothing();
      },
    });
    await stage.run(contextFor(await Database.open(":memory:")));
  });

  it("refuses the model and tables of the last run that are not declared", async () => {
    const context = contextFor(await Database.open(":memory:"));
    const opens = defineStage({ ...declared, run: ({ openEmbedder }) => openEmbedder().then(nothing) });
    await expect(opens.run(context)).rejects.toThrow("sample opens the model: it does not declare usesEmbedder");
    const looks = defineStage({
      ...declared,
      previous: ["topics"],
      run: ({ previousTable }) => previousTable("papers" as "topics").then(nothing),
    });
    await expect(looks.run(context)).rejects.toThrow("sample looks at papers of the last run: not declared");
  });
});
