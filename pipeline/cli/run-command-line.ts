import { Command, InvalidArgumentError } from "commander";
import { type Config, parseConfig } from "../config.ts";
import { UserError } from "../error.ts";
import { STAGE_NAMES } from "../stages/stages.ts";
import { readArguments } from "./read-arguments.ts";

/** What the command line asks for: a run with these settings, or only the text of `--help` or `--version`. */
export type Request =
  | { kind: "run"; config: Config; verbosity: "quiet" | "normal" | "verbose"; json: boolean }
  | { kind: "print"; text: string };

const EXAMPLES = `
Examples:
  npm run pipeline                                    the papers in seeds/, into output/
  npm run pipeline -- --input feeds/ --output week    another folder, another place
  npm run pipeline -- --topics 12                     twelve topics, and broader ones above
  npm run pipeline -- --from cluster --seed 7         again from the clustering on, with another seed
  npm run -s pipeline -- --json > run.json            what was made, for a program

It writes atlas.duckdb, atlas.html, report.html, report.md and charts/ to the output folder.
After it, npm run digest writes the newest papers as a mail and a feed.
Exit code: 0 done, 1 a bug (please report it), 2 something to mend, said in the message.`;

/** Returns what the arguments ask for. Throws a UserError on an unknown option or an impossible value. */
export function parseCommandLine(args: readonly string[]): Request {
  const command = new Command("topic-atlas")
    .description(
      "Finds the topics in a pile of papers: parses, merges repeats, embeds, clusters, labels, maps and reports them. Offline.",
    )
    .option("--input <path>", "file or folder to read; may be given more than once (default: seeds)", collect)
    .option("--output <dir>", "folder for everything produced; the database is <dir>/atlas.duckdb (default: output)")
    .option(
      "--topics <auto|broad|fine|n>",
      "number of fine topics, or auto: fine and broader ones, as many as a scan finds; broad or fine: that level alone (default: auto)",
      parseTopics,
    )
    .option(
      "--max-unassigned <share>",
      "leave at most this share of the papers without a topic, where most of their evidence is for others (default: 0, all are placed)",
      parseNumber,
    )
    .option("--seed <n>", "seed of all random choices (default: 1)", parseNumber)
    .option(
      "--space <topic|raw>",
      "what is clustered: meaning joined with words, or the model's vectors as they are (default: topic)",
    )
    .option(
      "--model <name|folder>",
      "embedding model: a folder, or a name below models/ or on the Hugging Face hub; only a hub name uses the network (default: sentence-transformers/all-MiniLM-L6-v2)",
    )
    .option("--dtype <fp16|fp32|q8>", "weights of the model; q8 is twice as fast and rougher (default: fp16)")
    .option("--max-tokens <n>", "word pieces after which a text is cut (default: 512)", parseNumber)
    .option("--from <stage>", `run this stage and those after it even if nothing changed: ${STAGE_NAMES.join(", ")}`)
    .option("--only <stage>", "run this stage alone; refused where later stages would no longer fit")
    .option("--force", "run every stage, and embed every text, even if nothing changed")
    .option("--quiet", "say nothing but warnings and errors")
    .option("--verbose", "say more")
    .option("--json", "print what was made as JSON on standard output")
    .version(process.env.npm_package_version ?? "0.1.0")
    .addHelpText("after", EXAMPLES);
  const text = readArguments(command, args, "pipeline");
  if (text !== null) return { kind: "print", text };
  const { quiet, verbose, json, ...settings } = command.opts();
  if (quiet && verbose) throw new UserError("--quiet and --verbose: only one of them can be given");
  return {
    kind: "run",
    config: parseConfig(settings),
    verbosity: quiet ? "quiet" : verbose ? "verbose" : "normal",
    json: json === true,
  };
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
