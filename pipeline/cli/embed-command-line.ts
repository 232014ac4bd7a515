import { Command, InvalidArgumentError } from "commander";
import { type Config, parseConfig } from "../config.ts";
import { UserError } from "../error.ts";
import { parseShardNumber, type ShardNumber } from "../shards/shard-number.ts";
import { addColumnOptions, readColumnOptions } from "./column-options.ts";
import { CONFIG_HELP, type ConfigFile, type NamedConfig, NO_CONFIG_HELP } from "./config-file.ts";
import { describeExamples } from "./describe-examples.ts";
import { collectThreshold } from "./duplicates-command-line.ts";
import { type Program, writeCall } from "./program.ts";
import { readArguments } from "./read-arguments.ts";

/** What the command line asks for: to embed a shard, or only the text of `--help`. */
export type EmbedRequest =
  | { kind: "embed"; config: Config; shard: ShardNumber; folder: string; isQuiet: boolean; configFile: string | null }
  | { kind: "print"; text: string };

/** Folder of shards where none is given. */
const FOLDER = "vectors";

/** Returns the command with its arguments, options and help. */
export function buildEmbedCommand(program: Program): Command {
  const command = new Command()
    .description(
      "Embeds one part of the papers into a Parquet file, so that several processes or machines share the work. `run --vectors-from` takes the parts up.",
    )
    .argument("[inputs...]", "the files, folders and patterns that the run will have")
    .option("--shard <i/n>", "which part, and how many there are, such as 2/4 (default: 1/1)")
    .option("--output <dir>", `folder of the parts (default: ${FOLDER})`)
    .option("--model <name|folder>", "embedding model, as of the run")
    .option("--dtype <auto|fp16|fp32|q8>", "weights of the model, as of the run")
    .option("--max-tokens <n>", "word pieces after which a text is cut, as of the run", parseNumber)
    .option("--threshold <kind=share>", "from which score on records are one paper, as of the run", collectThreshold)
    .option("--memory <amount>", "what it may take of memory, such as 4GB")
    .option("--config <file>", CONFIG_HELP)
    .option("--no-config", NO_CONFIG_HELP)
    .option("--quiet", "say nothing but warnings and errors")
    .addHelpText("after", describeMore(program));
  return addColumnOptions(command);
}

/** Returns what the arguments ask for. Throws a UserError on an unknown option or an impossible value, and where no input is named. */
export function parseEmbedCommandLine(
  program: Program,
  args: readonly string[],
  readFile: (named: NamedConfig) => ConfigFile | null = () => null,
): EmbedRequest {
  const command = buildEmbedCommand(program);
  const text = readArguments(command, program, "embed", args);
  if (text !== null) return { kind: "print", text };
  const { config, quiet, shard = "1/1", output = FOLDER, threshold = {}, ...settings } = command.opts();
  const file = readFile(config);
  const { fields, ...given } = readColumnOptions(settings);
  const input = command.args.length > 0 ? command.args : file?.settings.input;
  if (input === undefined && !program.isCheckout) {
    const [example, help] = ["papers.jsonl --shard 1/4", "--help"].map((given) => writeCall(program, "embed", given));
    throw new UserError(`no input: name a file or folder of papers, as ${example}\nSee ${help}`);
  }
  if (output === "") throw new UserError("--output: must not be empty");
  const thresholds = Object.entries(threshold).map(([kind, share]) => [`${kind}Threshold`, share]);
  return {
    kind: "embed",
    config: parseConfig({
      ...file?.settings,
      ...given,
      ...Object.fromEntries(thresholds),
      fields: { ...file?.settings.fields, ...fields },
      ...(input !== undefined && { input }),
    }),
    shard: parseShardNumber(shard),
    folder: output,
    isQuiet: quiet ?? file?.presentation.quiet ?? false,
    configFile: file?.description ?? null,
  };
}

function describeMore(program: Program): string {
  const call = (args = "") => writeCall(program, "embed", args);
  const run = (args = "") => writeCall(program, "run", args);
  const examples = describeExamples([
    [call("papers.jsonl --shard 1/4"), `the first of four parts, into ${FOLDER}/`],
    [`seq 4 | xargs -P 2 -I {} ${call("papers.jsonl --shard {}/4")}`, "all four, two at a time"],
    [call('papers.jsonl --shard "$((SLURM_ARRAY_TASK_ID + 1))/16"'), "in an array of jobs, from 0 to 15"],
    [run(`papers.jsonl --vectors-from ${FOLDER}`), "takes them up"],
  ]);
  return `${examples}

Which part a text is in depends on its words alone. Each process reads all inputs and embeds its part; one that was stopped goes on where it
was, and a part that is there is not made again. The tables of the run are the same as without parts.
Exit code: 0 done, 1 a bug (please report it), 2 something to fix, named in the message.`;
}

function parseNumber(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || Number.isNaN(number)) throw new InvalidArgumentError("It must be a number.");
  return number;
}
