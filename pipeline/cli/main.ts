#!/usr/bin/env node
import { UserError } from "../error.ts";
import { toPrintable } from "../text/printable.ts";
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
  process.exitCode = isUserError ? 2 : 1;
}

/** Does what the arguments ask for and returns the exit code. Code is loaded by the command that needs it. */
async function answer(program: Program, [command, ...args]: string[]): Promise<number> {
  switch (command) {
    case "run":
      return (await import("./run.ts")).run(program, args);
    case "inspect":
      return (await import("./inspect.ts")).inspect(program, args);
    case "digest":
      return (await import("./digest.ts")).digest(program, args);
    case "duplicates":
      return (await import("./duplicates.ts")).duplicates(program, args);
    case "eval":
      return (await import("./eval.ts")).evaluate(program, args);
    case "help":
      return answer(program, [...args.slice(0, 1), "--help"]);
    default: {
      const { readMainArguments } = await import("./main-command-line.ts");
      printText(readMainArguments(program, command === undefined ? [] : [command, ...args]));
      return 0;
    }
  }
}
