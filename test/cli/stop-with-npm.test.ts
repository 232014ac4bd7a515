import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";

const MODULE = fileURLToPath(new URL("../../pipeline/cli/stop-with-npm.ts", import.meta.url));

/** A program that says its process id and then calculates for a minute without a pause. */
const PROGRAM = `
import { stopWithNpm } from ${JSON.stringify(MODULE)};
stopWithNpm(process.env);
setTimeout(() => {
  console.log(process.pid);
  setTimeout(() => { const end = Date.now() + 60_000; while (Date.now() < end); }, 100);
}, 500);`;

let running = 0;
afterEach(() => {
  if (isRunning(running)) process.kill(running, "SIGKILL");
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Starts the program below a shell that stands for npm, kills that, and returns whether the program is still there three seconds later. */
async function outlives(environment: Record<string, string>): Promise<boolean> {
  const script = '"$0" --import tsx --input-type=module -e "$PROGRAM"; true';
  const { npm_lifecycle_event: _, ...inherited } = process.env;
  const shell = spawn("sh", ["-c", script, process.execPath], {
    env: { ...inherited, ...environment, PROGRAM },
    stdio: ["ignore", "pipe", "inherit"],
  });
  running = await new Promise<number>((resolve) => shell.stdout.once("data", (text) => resolve(Number(text))));
  shell.kill("SIGTERM");
  for (let waited = 0; waited < 30 && isRunning(running); waited++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  return isRunning(running);
}

describe("stopWithNpm", () => {
  it("ends a calculating process when npm is killed", async () => {
    expect(await outlives({ npm_lifecycle_event: "pipeline" })).toBe(false);
  });

  it("leaves alone a process that npm did not start", async () => {
    expect(await outlives({})).toBe(true);
  });
});
