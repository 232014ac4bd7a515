import { existsSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
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
 * Runs the pipeline on two weeks of a feed, then on a third, so that there is a run before to compare with. Where the topics of the first run
 * are those that the second began with, it goes on from what is there.
 */
export async function makeFeedOutput(project: string, folder: string): Promise<NotebookOutput> {
  const first = `${folder}-before`;
  const days = (await glob(FIRST_WEEKS, { cwd: join(project, FEED) })).sort();
  await runPipeline(
    project,
    first,
    days.map((day) => join(FEED, day)),
  );
  if (!(await beganWith(folder, first))) {
    await rm(folder, { recursive: true, force: true });
    await cp(first, folder, { recursive: true });
  }
  await runPipeline(project, folder, [FEED]);
  return { folder, vectors: await readVectorsHash(folder) };
}

function runPipeline(project: string, output: string, inputs: readonly string[]): Promise<void> {
  const program = ["--import", "tsx", "pipeline/cli/main.ts", "run", "--quiet", "--output", output, ...inputs];
  return runProgram(process.execPath, program, { cwd: project });
}

async function beganWith(folder: string, first: string): Promise<boolean> {
  if (!existsSync(join(folder, DATABASE_FILE))) return false;
  const [begun] = (await readLabelHashes(first)).slice(-1);
  return begun !== undefined && (await readLabelHashes(folder)).includes(begun);
}

/** Returns the hashes of the named topics of each run, the first run first. */
function readLabelHashes(folder: string): Promise<string[]> {
  return askAtlas(folder, async (database) => {
    const rows = await database.query<{ hash: string }>(
      "SELECT output_hash AS hash FROM stage_runs WHERE stage = 'label' ORDER BY run_id",
    );
    return rows.map(({ hash }) => hash);
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
