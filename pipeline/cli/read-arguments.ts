import { type Command, CommanderError } from "commander";
import { UserError } from "../error.ts";
import { COMMANDS, type CommandName } from "./command-names.ts";
import { PROGRAM_NAME, type Program, writeCall } from "./program.ts";
import { findSwallowedOption } from "./swallowed-option.ts";

/**
 * Parses the arguments of a command of the program, or of the program itself where `name` is null. Returns the text of --help or
 * --version where that was asked for, else null: what was given is then in command.opts() and command.args. Throws a UserError that
 * names the mistake and what to type for help.
 */
export function readArguments(
  command: Command,
  program: Program,
  name: CommandName | null,
  args: readonly string[],
): string | null {
  let text = "";
  command
    .name(name === null ? PROGRAM_NAME : `${writeCall(program, name)}${program.isCheckout ? " --" : ""}`)
    .version(program.version, "-V, --version", "print the version")
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: (part) => (text += part), writeErr: () => {} });
  const swallowed = name === null ? null : findSwallowedOption(command, COMMANDS[name].script, process.env);
  if (name !== null && swallowed !== null)
    throw new UserError(
      `${swallowed}: npm kept it for itself. Options stand behind two dashes: ${writeCall(program, name, swallowed)}`,
    );
  try {
    command.parse(args, { from: "user" });
    return null;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return text;
    const help = name === null ? `${PROGRAM_NAME} --help` : writeCall(program, name, "--help");
    throw new UserError(`${error.message.replace(/^error: /, "")}\nSee ${help}`);
  }
}
