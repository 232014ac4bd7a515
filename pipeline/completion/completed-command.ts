import type { Command, Option } from "commander";

/** What can stand in a place of a command line: one of some words, a file, a folder, or what nobody can foretell. */
export type Completed =
  | { kind: "words"; words: readonly string[] }
  | { kind: "file" }
  | { kind: "folder" }
  | { kind: "open" };

/** An option as a shell completes it. `value` is null of one that takes none. */
export type CompletedOption = { flag: string; short: string | null; summary: string; value: Completed | null };

/** A command as a shell completes it: its options, and what its arguments are; null where it takes none. */
export type CompletedCommand = {
  name: string;
  summary: string;
  options: CompletedOption[];
  argument: Completed | null;
};

const FILES = new Set(["file", "path", "input", "inputs", "files", "name|folder"]);
const FOLDERS = new Set(["dir", "folder"]);
/** Words that a shell takes as they are. */
const WORD = /^[\w.:=+-]+$/;
/** Alternatives that stand for a value, not for themselves. */
const STANDS_FOR = new Set(["n", "name", "id", "value"]);

/** Returns what a shell needs to complete a command. `stages` are the words for what the command calls a stage. */
export function describeCompletion(
  { name, summary }: { name: string; summary: string },
  command: Command,
  stages: readonly string[],
): CompletedCommand {
  const [argument] = command.registeredArguments;
  const options = command.options.map((option) => describeOption(option, stages));
  return {
    name,
    summary,
    options: [...options, { flag: "--help", short: "-h", summary: "show help", value: null }],
    argument: argument === undefined ? null : describeValue(argument.name(), argument.argChoices, stages),
  };
}

function describeOption({ flags, long, short, description, argChoices }: Option, stages: readonly string[]) {
  const [, placeholder] = /[<[](.+?)(?:\.\.\.)?[>\]]$/.exec(flags) ?? [];
  const value = placeholder === undefined ? null : describeValue(placeholder, argChoices, stages);
  return { flag: long!, short: short ?? null, summary: shorten(description), value };
}

function describeValue(
  placeholder: string,
  choices: readonly string[] | undefined,
  stages: readonly string[],
): Completed {
  const name = placeholder.toLowerCase();
  if (choices !== undefined) return listWords(choices);
  if (name === "stage") return listWords(stages);
  if (FILES.has(name)) return { kind: "file" };
  if (FOLDERS.has(name)) return { kind: "folder" };
  return name.includes("|") ? listWords(name.split("|").filter((word) => !STANDS_FOR.has(word))) : { kind: "open" };
}

function listWords(words: readonly string[]): Completed {
  const known = words.filter((word) => WORD.test(word));
  return known.length > 0 ? { kind: "words", words: known } : { kind: "open" };
}

/** Returns a description without what is said behind it: its default, or a second clause. */
function shorten(description: string): string {
  return description.split(/;| \(|: /)[0]!;
}
