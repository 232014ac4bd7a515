import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CommandLine } from "./check-arguments.ts";
import { checkMessage, checkPrintable } from "./check-printable.ts";
import { type FuzzFile, writeInput } from "./write-input.ts";

/** A case of the command as it is typed, in a folder of its own that has these files in `input`. */
export type CommandCase = { line: CommandLine; files: FuzzFile[] };

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SECONDS = 60;

type Finished = { code: number | string | null; stdout: string; stderr: string };

/** Runs the command in a process of its own. Throws where it ends in another way than with exit code 0 or 2, a clean terminal and no stack. */
export async function checkCommand({ line, files }: CommandCase): Promise<"done" | "refused"> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-fuzz-"));
  try {
    await writeInput(join(folder, "input"), files);
    const { code, stdout, stderr } = await runCommand(folder, line);
    if (code !== 0 && code !== 2) throw new Error(`exit code ${code}: ${stderr.slice(-2000)}`);
    checkPrintable("standard output", stdout);
    checkPrintable("standard error", stderr);
    if (code === 2) checkMessage("standard error", stderr);
    return code === 0 ? "done" : "refused";
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runCommand(folder: string, { command, args }: CommandLine): Promise<Finished> {
  const main = join(ROOT, "pipeline/cli/main.ts");
  const loader = import.meta.resolve("tsx");
  // No argument of a process can hold a zero byte.
  const given = [command, ...args].map((text) => keepInside(text.replace(/\p{Cs}/gu, "\ufffd").replaceAll("\0", "")));
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", loader, main, ...given],
      { cwd: folder, timeout: SECONDS * 1000, env: { PATH: process.env.PATH, HOME: folder, NO_COLOR: "1" } },
      (error, stdout, stderr) => resolve({ code: error ? (error.code ?? error.signal ?? null) : 0, stdout, stderr }),
    );
  });
}

/** Returns an argument that names no place outside the folder it is used in. */
function keepInside(argument: string): string {
  return argument.replace(/\.\.+|[/~\\]/g, "_");
}
