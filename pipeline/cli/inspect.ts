import { UserError } from "../error.ts";
import { toPrintableLine } from "../text/printable.ts";
import { readConfigFile } from "./config-file.ts";
import { describeInspection } from "./describe-inspection.ts";
import { parseInspectCommandLine } from "./inspect-command-line.ts";
import { printJson, printText } from "./print.ts";
import type { Program } from "./program.ts";
import { provideInput } from "./spool-standard-input.ts";

/** Prints what would be read of the inputs, and returns the exit code. Throws a UserError, after that, where it is nothing. */
export async function inspect(program: Program, args: readonly string[]): Promise<number> {
  const request = parseInspectCommandLine(program, args, readConfigFile);
  if (request.kind === "print") {
    printText(request.text);
    return 0;
  }
  const { input, fields, json, configFile } = request;
  await provideInput(input);
  const { inspectFiles } = await import("../input/inspect-files.ts");
  if (configFile) process.stderr.write(`${toPrintableLine(configFile)}\n`);
  const inspection = await inspectFiles(input, { fields });
  if (json) printJson(inspection);
  else printText(describeInspection(inspection));
  const { usable, files } = inspection.total;
  if (usable === 0) throw new UserError(`records that can be used in ${files} files: 0.`);
  return 0;
}
