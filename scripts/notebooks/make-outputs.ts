import { existsSync } from "node:fs";
import { cp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { glob } from "tinyglobby";
import { askAtlas } from "../../pipeline/database/ask-atlas.ts";
import { DATABASE_FILE } from "../../pipeline/database/open-atlas-database.ts";
import { runProgram } from "./run-program.ts";

/** Files of the feed that came in the first two weeks; the rest is the week that came after. */
const FIRST_WEEKS = "2026-08-{03,04,05,06,07,10,11,12,13,14}.json.gz";
const FEED = "notebooks/data/daily-papers";

/** What was read, by output folder: the same vectors give the same outputs. */
export type NotebookOutput = { folder: string; vectors: string };

/** Runs the pipeline on the seeds into a folder. What is there already and still holds is kept. */
export async function makeSeedsOutput(project: string, folder: string): Promise<NotebookOutput> {
  await runPipeline(project, folder, ["seeds"]);
  return { folder, vectors: await readVectorsHash(folder) };
}

/**
 * Runs the pipeline on two weeks of a feed, then on a third, so that there is a run before to compare with. Where the first run has nothing to
 * do, the second goes on from what is there.
 */
export async function makeFeedOutput(project: string, folder: string): Promise<NotebookOutput> {
  const first = `${folder}-before`;
  const days = (await glob(FIRST_WEEKS, { cwd: join(project, FEED) })).sort();
  await runPipeline(
    project,
    first,
    days.map((day) => join(FEED, day)),
  );
  if (!existsSync(join(folder, DATABASE_FILE)) || !(await wasUpToDate(first))) {
    const copy = `${folder}-new`;
    await rm(copy, { recursive: true, force: true });
    await cp(first, copy, { recursive: true });
    await runPipeline(project, copy, [FEED]);
    await rm(folder, { recursive: true, force: true });
    await rename(copy, folder);
  }
  return { folder, vectors: await readVectorsHash(folder) };
}

function runPipeline(project: string, output: string, inputs: readonly string[]): Promise<void> {
  const program = ["--import", "tsx", "pipeline/cli/main.ts", "run", "--quiet", "--output", output, ...inputs];
  return runProgram(process.execPath, program, { cwd: project });
}

function wasUpToDate(folder: string): Promise<boolean> {
  return askAtlas(folder, async (database) => {
    const { ran } = await database.queryOne<{ ran: number }>(
      `SELECT count(*) FILTER (status = 'ran')::INTEGER AS ran FROM stage_runs WHERE run_id = (SELECT max(run_id) FROM runs)`,
    );
    return ran === 0;
  });
}

function readVectorsHash(folder: string): Promise<string> {
  return askAtlas(folder, async (database) => {
    const { hash } = await database.queryOne<{ hash: string }>(
      "SELECT output_hash AS hash FROM stage_runs WHERE stage = 'embed' ORDER BY run_id DESC LIMIT 1",
    );
    return hash;
  });
}
