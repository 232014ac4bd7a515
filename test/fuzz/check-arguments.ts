import { parseDigestCommandLine } from "../../pipeline/cli/digest-command-line.ts";
import { parseEvaluationCommandLine } from "../../pipeline/cli/eval-command-line.ts";
import { readMainArguments } from "../../pipeline/cli/main-command-line.ts";
import { describeProgram } from "../../pipeline/cli/program.ts";
import { parseRunCommandLine } from "../../pipeline/cli/run-command-line.ts";
import { UserError } from "../../pipeline/error.ts";
import { toPrintable } from "../../pipeline/text/printable.ts";
import { checkMessage } from "./check-printable.ts";

/** A command line: a command, which there may not be, and what stands behind it. */
export type CommandLine = { command: string; args: string[] };

/** Reads a command line, in a checkout and installed. Throws where it is neither understood nor answered with a message. */
export async function checkArguments({ command, args }: CommandLine): Promise<"done" | "refused"> {
  let isRefused = false;
  for (const isCheckout of [true, false]) {
    const program = describeProgram("0.0.0", isCheckout);
    try {
      if (command === "run") parseRunCommandLine(program, args);
      else if (command === "digest") parseDigestCommandLine(program, args);
      else if (command === "eval") parseEvaluationCommandLine(program, args);
      else if (command !== "help") readMainArguments(program, [command, ...args]);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      checkMessage("message", toPrintable(error.message));
      isRefused = true;
    }
  }
  return isRefused ? "refused" : "done";
}
