import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Database } from "../../pipeline/database/database.ts";
import { writeThemedPapers } from "../themed-papers.ts";
import { judgeOutput, listWork, readTree, requireSameTables, type Tree, type Verdict } from "./judge-output.ts";

/** A command over an output: what was there before, and what it makes of it when nothing goes wrong. */
export type Scenario = {
  name: string;
  /** The folder that it writes to: the same each time, so that calls have the same paths. */
  output: string;
  /** The last output, or null where there is none. */
  before: string | null;
  old: Tree;
  /** What it makes. */
  reference: string;
  command: readonly string[];
  environment: NodeJS.ProcessEnv;
};

export type ScenarioName = "first run" | "second run" | "digest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PROGRAM = [
  process.execPath,
  "--import",
  "tsx",
  "--import",
  join(ROOT, "test/faults/replace-modules.ts"),
  join(ROOT, "pipeline/cli/main.ts"),
];

/** A disk in memory, where there is one, takes no time to write to. */
const MEMORY_DISK = "/dev/shm";

/** One thread for Node's files, and one for DuckDB, which reads this variable: the calls then come in the same order each time. */
const ONE_THREAD = { UV_THREADPOOL_SIZE: "1", SLURM_CPUS_ON_NODE: "1" };

/** How the program runs in a scenario: all of it or few stages, and with one thread for files where calls are to be counted. */
export type Manner = { stages: "all" | "few"; isCounted: boolean };

/** Makes a scenario in a folder of its own. */
export async function makeScenario(name: ScenarioName, { stages, isCounted }: Manner): Promise<Scenario> {
  const folder = await mkdtemp(join(existsSync(MEMORY_DISK) ? MEMORY_DISK : tmpdir(), "atlas-faults-"));
  const place = (file: string) => join(folder, file);
  await writeThemedPapers(place("few.jsonl"), 3);
  await writeThemedPapers(place("many.jsonl"), 4);
  const environment = {
    ...(stages === "few" && { FEW_STAGES: "1" }),
    ...(isCounted && ONE_THREAD),
  };
  const output = place("output");
  const run = (papers: string) => [...PROGRAM, "run", place(papers), "--output", output, "--topics", "2", "--quiet"];
  const digest = (subject: string) => [...PROGRAM, "digest", "--output", output, "--subject", subject, "--quiet"];
  let before: string | null = null;
  if (name !== "first run") {
    before = place("before");
    await mustSucceed(run("few.jsonl"), environment);
    if (name === "digest") await mustSucceed(digest("Old"), environment);
    else await addForeignTable(output);
    await cp(output, before, { recursive: true });
  }
  const command = name === "digest" ? digest("New") : run("many.jsonl");
  await mustSucceed(command, environment);
  const reference = place("reference");
  await cp(output, reference, { recursive: true });
  return { name, output, before, old: before ? await readTree(before) : new Map(), reference, command, environment };
}

/** Puts the last output into its place again. */
export async function reset({ output, before }: Scenario): Promise<void> {
  await rm(output, { recursive: true, force: true });
  if (before) await cp(before, output, { recursive: true });
}

/** Takes a scenario's files away. */
export async function removeScenario({ reference }: Scenario): Promise<void> {
  await rm(join(reference, ".."), { recursive: true, force: true });
}

/** Says what stands in the output. Throws where that is neither the old output nor the new one. */
export function judge({ output, old, reference }: Scenario): Promise<Verdict> {
  return judgeOutput(output, old, reference);
}

/** Runs the command once more, without a fault. Throws where it does not make what it makes otherwise, or leaves something behind. */
export async function recover(scenario: Scenario): Promise<void> {
  await mustSucceed(scenario.command, scenario.environment);
  const verdict = await judge(scenario);
  if (verdict !== "new") throw new Error(`the next run leaves the output ${verdict}`);
  const work = await listWork(scenario.output);
  if (work.length > 0) throw new Error(`the next run leaves ${work.join(", ")}`);
  if (scenario.name !== "digest")
    await requireSameTables(join(scenario.output, "atlas.duckdb"), join(scenario.reference, "atlas.duckdb"));
}

/** Runs a program to its end. */
export async function runToEnd(
  [file, ...args]: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(file!, args, { env: { ...process.env, ...environment }, stdio: ["ignore", "ignore", "pipe"] });
  const parts: Buffer[] = [];
  child.stderr.on("data", (part) => parts.push(part));
  const [code] = await once(child, "close");
  return { code, stderr: Buffer.concat(parts).toString() };
}

async function mustSucceed(command: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const { code, stderr } = await runToEnd(command, environment);
  if (code !== 0) throw new Error(`without a fault: exit code ${code}\n${stderr}`);
}

async function addForeignTable(output: string): Promise<void> {
  const database = await Database.open(join(output, "atlas.duckdb"));
  await database.execute("CREATE TABLE notes AS SELECT 'mine' AS text");
  database.close();
}
