import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../embedding/fake-embedder.ts";
import { writeResult } from "../serve/write-result.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
let folder: string;
let running: ChildProcess | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  await writeResult(join(folder, "atlas.duckdb"), createFakeEmbedder());
});
afterEach(() => void running?.kill("SIGKILL"));

/** Starts the command; `ended` gives its exit code and what it printed. */
function start(...args: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", "pipeline/cli/main.ts", "serve", ...args], { cwd: ROOT });
  running = child;
  let [stdout, stderr] = ["", ""];
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((settle) => {
    child.on("close", (code) => settle({ code, stdout, stderr }));
  });
  const address = new Promise<string>((settle, fail) => {
    child.stdout.on("data", (part) => {
      stdout += part;
      if (stdout.endsWith("\n")) settle(stdout.trim());
    });
    child.on("close", () => fail(new Error(stderr)));
  });
  address.catch(() => {});
  child.stderr.on("data", (part) => {
    stderr += part;
  });
  return { child, ended, address };
}

describe("topic-atlas serve", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "prints the address alone, gives the page, and ends on %s",
    async (signal) => {
      const { child, ended, address } = start("--output", folder);
      const url = await address;
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
      const response = await fetch(url);
      expect([response.status, (await response.text()).includes("Owls at night")]).toEqual([200, true]);
      child.kill(signal);
      const { code, stdout, stderr } = await ended;
      expect([code, stdout]).toEqual([0, `${url}\n`]);
      expect(stderr).toContain(`The map of ${folder} is at this address, for this machine alone. Ctrl+C ends it.`);
    },
  );

  it("ends at once also while it begins", async () => {
    const { child, ended } = start("--output", folder);
    await new Promise((settle) => setTimeout(settle, 50));
    child.kill("SIGTERM");
    expect((await ended).stdout).toBe("");
  });

  it.each([
    [["--port", "70000"], "--port"],
    [["--port", "80; rm"], "--port"],
    [["--output", "/nonexistent"], "/nonexistent/atlas.duckdb: not there"],
  ])("refuses %j with exit code 2", async (args, reason) => {
    const { code, stdout, stderr } = await start(...args).ended;
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(reason);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
