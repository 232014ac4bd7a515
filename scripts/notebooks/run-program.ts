import { spawn } from "node:child_process";

/** Runs a program without a shell. Throws an Error with the end of what it wrote where it fails. */
export async function runProgram(
  program: string,
  parameters: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<void> {
  const child = spawn(program, parameters, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => written.push(text));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  if (status !== 0) throw new Error(`${program}: ended with ${status}\n${written.join("").slice(-4000)}`);
}
