import { Command, InvalidArgumentError } from "commander";
import { type Config, parseConfig } from "../config.ts";
import { type DuplicateThresholds, PAIR_KINDS } from "../dedupe/group-texts.ts";
import { UserError } from "../error.ts";
import { STAGE_NAMES } from "../stages/stages.ts";
import { addColumnOptions, readColumnOptions } from "./column-options.ts";
import { CONFIG_HELP, type ConfigFile, type NamedConfig, NO_CONFIG_HELP } from "./config-file.ts";
import { describeExamples } from "./describe-examples.ts";
import { collectThreshold } from "./duplicates-command-line.ts";
import { type Program, writeCall } from "./program.ts";
import { readArguments } from "./read-arguments.ts";

/** What the command line asks for: a run with these settings, or only the text of `--help` or `--version`. */
export type RunRequest =
  | {
      kind: "run";
      config: Config;
      verbosity: "quiet" | "normal" | "verbose";
      json: boolean;
      /** Whether to go on running, and to run again whenever the inputs change. */
      isWatching: boolean;
      /** Says which settings a file gave; null where none did. */
      configFile: string | null;
    }
  | { kind: "print"; text: string };

const MODEL_HELP =
  "embedding model: a folder, or the name of one that comes with the program, was fetched before, or is on the Hugging Face hub; only to fetch one is the network used";

/** Returns the command with its arguments, options and help. */
export function buildRunCommand(program: Program): Command {
  const defaults = parseConfig();
  const command = new Command()
    .description(
      "Finds the topics in a pile of papers: parses, merges repeats, embeds, clusters, labels, maps and reports them. Offline.",
    )
    .argument(
      "[inputs...]",
      `files, folders, patterns in quotes, or - for standard input${program.isCheckout ? " (default: seeds)" : ""}`,
    )
    .option("--input <path>", "the same as an argument; may be given more than once", collect)
    .option(
      "--output <dir>",
      `folder for everything produced; the database is <dir>/atlas.duckdb (default: ${program.output})`,
    )
    .option(
      "--topics <auto|broad|fine|n>",
      "number of fine topics, or auto: fine and broader ones, as many as a scan finds; broad or fine: that level alone (default: auto)",
      parseTopics,
    )
    .option(
      "--max-unassigned <share>",
      "leave at most this share of the papers without a topic, where none has a probability of a half (default: 0, all are placed)",
      parseNumber,
    )
    .option("--seed <n>", "seed of all random choices (default: 1)", parseNumber)
    .option(
      "--space <topic|raw>",
      "what is clustered: meaning joined with words, or the model's vectors as they are (default: topic)",
    )
    .option("--model <name|folder>", `${MODEL_HELP} (default: ${defaults.model})`)
    .option(
      "--dtype <auto|fp16|fp32|q8>",
      "weights of the model; q8 is twice as fast and rougher, and the only one in the package (default: auto, fp16 where they are at hand)",
    )
    .option("--max-tokens <n>", "word pieces after which a text is cut (default: 512)", parseNumber)
    .option(
      "--embedder <url>",
      "embed on a server that speaks as OpenAI's /v1/embeddings, in the place of a model on this machine: the texts are sent there; its key is read from TOPIC_ATLAS_EMBEDDER_KEY",
    )
    .option("--embedder-model <name>", "name of the model on that server")
    .option(
      "--vectors-from <dir>",
      "take vectors that `topic-atlas embed` wrote into this folder; texts that it lacks are embedded here",
    )
    .option("--engine <local|ray>", "who embeds: this machine, or a cluster of Ray (default: local)")
    .option("--ray-address <url>", "address of Ray's dashboard, such as http://127.0.0.1:8265")
    .option("--ray-shards <n>", "shards that the cluster's work is cut into (default: as suits)", parseNumber)
    .option(
      "--threshold <kind=share>",
      `from which score on records are one paper, such as near=.8; may be given more than once (default: ${PAIR_KINDS.map((kind) => `${kind}=${defaults[`${kind}Threshold`]}`).join(", ")})`,
      collectThreshold,
    )
    .option("--memory <amount>", `what a run may take of memory, such as 4GB (default: ${defaults.memory})`)
    .option(
      "--keep-runs <n>",
      `keep the topics, papers and map of the last n runs for diff (default: ${defaults.keepRuns})`,
      parseNumber,
    )
    .option(
      "--single-file",
      "put all of the map into atlas.html, however many papers; else long texts of more than 10,000 stand in atlas-data beside it",
    )
    .option("--from <stage>", `run this stage and those after it even if nothing changed: ${STAGE_NAMES.join(", ")}`)
    .option("--only <stage>", "run this stage alone; refused where later stages would no longer fit")
    .option(
      "--refit <auto|never|now>",
      "when topics and map are made anew: auto, once the papers have drifted away from them; between, new papers are placed among the old, which stay where they are (default: auto)",
    )
    .option(
      "--from-scratch",
      "forget the last topics, their names, numbers, colours and history, as in an empty folder; vectors are kept",
    )
    .option("--force", "run every stage, and embed every text, even if nothing changed")
    .option("--watch", "keep running, and run again whenever files of the inputs come or change and stand still since")
    .option("--config <file>", CONFIG_HELP)
    .option("--no-config", NO_CONFIG_HELP)
    .option("--quiet", "say nothing but warnings and errors")
    .option("--verbose", "say more")
    .option("--json", "print what was made as JSON on standard output: one line, but to a terminal")
    .addHelpText("after", describeMore(program));
  return addColumnOptions(command);
}

/**
 * Returns what the arguments ask for. An installed program has no papers of its own: it must be given an input.
 * What they leave open is as in the settings' file that `readFile` gives, if any. Throws a UserError on an unknown option or an impossible value.
 */
export function parseRunCommandLine(
  program: Program,
  args: readonly string[],
  readFile: (named: NamedConfig) => ConfigFile | null = () => null,
): RunRequest {
  const command = buildRunCommand(program);
  const text = readArguments(command, program, "run", args);
  if (text !== null) return { kind: "print", text };
  const { config, quiet, verbose, json, watch, input = [], threshold = {}, ...settings } = command.opts();
  if (quiet && verbose) throw new UserError("--quiet and --verbose: only one of them can be given");
  const inputs: string[] = [...command.args, ...input];
  const file = readFile(config);
  const { fields, ...given } = readColumnOptions(settings);
  const { quiet: isQuiet, verbose: isVerbose } = quiet || verbose ? { quiet, verbose } : (file?.presentation ?? {});
  if (inputs.length === 0 && file?.settings.input === undefined && !program.isCheckout) {
    const [example, help] = ["papers.jsonl", "--help"].map((args) => writeCall(program, "run", args));
    throw new UserError(`no input: name a file or folder of papers, as ${example}\nSee ${help}`);
  }
  return {
    kind: "run",
    config: parseConfig({
      output: program.output,
      ...file?.settings,
      ...given,
      fields: { ...file?.settings.fields, ...fields },
      ...nameThresholds(threshold),
      ...(inputs.length > 0 && { input: inputs }),
    }),
    verbosity: isQuiet ? "quiet" : isVerbose ? "verbose" : "normal",
    json: json ?? file?.presentation.json ?? false,
    isWatching: watch ?? false,
    configFile: file?.description ?? null,
  };
}

function nameThresholds(thresholds: Partial<DuplicateThresholds>): Record<string, number> {
  return Object.fromEntries(Object.entries(thresholds).map(([kind, share]) => [`${kind}Threshold`, share]));
}

function describeMore(program: Program): string {
  const { isCheckout, output } = program;
  const call = (args = "") => writeCall(program, "run", args);
  const papers = isCheckout ? "" : "papers.jsonl ";
  const examples = describeExamples([
    isCheckout
      ? [call(), "the papers in seeds/, into output/"]
      : [call("papers.jsonl"), `the papers of a file, into ${output}/`],
    [call("papers.jsonl feeds/ --output week"), "a file and a folder, into another place"],
    [call("export.csv --abstract-field Notes"), "a table, one of whose columns is not known by its name"],
    [call("'feeds/**/*.jsonl' more.zip"), "the files that a pattern matches, and those in a zip"],
    [call(`${papers}--topics 12`), "twelve topics, no scan"],
    [call(`${papers}--from cluster --seed 7`), "again from the clustering on, with another seed"],
    [call("feeds/ --watch"), "again whenever a file comes into a folder or changes there"],
    [`${writeCall(program, "run", `${papers}--json`, { isSilent: true })} > run.json`, "what was made, for a program"],
  ]);
  return `${examples}

A paper is a line {"title": "…", "abstract": "…"} of a .jsonl file, or a row of a table (CSV, TSV, JSON, Parquet). It writes atlas.duckdb, atlas.html, report.html,
report.md and charts/ to the output folder. After it, ${writeCall(program, "digest")} writes the newest papers as a mail and a feed.
Exit code: 0 done, 1 a bug (please report it), 2 something to fix, named in the message, 3 another run has the output folder.`;
}

function collect(path: string, paths: string[] = []): string[] {
  return [...paths, path];
}

function parseNumber(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || Number.isNaN(number)) throw new InvalidArgumentError("It must be a number.");
  return number;
}

function parseTopics(value: string): number | string {
  return Number.isNaN(Number(value)) ? value : Number(value);
}
