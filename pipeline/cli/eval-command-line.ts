import { fileURLToPath } from "node:url";
import { Command, InvalidArgumentError } from "commander";
import { parseConfig } from "../config.ts";
import { UserError } from "../error.ts";
import type { EvaluationSettings } from "../evaluation/evaluate-corpora.ts";
import type { StabilitySettings } from "../evaluation/evaluate-stability.ts";
import type { PanelSettings } from "../evaluation/evaluate-topic-counts.ts";
import { describeExamples } from "./describe-examples.ts";
import { type Program, writeCall } from "./program.ts";
import { readArguments } from "./read-arguments.ts";

type Presentation = { verbosity: "quiet" | "normal"; json: boolean };

/** What the command line asks for: an evaluation of the topics, of their number or of their stability, or only the text of `--help`. */
export type EvaluationRequest =
  | ({ kind: "evaluate"; settings: EvaluationSettings } & Presentation)
  | ({ kind: "panels"; settings: PanelSettings } & Presentation)
  | ({ kind: "stability"; settings: StabilitySettings } & Presentation)
  | { kind: "print"; text: string };

const DEFAULT_CORPUS = fileURLToPath(new URL("../../test/data/arxiv-8k.jsonl.gz", import.meta.url));
const DEFAULT_LABEL = "label";

/** Returns the command with its options and help. */
export function buildEvaluationCommand(program: Program): Command {
  const defaults = parseConfig();
  return new Command()
    .description(
      "Measures how well the topics found agree with known labels, and how good their words and map are. Offline.",
    )
    .option(
      "--corpus <file...>",
      `labelled texts as .jsonl or .jsonl.gz; with --no-label any input${program.isCheckout ? " (default: test/data/arxiv-8k.jsonl.gz)" : ""}`,
    )
    .option("--label <field>", "field with the true label; it or --no-label is required with --corpus (default: label)")
    .option("--no-label", "judge texts without labels, such as a feed, by how steady each level of topics is")
    .option("--text <field>", "field with the text (default: title and abstract, else text)")
    .option("--sample <n>", "texts to take, always the same ones; 0 takes all", parseCount, 2000)
    .option("--seeds <n>", "runs with different seeds (default: 3)", parseCount)
    .option(
      "--panels",
      "measure the numbers of topics found, on parts with some labels: of each corpus, and of mixes of several",
    )
    .option("--draws <n>", "panels of each number of labels (default: 1)", parseCount)
    .option("--seed <n>", "the first seed (default: 1)", parseCount)
    .option("--map", "draw and judge the map (default: up to 3,000 texts)")
    .option("--no-map", "do not")
    .option("--model <name|folder>", `embedding model (default: ${defaults.model})`)
    .option("--dtype <auto|fp16|fp32|q8>", "weights of the model (default: auto, fp16 where they are at hand)")
    .option("--max-tokens <n>", "word pieces after which a text is cut (default: 512)", parseCount)
    .option("--output <file>", "DuckDB file that keeps vectors and figures", `${program.output}/eval.duckdb`)
    .option("--quiet", "say nothing but the result")
    .option("--json", "print the result as JSON")
    .addHelpText("after", describeMore(program));
}

/**
 * Returns what the arguments ask for. An installed program has no corpus of its own: it must be given one.
 * Throws a UserError on an unknown option or an impossible value.
 */
export function parseEvaluationCommandLine(program: Program, args: readonly string[]): EvaluationRequest {
  const command = buildEvaluationCommand(program);
  const text = readArguments(command, program, "eval", args);
  if (text !== null) return { kind: "print", text };
  const {
    corpus,
    label,
    text: textField,
    sample,
    seeds,
    panels,
    draws,
    map,
    output,
    quiet,
    json,
    ...pipeline
  } = command.opts();
  if (corpus === undefined && !program.isCheckout) {
    const example = writeCall(program, "eval", "--corpus news.jsonl --label section");
    throw new UserError(
      `no corpus: name a file of labelled texts, as ${example}\nSee ${writeCall(program, "eval", "--help")}`,
    );
  }
  if (corpus !== undefined && label === undefined)
    throw new UserError("--corpus without --label: which field has the true label? None: --no-label");
  const isUnlabelled = label === false;
  const misplaced = panels ? { seeds, map } : { draws };
  if (isUnlabelled) refuse({ map, panels, draws }, "has no meaning with --no-label");
  refuse(misplaced, `${panels ? "has no meaning with" : "needs"} --panels`);
  for (const [name, value] of Object.entries({ seeds, draws })) {
    if (value === 0) throw new UserError(`--${name} 0: must be at least 1`);
  }
  parseConfig(pipeline);
  const paths: string[] = corpus ?? [DEFAULT_CORPUS];
  const sources = paths.map((path) => ({ path, text: textField }));
  const corpora = sources.map((source) => ({ ...source, label: label || DEFAULT_LABEL }));
  const session = { corpora, sample, output, pipeline };
  const presentation = { verbosity: quiet ? "quiet" : "normal", json: json === true } as const;
  if (isUnlabelled) {
    return { kind: "stability", settings: { ...session, corpora: sources, seeds: seeds ?? 3 }, ...presentation };
  }
  if (panels) return { kind: "panels", settings: { ...session, draws: draws ?? 1 }, ...presentation };
  const settings = { ...session, seeds: seeds ?? 3, map };
  return { kind: "evaluate", settings, ...presentation };
}

function refuse(options: Record<string, unknown>, reason: string): void {
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined) throw new UserError(`--${name}: ${reason}`);
  }
}

function describeMore(program: Program): string {
  const { isCheckout } = program;
  const call = (args = "") => writeCall(program, "eval", args);
  const corpus = isCheckout ? "" : "--corpus news.jsonl --label section ";
  const json = writeCall(program, "eval", `${corpus}--sample 0 --json`, { isSilent: true });
  const examples = describeExamples([
    ...(isCheckout ? [[call(), "2,000 arXiv abstracts with their subject classes"] as const] : []),
    [call("--corpus news.jsonl --label section"), "your own texts: title and abstract, or text"],
    [call("--corpus a.jsonl b.jsonl --label section"), "several corpora, with the means at the end"],
    [call(`${corpus}--panels --sample 0`), "how well the number of topics is chosen"],
    [call("--corpus feed.jsonl --no-label"), "how steady the topics of a feed without labels are"],
    [`${json} > figures.json`, "all texts; the figures for a program"],
  ]);
  return `${examples}

Rows: k-means on the model's own vectors, this program with the true number of topics, and with the number it finds; beside
them what other tools reached, where it is known. Panels: parts of a corpus that have some of its labels, where the number of
topics found is compared with that of the labels; several corpora are also mixed, each two and all. Without labels: how the
topics of each level agree between seeds and between two random samples of 80 %. Every figure is stored, so that evaluations
can be compared by SQL.
Exit code: 0 done, 1 a bug (please report it), 2 something to fix, named in the message, 3 a recorded floor was missed.`;
}

function parseCount(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError("It must be a whole number of at least 0.");
  return Number(value);
}
