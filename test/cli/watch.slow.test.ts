import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DECISION_FILE } from "../../pipeline/dedupe/decision-file.ts";
import type { RunSummary } from "../../pipeline/run-pipeline.ts";
import { writeThemedPapers } from "../themed-papers.ts";
import { callProgram } from "./call-program.ts";

const MAIN = fileURLToPath(new URL("../../pipeline/cli/main.ts", import.meta.url));
const LOADER = createRequire(import.meta.url).resolve("tsx");
const LONGEST = 300_000;

let folder: string;
let feed: string;
let output: string;
let papers: string[];
let child: ChildProcess;
let said: string;
let lines: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "watch-"));
  feed = join(folder, "feed");
  output = join(folder, "out");
  await writeThemedPapers(join(folder, "papers.jsonl"), 12);
  papers = (await readFile(join(folder, "papers.jsonl"), "utf8")).trim().split("\n");
});

afterEach(() => child?.kill("SIGKILL"));

function start(): void {
  const args = ["run", feed, "--watch", "--json", "--output", output, "--topics", "4"];
  child = spawn(process.execPath, ["--import", LOADER, MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  said = "";
  lines = "";
  child.stdout!.setEncoding("utf8").on("data", (text: string) => {
    lines += text;
  });
  child.stderr!.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
}

async function until(isTrue: () => boolean): Promise<void> {
  const end = performance.now() + LONGEST;
  while (!isTrue()) {
    if (performance.now() > end || child.exitCode !== null) throw new Error(`did not come:\n${said}\n${lines}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const readRuns = (): RunSummary[] =>
  lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

describe("run --watch", () => {
  it("waits for its folder, runs once for each change, survives a run that fails, and ends when it is told to", async () => {
    start();
    await until(() => said.includes("waiting for papers: "));
    await mkdir(feed);
    await writeFile(join(feed, "a.jsonl.part"), `${papers.slice(0, 10).join("\n")}\n`);
    await appendFile(join(feed, "a.jsonl.part"), `${papers.slice(10, 40).join("\n")}\n`);
    await rename(join(feed, "a.jsonl.part"), join(feed, "a.jsonl"));
    await until(() => readRuns().length === 1);
    expect(readRuns()[0]).toMatchObject({ runId: 1, isChanged: true, newPapers: 40, bornTopics: [] });
    expect(existsSync(join(output, ".atlas"))).toBe(false);

    await writeFile(join(output, DECISION_FILE), "[1]");
    await writeFile(join(feed, "b.jsonl"), `${papers.slice(40).join("\n")}\n`);
    await until(() => said.includes("the run failed (exit code 2)"));
    await writeFile(join(output, DECISION_FILE), "[]");
    await appendFile(join(feed, "b.jsonl"), "\n");
    await until(() => readRuns().length === 2);
    expect(readRuns()[1]).toMatchObject({ runId: 2, isChanged: true, papers: 48, newPapers: 8 });

    await appendFile(join(feed, "b.jsonl"), "\n");
    await until(() => existsSync(join(output, ".atlas")));
    const exit = once(child, "exit");
    child.kill("SIGTERM");
    expect(await exit).toEqual([0, null]);
    expect((await readdir(output)).includes(".atlas")).toBe(false);
  }, 1_200_000);

  it("ends at once where its settings allow no run", async () => {
    for (const wrong of [["--output", join(folder, "papers.jsonl")], ["--force"], ["--topics", "none"]]) {
      const { code, stderr } = await callProgram(["run", feed, "--watch", ...wrong]);
      expect([code, stderr]).toEqual([2, expect.stringContaining(wrong[0]!)]);
    }
  }, 600_000);
});
