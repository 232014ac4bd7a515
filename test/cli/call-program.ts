import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../pipeline/cli/main.ts", import.meta.url));
const LOADER = createRequire(import.meta.url).resolve("tsx");

/** Runs the program with arguments, in a folder, with a text on standard input, and returns how it ended. */
export function callProgram(
  args: readonly string[],
  { cwd, input = "", env = {} }: { cwd?: string; input?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ["--import", LOADER, MAIN, ...args], {
    cwd,
    env: { ...process.env, COLUMNS: "80", NO_COLOR: "1", ...env },
  });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...output }));
  });
}
