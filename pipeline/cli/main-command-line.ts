import { Command } from "commander";
import { COMMANDS, isCommandName } from "./command-names.ts";
import type { Program } from "./program.ts";
import { readArguments } from "./read-arguments.ts";

/** Every command, under what one wants of it. */
export const GROUPS: Readonly<Record<string, readonly string[]>> = {
  "Make an atlas:": ["run", "inspect", "embed", "eval"],
  "Ask it:": ["search", "similar", "paper", "topics", "topic", "compare", "diff", "assign", "sql"],
  "Take it away:": ["export", "digest", "open", "serve", "mcp"],
  "Care for it:": ["duplicates", "doctor", "completion"],
};

const MORE_HELP = `
Examples:
  topic-atlas run papers.jsonl               the topics of the papers in a file, into topic-atlas-output/
  topic-atlas run papers.jsonl feeds/        of a file and of all files in a folder
  topic-atlas inspect feeds/                 what would be read of that folder
  topic-atlas digest                         the newest day of topic-atlas-output/, as a mail and a feed
  topic-atlas run --help                     every option of a command

Exit code: 0 done, 1 a bug (please report it), 2 something to fix, named in the message.`;

/** Returns the text of the program's --help or --version. Throws a UserError on an unknown command, with the one that is near. */
export function readMainArguments(program: Program, args: readonly string[]): string {
  const command = new Command()
    .description("Topics, labels, evidence and a map of a pile of papers, in one DuckDB file. Offline.")
    .usage("<command> [options]")
    .addHelpText("after", MORE_HELP);
  for (const [heading, names] of Object.entries(GROUPS)) {
    const group = command.commandsGroup(heading);
    for (const name of names.filter(isCommandName)) group.command(name).description(COMMANDS[name].summary);
  }
  const help = new Command("help").argument("[command]").description("show help of a command");
  command.addHelpCommand(help.helpGroup(Object.keys(GROUPS).at(-1)!));
  const text = readArguments(command, program, null, args.length === 0 ? ["--help"] : args);
  if (text === null) throw new Error(`arguments that ask for nothing: ${args.join(" ")}`);
  return text;
}
