#!/usr/bin/env -S node --max-semi-space-size=64
import { UserError } from "../error.ts";
import { toPrintable } from "../text/printable.ts";
import { isCommandName } from "./command-names.ts";
import { loadCommand } from "./commands.ts";
import { allowEarlyLeave, printText } from "./print.ts";
import { type Program, readProgram } from "./program.ts";
import { stopWithNpm } from "./stop-with-npm.ts";

stopWithNpm(process.env);
allowEarlyLeave();
try {
  process.exitCode = await answer(await readProgram(), process.argv.slice(2));
} catch (error) {
  const isUserError = error instanceof UserError;
  const message = isUserError ? `error: ${error.message}` : `${error instanceof Error ? error.stack : error}`;
  process.stderr.write(`${toPrintable(message)}\n`);
  process.exitCode = isUserError ? error.exitCode : 1;
}

/** Does what the arguments ask for and returns the exit code. */
async function answer(program: Program, [command, ...args]: string[]): Promise<number> {
  if (isCommandName(command)) return (await loadCommand(command)).run(program, args);
  if (command === "help") return answer(program, [...args.slice(0, 1), "--help"]);
  const { readMainArguments } = await import("./main-command-line.ts");
  printText(readMainArguments(program, command === undefined ? [] : [command, ...args]));
  return 0;
}
