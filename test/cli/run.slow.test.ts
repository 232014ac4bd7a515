import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import type { RunSummary } from "../../pipeline/run-pipeline.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
const COMMAND = ["--import", "tsx", join(ROOT, "pipeline/cli/main.ts"), "run"];
let folder: string;
let page: string;

type Finished = { code: number; stdout: string; stderr: string };

async function run(...args: string[]): Promise<Finished> {
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [...COMMAND, ...args], { cwd: ROOT })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Finished;
    return { code, stdout, stderr };
  }
}

/** Writes the first `pairs` papers of a seed page as a page of their own. */
async function writePage(name: string, pairs: number): Promise<string> {
  const page = await readFile(join(ROOT, "seeds/000_3c9a2f189dac8ac1.txt"), "utf8");
  const path = join(folder, "pages", name);
  await writeFile(
    path,
    `${page
      .split("\n")
      .slice(0, 2 + 2 * pairs)
      .join("\n")}\n`,
  );
  return path;
}

async function waitFor(condition: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 30_000; !condition(); await wait(20)) {
    if (Date.now() > deadline) throw new Error("waited 30 s in vain");
  }
}

function end(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  await mkdir(join(folder, "pages"));
  page = await writePage("a.txt", 24);
});

describe("the command with the real model", () => {
  it("turns a page into a database, a report and a map, and prints where they are", async () => {
    const { code, stdout, stderr } = await run(
      "--input",
      await writePage("a.txt", 24),
      "--output",
      join(folder, "out"),
    );
    expect({ code, stderr: /error|warn/i.test(stderr) }).toEqual({ code: 0, stderr: false });
    for (const stage of [
      "parse",
      "dedupe",
      "embed",
      "space",
      "cluster",
      "label",
      "explain",
      "project",
      "chart",
      "report",
    ])
      expect(stderr).toContain(`  ${stage} `);
    expect(stdout).toContain("\n24 records = 24 papers + 0 merged + 0 rejected\n24 papers in ");
    expect(stdout.split("\n").filter((line) => line.startsWith("  "))).toHaveLength(3);
    for (const line of stdout.split("\n").filter((line) => line.startsWith("  ")))
      expect(existsSync(line.trim().split(/ {2,}/)[0]!), line).toBe(true);
  });

  it("prints only JSON on standard output with --json, and nothing at all with --quiet", async () => {
    const { stdout } = await run("--input", page, "--output", join(folder, "out"), "--json");
    const summary: RunSummary = JSON.parse(stdout);
    expect(summary).toMatchObject({
      runId: 2,
      papers: 24,
      input: { found: 24, papers: 24, merged: 0, rejected: 0 },
    });
    expect(summary.stages.every(({ status }) => status === "skipped")).toBe(true);
    expect(await run("--input", page, "--output", join(folder, "out"), "--quiet")).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });

  it("embeds nothing again, and other weights beside the cached ones", async () => {
    await run("--input", page, "--output", join(folder, "out"), "--dtype", "q8", "--quiet");
    const { stderr } = await run("--input", page, "--output", join(folder, "out"), "--dtype", "fp16");
    expect(stderr).toContain("0 papers embedded, 24 from the cache");
    const database = await Database.open(join(folder, "out/atlas.duckdb"), { readOnly: true });
    const rows = await database.query(
      "SELECT dtype, count(*)::INTEGER AS vectors FROM embeddings GROUP BY dtype ORDER BY dtype",
    );
    database.close();
    expect(rows).toEqual([
      { dtype: "fp16", vectors: 24 },
      { dtype: "q8", vectors: 24 },
    ]);
  });
});

describe("what the user can mend", () => {
  it.each([
    [["--topic", "5"], "unknown option '--topic'"],
    [["--topics", "0"], "--topics 0: must be at least 2"],
    [["--input", "no/such/place"], "no/such/place"],
    [["--model", "no such model"], "--model no such model: no such folder"],
  ])("exits 2 on %j with one message and no stack, and writes nothing", async (args, message) => {
    const output = join(folder, "nothing");
    const { code, stdout, stderr } = await run("--output", output, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`error: `);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(output) ? await readdir(output) : []).toEqual([]);
  });

  it("names file and line of a page with a missing line, and keeps the last output", async () => {
    const path = await writePage("broken.txt", 24);
    const lines = (await readFile(path, "utf8")).split("\n");
    lines.splice(11, 1);
    await writeFile(path, lines.join("\n"));
    const before = await readFile(join(folder, "out/report.md"), "utf8");
    const { code, stderr } = await run("--input", join(folder, "pages/broken.txt"), "--output", join(folder, "out"));
    expect(code).toBe(2);
    expect(stderr).toMatch(/pages\/broken\.txt:1\d: /);
    expect(await readFile(join(folder, "out/report.md"), "utf8")).toBe(before);
  });
});

describe("two runs at once, and a run that is killed", () => {
  it("refuses the second run and names the first, and keeps the last output when the first is killed", async () => {
    const output = join(folder, "busy");
    const longPage = await writePage("b.txt", 110);
    await run("--input", page, "--output", output, "--quiet");
    const before = await readFile(join(output, "atlas.duckdb"));
    const child = spawn(process.execPath, [...COMMAND, "--input", longPage, "--output", output, "--quiet"], {
      cwd: ROOT,
      stdio: "ignore",
    });
    await waitFor(() => existsSync(join(output, ".atlas/next/atlas.duckdb")));
    const second = await run("--input", page, "--output", output);
    expect(second.code).toBe(3);
    expect(second.stderr).toContain(
      `--output ${output}: another run is writing to it (process ${child.pid} on ${hostname()}, since `,
    );
    const ended = end(child);
    child.kill("SIGKILL");
    expect(await ended).toBe(null);
    expect((await readFile(join(output, "atlas.duckdb"))).equals(before)).toBe(true);
    expect((await run("--input", page, "--output", output, "--quiet")).code).toBe(0);
    expect(await readdir(output)).toEqual(["atlas.duckdb", "atlas.html", "charts", "report.html", "report.md"]);
  });
});
