import { execFile } from "node:child_process";
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { writeThemedPapers } from "../themed-papers.ts";
import { readWorkflow } from "./read-workflow.ts";

const MAIN = fileURLToPath(new URL("../../pipeline/cli/main.ts", import.meta.url));
const LOADER = createRequire(import.meta.url).resolve("tsx");

/** Stands in for GitHub's own program: it knows of a run once there is a kept state. */
const GH = `#!/bin/sh
case "$2" in
  list) [ ! -e "$KEPT/state.tar.gz" ] || echo 17 ;;
  download) [ "$3 $4 $5 $6 $7" = "17 --name state --dir state" ] && mkdir state && cp "$KEPT/state.tar.gz" state/ ;;
  *) exit 1 ;;
esac
`;

/** A program of the user's that fetches a day's papers. */
const FETCH = `#!/bin/sh
mkdir -p feeds
cp "$PAPERS" "feeds/$DAY.jsonl"
`;

async function writeProgram(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o755);
}

/** Runs the commands of the workflow's first job as GitHub does, in a clone of its own, and returns the clone. */
async function runJob(folder: string, day: string, papers: string): Promise<string> {
  const clone = join(folder, `clone-${day}`);
  const programs = join(folder, "bin");
  for (const path of [join(clone, "node_modules/.bin"), programs, join(folder, "kept")])
    await mkdir(path, { recursive: true });
  await writeProgram(join(programs, "gh"), GH);
  await writeProgram(join(clone, "fetch-papers"), FETCH);
  const program = `#!/bin/sh\nexec "${process.execPath}" --import "${LOADER}" "${MAIN}" "$@"\n`;
  await writeProgram(join(clone, "node_modules/.bin/topic-atlas"), program);
  await writeFile(join(clone, "package.json"), '{"private": true}');
  const { jobs, defaults } = await readWorkflow();
  expect(defaults.run.shell).toBe("bash");
  const environment = {
    ...process.env,
    PATH: `${programs}:${process.env.PATH}`,
    GITHUB_WORKFLOW: "Topic Atlas",
    GITHUB_REF_NAME: "main",
    KEPT: join(folder, "kept"),
    PAPERS: papers,
    DAY: day,
  };
  for (const { name, run } of jobs.atlas!.steps) {
    // The package would have to be fetched.
    if (run === undefined || name === "Install") continue;
    await promisify(execFile)("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", run], {
      cwd: clone,
      env: environment,
    });
  }
  await copyFile(join(clone, "state.tar.gz"), join(folder, "kept/state.tar.gz"));
  return clone;
}

describe("the commands of the workflow of the docs", () => {
  it("begin an atlas, go on from what the last run kept, and gather what is published", async () => {
    const folder = await mkdtemp(join(tmpdir(), "workflow-"));
    await writeThemedPapers(join(folder, "all.jsonl"), 12);
    const lines = (await readFile(join(folder, "all.jsonl"), "utf8")).trim().split("\n");
    await writeFile(join(folder, "first.jsonl"), lines.slice(0, 40).join("\n"));
    await writeFile(join(folder, "second.jsonl"), lines.slice(40).join("\n"));
    await runJob(folder, "2026-11-02", join(folder, "first.jsonl"));
    const clone = await runJob(folder, "2026-11-03", join(folder, "second.jsonl"));
    const runs = (await readFile(join(clone, "runs.jsonl"), "utf8")).trim().split("\n");
    expect(runs.map((line) => JSON.parse(line))).toMatchObject([
      { runId: 1, papers: 40, newPapers: 40 },
      { runId: 2, papers: 48, newPapers: 8 },
    ]);
    expect((await readdir(join(clone, "site"))).sort()).toEqual([
      "digest.html",
      "feed.xml",
      "index.html",
      "report.html",
    ]);
  }, 1_200_000);
});
