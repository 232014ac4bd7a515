import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Database } from "../../pipeline/database/database.ts";
import { DATABASE_FILE } from "../../pipeline/database/open-atlas-database.ts";
import type { StageFigures } from "./pipeline-run.ts";

/** What a process took: seconds by the clock and of processors (0 where the system does not tell), and its largest resident memory. */
type ProcessFigures = { seconds: number; processorSeconds: number; peakMegabytes: number };

/** A run of the program on so many papers: topics of each level, the finest first, and megabytes of the files made. */
export type ScaleFigures = ProcessFigures & {
  papers: number;
  topics: number[];
  stages: StageFigures[];
  megabytes: { atlas: number; report: number; database: number };
};

const PROGRAM = ["--import", "tsx", "pipeline/cli/main.ts", "run"];
const SAMPLE_MILLISECONDS = 100;
const TICKS_A_SECOND = 100;

/** Runs the program, anew, as a process of its own on papers that bring their vectors, and reads its log of the run. */
export async function measureScale(
  input: string,
  output: string,
  root: string,
  options: readonly string[] = [],
): Promise<ScaleFigures> {
  const figures = await runProgram([input, "--vectors", "vector", "--output", output, "--force", ...options], root);
  const database = await Database.open(join(output, DATABASE_FILE), { readOnly: true });
  try {
    const stages = await database.query<StageFigures>(
      `SELECT stage, seconds, coalesce(peak_memory_mb, 0) AS "peakMegabytes" FROM stage_runs
       WHERE run_id = (SELECT max(run_id) FROM runs) ORDER BY position`,
    );
    const { papers } = await database.queryOne<{ papers: number }>("SELECT count(*)::INTEGER AS papers FROM papers");
    const topics = await database.query<{ topics: number }>(
      "SELECT count(*)::INTEGER AS topics FROM clusters GROUP BY level ORDER BY level",
    );
    const measureFile = async (name: string) => (await stat(join(output, name))).size / 1e6;
    return {
      ...figures,
      peakMegabytes: Math.max(figures.peakMegabytes, ...stages.map(({ peakMegabytes }) => peakMegabytes)),
      papers,
      topics: topics.map((row) => row.topics),
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

function runProgram(options: readonly string[], root: string): Promise<ProcessFigures> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...PROGRAM, ...options], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
    });
    const figures: ProcessFigures = { seconds: 0, processorSeconds: 0, peakMegabytes: 0 };
    const timer = setInterval(() => sample(child, figures), SAMPLE_MILLISECONDS);
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(timer);
      const seconds = (performance.now() - startedAt) / 1000;
      if (code === 0) resolve({ ...figures, seconds });
      else reject(new Error(`topic-atlas run ${options.join(" ")}: ended with ${code}`));
    });
  });
}

/** Reads what Linux tells of a process; other systems have no such files. */
function sample({ pid }: ChildProcess, figures: ProcessFigures): void {
  try {
    // After the name, which may hold anything and ends with the last parenthesis, user and system time are fields 12 and 13.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(")").at(-1)!.trim().split(" ");
    figures.processorSeconds = (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    if (peak) figures.peakMegabytes = Number(peak[1]) / 1024;
  } catch {}
}
