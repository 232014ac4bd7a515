import { type Command, CommanderError } from "commander";
import { UserError } from "../error.ts";

/**
 * Parses arguments by a command's options. Returns the text of --help or --version where that was asked for, else null: the options
 * are then in command.opts(). Throws a UserError that names the mistake and where the help is.
 */
export function readArguments(command: Command, args: readonly string[], script: string): string | null {
  let text = "";
  command
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: (part) => (text += part), writeErr: () => {} });
  try {
    command.parse(args, { from: "user" });
    return null;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return text;
    throw new UserError(`${error.message.replace(/^error: /, "")}\nSee npm run ${script} -- --help`);
  }
}
