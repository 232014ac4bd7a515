import { Command } from "commander";
import { UserError } from "../error.ts";
import type { FieldChoice } from "../input/table/table-fields.ts";
import { addColumnOptions, readColumnOptions } from "./column-options.ts";
import { CONFIG_HELP, type ConfigFile, type NamedConfig, NO_CONFIG_HELP } from "./config-file.ts";
import { describeExamples } from "./describe-examples.ts";
import { type Program, writeCall } from "./program.ts";
import { readArguments } from "./read-arguments.ts";

/** What the command line asks for: to inspect these inputs, or only the text of `--help`. */
export type InspectRequest =
  | { kind: "inspect"; input: string[]; fields: FieldChoice; json: boolean; configFile: string | null }
  | { kind: "print"; text: string };

/** Returns the command with its arguments, options and help. */
export function buildInspectCommand(program: Program): Command {
  const command = new Command()
    .description(
      "Says what would be read of files: format, packing, encoding, records, fields, dates, examples, and what cannot be used. Computes and writes nothing.",
    )
    .argument("[inputs...]", "files, folders, patterns in quotes, or - for standard input")
    .option("--config <file>", CONFIG_HELP)
    .option("--no-config", NO_CONFIG_HELP)
    .option("--json", "print it as JSON on standard output")
    .addHelpText("after", describeMore(program));
  return addColumnOptions(command);
}

/** Returns what the arguments ask for. Throws a UserError on an unknown option, and where no input is named. */
export function parseInspectCommandLine(
  program: Program,
  args: readonly string[],
  readFile: (named: NamedConfig) => ConfigFile | null = () => null,
): InspectRequest {
  const command = buildInspectCommand(program);
  const text = readArguments(command, program, "inspect", args);
  if (text !== null) return { kind: "print", text };
  const { config, json, ...settings } = command.opts();
  const file = readFile(config);
  const input =
    command.args.length > 0 ? command.args : (file?.settings.input ?? (program.isCheckout ? ["seeds"] : []));
  if (input.length === 0) {
    const [example, help] = ["papers.jsonl", "--help"].map((given) => writeCall(program, "inspect", given));
    throw new UserError(`no input: name a file or folder of papers, as ${example}\nSee ${help}`);
  }
  const fields = { ...file?.settings.fields, ...readColumnOptions(settings).fields };
  return { kind: "inspect", input, fields, json: json === true, configFile: file?.description ?? null };
}

function describeMore(program: Program): string {
  const call = (args = "") => writeCall(program, "inspect", args);
  const examples = describeExamples([
    [call("papers.jsonl"), "a file"],
    [call("'feeds/**/*.csv' more.zip"), "the files that a pattern matches, and those in a zip"],
    [`zcat papers.jsonl.gz | ${call("-")}`, "what another program gives"],
    [`${writeCall(program, "inspect", "feeds/ --json", { isSilent: true })} > inspection.json`, "for a program"],
  ]);
  return `${examples}

Nothing is computed, so that repeats are not told of.
Exit code: 0 something can be read, 1 a bug (please report it), 2 nothing can, or something to fix, named in the message.`;
}
