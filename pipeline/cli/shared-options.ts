import { type Command, InvalidArgumentError } from "commander";
import { UserError } from "../error.ts";
import type { Program } from "./program.ts";

/** Options of every command that asks an output folder. */
export type AskOptions = { output: string; json?: true };

const MOST_SHOWN = 1_000_000;

/** Adds `--output`: which folder is asked. */
export function addOutputOption(command: Command, program: Program): void {
  command.option("--output <dir>", "output folder of a run, or its atlas.duckdb", parseFolder, program.output);
  command.options.at(-1)!.defaultValueDescription = program.output;
}

/** Adds `--json`: the answer is for a program. */
export function addJsonOption(command: Command): void {
  command.option("--json", "print it as JSON");
}

/** Adds `--limit`: how much is shown, `usual` unless told. */
export function addLimitOption(command: Command, things: string, usual: number): void {
  command.option("--limit <n>", `show at most n ${things}`, parseLimit, usual);
}

/** Returns a count of things to show. Throws what commander turns into a message where it is none. */
export function parseLimit(value: string): number {
  const limit = Number(value);
  if (!/^\d+$/.test(value) || limit < 1 || limit > MOST_SHOWN)
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_SHOWN}.`);
  return limit;
}

function parseFolder(value: string): string {
  if (value === "") throw new UserError("--output: must not be empty");
  return value;
}
