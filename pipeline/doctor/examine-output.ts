import { dirname } from "node:path";
import type { Database } from "../database/database.ts";
import { nameAtlasFile, openAtlasDatabase } from "../database/open-atlas-database.ts";
import type { EmbedderSource } from "../embedding/embedder.ts";
import type { ModelDirectories } from "../embedding/model-directories.ts";
import { type LastRun, readLastRun } from "../engine/last-run.ts";
import type { Stage } from "../engine/stage.ts";
import { describeError, UserError } from "../error.ts";
import { formatCount } from "../text/format-figure.ts";
import { checkDatabase, checkLog } from "./check-database.ts";
import { checkFreshness } from "./check-freshness.ts";
import { checkBundledModels, checkModelOfRun } from "./check-models.ts";
import { describeResults, findAltered } from "./check-results.ts";
import { checkDisk, checkMemory } from "./check-room.ts";
import { checkVersions } from "./check-versions.ts";
import { checkWorkFolder } from "./check-work-folder.ts";
import { type Finding, ok, problem } from "./finding.ts";

/** What is to be known of the machine. */
export type Surveyed = {
  /** Versions of the program, Node.js and DuckDB, by name. */
  versions: Record<string, string>;
  models: ModelDirectories;
  embedding: EmbedderSource;
  stages: readonly Stage[];
  /** Bytes of memory that are free. */
  freeMemory: number;
  /** Tells whether a process of this machine lives. */
  isRunning: (processId: number) => boolean;
};

/** Looks at an output folder, or its atlas.duckdb, and at what a run needs. Returns what was found; it writes nothing and locks nothing. */
export async function examineOutput(output: string, surveyed: Surveyed): Promise<Finding[]> {
  const file = nameAtlasFile(output);
  const folder = dirname(file);
  const { run, findings } = await examineFile(file, folder, surveyed);
  return [
    checkVersions(surveyed.versions, run),
    ...(await checkBundledModels(surveyed.models)),
    ...findings,
    ...(await checkWorkFolder(folder, surveyed.isRunning)),
    await checkDisk(folder),
    checkMemory(run, surveyed.freeMemory),
  ];
}

async function examineFile(
  file: string,
  folder: string,
  surveyed: Surveyed,
): Promise<{ run: LastRun | null; findings: Finding[] }> {
  const findings = checkLog(file);
  let run: LastRun | null = null;
  let database: Database | null = null;
  try {
    database = await openAtlasDatabase(file);
    const found = await checkDatabase(database, file);
    findings.push(...found);
    // Of another version's tables only what was just said is known.
    if (found.some(({ status }) => status === "problem")) return { run, findings };
    run = await readLastRun(database, folder);
    if (run === null) findings.push(problem("last run", "the run log is empty", "Run again."));
    else findings.push(...(await examineRun(database, run, folder, surveyed)));
  } catch (error) {
    findings.push(describeFailure(error));
  } finally {
    database?.close();
  }
  return { run, findings };
}

async function examineRun(
  database: Database,
  run: LastRun,
  folder: string,
  { stages, models, embedding, versions }: Surveyed,
): Promise<Finding[]> {
  const started = run.startedAt.toISOString().slice(0, 16).replace("T", " ");
  const altered = await findAltered(database, stages, folder);
  const model = await checkModelOfRun(run, models);
  const surroundings = { database, run, altered, embedding };
  return [
    ok("last run", `${formatCount(run.papers, "paper")}, ${started} UTC, run ${run.runs}`),
    ...(model === null ? [] : [model]),
    ...describeResults(altered, stages),
    ...(await checkFreshness(stages, surroundings, versions["topic-atlas"]!)),
  ];
}

/** What stops a reader is said as the reader would say it. */
function describeFailure(error: unknown): Finding {
  if (!(error instanceof UserError)) throw error;
  const [message, ...next] = describeError(error).split("\n");
  return problem("database", message!, next.join(" "));
}
