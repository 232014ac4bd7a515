import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Database } from "../../pipeline/database/database.ts";
import { DATABASE_FILE } from "../../pipeline/database/open-atlas-database.ts";
import { measureProcess, type ProcessFigures } from "./measured-process.ts";
import type { PeerFigures } from "./peers.ts";
import type { StageFigures } from "./pipeline-run.ts";

/** A run of the program on so many papers: topics of each level, the finest first, megabytes of the files made, and what other tools took. */
export type ScaleFigures = ProcessFigures & {
  papers: number;
  topics: number[];
  stages: StageFigures[];
  megabytes: { atlas: number; report: number; database: number };
  peers: PeerFigures[];
};

/** What Node.js is given by the script that people run. */
async function readProgram(root: string): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  return scripts.pipeline.split(" ").slice(1);
}

/** Runs the program, anew, as a process of its own on papers that bring their vectors, and reads its log of the run. */
export async function measureScale(
  input: string,
  folder: string,
  root: string,
  options: readonly string[] = [],
): Promise<ScaleFigures> {
  // What stands there would be taken over, the map and the fit among it.
  await rm(folder, { recursive: true, force: true });
  const run = [...(await readProgram(root)), input, "--vectors", "vector", "--output", folder, ...options];
  const { seconds, processorSeconds, peakMegabytes } = await measureProcess(process.execPath, run, root);
  const database = await Database.open(join(folder, DATABASE_FILE), { readOnly: true });
  try {
    const stages = await database.query<StageFigures>(
      `SELECT stage, seconds, coalesce(peak_memory_mb, 0) AS "peakMegabytes" FROM stage_runs
       WHERE run_id = (SELECT max(run_id) FROM runs) ORDER BY position`,
    );
    const { papers } = await database.queryOne<{ papers: number }>("SELECT count(*)::INTEGER AS papers FROM papers");
    const topics = await database.query<{ topics: number }>(
      "SELECT count(*)::INTEGER AS topics FROM clusters GROUP BY level ORDER BY level",
    );
    const measureFile = async (name: string) => (await stat(join(folder, name))).size / 1e6;
    return {
      seconds,
      processorSeconds,
      peakMegabytes: Math.max(peakMegabytes, ...stages.map((stage) => stage.peakMegabytes)),
      papers,
      topics: topics.map((row) => row.topics),
      peers: [],
      stages,
      megabytes: {
        atlas: await measureFile("atlas.html"),
        report: await measureFile("report.html"),
        database: await measureFile(DATABASE_FILE),
      },
    };
  } finally {
    database.close();
  }
}
