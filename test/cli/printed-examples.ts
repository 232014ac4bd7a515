import type { CommandName } from "../../pipeline/cli/command-names.ts";
import { loadCommand } from "../../pipeline/cli/commands.ts";
import type { Program } from "../../pipeline/cli/program.ts";
import { readArguments } from "../../pipeline/cli/read-arguments.ts";

/** Returns the help of a command as it is printed. */
export async function printHelp(program: Program, name: CommandName): Promise<string> {
  const { build } = await loadCommand(name);
  return readArguments(build(program), program, name, ["--help"])!;
}

/** Returns the calls that a help shows as examples. */
export function listExamples(help: string): string[] {
  const [, part = ""] = /^Examples:\n((?: {2}.*\n)+)/m.exec(`${help}\n`) ?? [];
  return part
    .trimEnd()
    .split("\n")
    .map((line) => line.trim().split(/ {3,}/)[0]!);
}

/** Returns the words of a call as a shell would give them to the program, its own name and the command left out. */
export function splitCall(call: string): string[] {
  const words = Array.from(call.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g), ([, a, b, c]) => a ?? b ?? c!);
  return words.slice(2);
}
