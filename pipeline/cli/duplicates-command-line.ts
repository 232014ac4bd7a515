import { Command, InvalidArgumentError, Option } from "commander";
import { type DuplicateThresholds, PAIR_KINDS } from "../dedupe/group-texts.ts";
import type { ShownPair } from "../duplicates/read-pairs.ts";
import { UserError } from "../error.ts";
import { describeExamples } from "./describe-examples.ts";
import { type Program, writeCall } from "./program.ts";
import { readArguments } from "./read-arguments.ts";

/** What the command line asks for: pairs, what other thresholds would change, decisions to keep, or only the text of `--help`. */
export type DuplicatesRequest =
  | {
      kind: "duplicates";
      output: string;
      shownKind: ShownPair["kind"] | null;
      limit: number;
      json: boolean;
      thresholds: Partial<DuplicateThresholds>;
      decisions: { names: [string, string]; verdict: "always" | "never" }[];
    }
  | { kind: "print"; text: string };

const SHOWN_KINDS = ["exact", ...PAIR_KINDS, "decision"] as const;
const MOST_SHOWN = 1_000_000;

/** Returns the command with its options and help. */
export function buildDuplicatesCommand(program: Program): Command {
  return new Command()
    .description("Shows which records were merged, or nearly, side by side: the most doubtful first.")
    .option("--output <dir>", `output folder of a run (default: ${program.output})`)
    .addOption(new Option("--kind <kind>", "pairs of this kind alone").choices(SHOWN_KINDS))
    .option("--limit <n>", "show at most n pairs", parseLimit, 20)
    .option(
      "--threshold <kind=share>",
      "show what another threshold would change, such as near=.8; may be given more than once",
      collectThreshold,
    )
    .option("--never <texts...>", "keep for later runs: these two are never one paper")
    .option("--always <texts...>", "keep for later runs: these two are always one paper")
    .option("--json", "print the pairs as JSON")
    .addHelpText("after", describeMore(program));
}

/** Returns what the arguments ask for. Throws a UserError on an unknown option or an impossible value. */
export function parseDuplicatesCommandLine(program: Program, args: readonly string[]): DuplicatesRequest {
  const command = buildDuplicatesCommand(program);
  const text = readArguments(command, program, "duplicates", args);
  if (text !== null) return { kind: "print", text };
  const { output = program.output, kind = null, limit, threshold = {}, never, always, json } = command.opts();
  if (output === "") throw new UserError("--output: must not be empty");
  const decisions = [...readPair("never", never), ...readPair("always", always)];
  return { kind: "duplicates", output, shownKind: kind, limit, json: json === true, thresholds: threshold, decisions };
}

function describeMore(program: Program): string {
  const call = (args = "") => writeCall(program, "duplicates", args);
  const examples = describeExamples([
    [call(), `the 20 most doubtful pairs of ${program.output}`],
    [call("--kind near --limit 100"), "a hundred of those that differ in wording"],
    [call("--threshold near=.8"), "what would change; give it to a run to have it so"],
    [call("--never 00e3454e565958ea 0103ddb5835e5f7b"), "two papers, from the next run on"],
    [
      call("--always seeds/000_3c9a2f189dac8ac1.txt:26 seeds/002_99d72bc244e74ac3.txt:88"),
      "one paper: records by file and position",
    ],
  ]);
  return `${examples}

Kinds: exact (the same letters), identity (arXiv identifier, DOI or address), near (wording), semantic (meaning), decision (yours).
A text is named by the 16 digits before it, by the id of its paper, or by source:position of a record. Decisions are kept in
<output>/duplicate-decisions.json, which each run reads and none changes.
Exit code: 0 done, 1 a bug (please report it), 2 something to fix, named in the message.`;
}

function parseLimit(value: string): number {
  const limit = Number(value);
  if (!/^\d+$/.test(value) || limit < 1 || limit > MOST_SHOWN)
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_SHOWN}.`);
  return limit;
}

/** Returns thresholds with one more, as near=.8 names it. */
export function collectThreshold(
  value: string,
  before: Partial<DuplicateThresholds> = {},
): Partial<DuplicateThresholds> {
  const [, name, share] = /^(\w+)=(\d*\.?\d+)$/.exec(value) ?? [];
  const kind = PAIR_KINDS.find((known) => known === name);
  if (kind === undefined || Number(share) > 1)
    throw new InvalidArgumentError(
      `It must be ${PAIR_KINDS.map((known) => `${known}=…`).join(", ")}, with a number from 0 to 1.`,
    );
  return { ...before, [kind]: Number(share) };
}

function readPair(
  verdict: "always" | "never",
  names: string[] | undefined,
): { names: [string, string]; verdict: typeof verdict }[] {
  if (names === undefined) return [];
  if (names.length !== 2) throw new UserError(`--${verdict}: ${names.length} texts: it takes two`);
  return [{ names: [names[0]!, names[1]!], verdict }];
}
