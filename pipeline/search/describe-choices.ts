import { toPrintableLine } from "../text/printable.ts";

/** A paper or topic that may be meant. */
export type Choice = { id: string; name: string };

/** Most characters of what was asked for that are looked at. */
export const LONGEST_NAME = 1000;

const MOST_CHOICES = 10;
const LONGEST_SHOWN = 80;
const LONGEST_LINE = 120;

/** Returns choices a line each, ten at most, and how many more there are. */
export function describeChoices(choices: readonly Choice[]): string {
  const shown = choices.slice(0, MOST_CHOICES);
  const width = Math.max(0, ...shown.map(({ id }) => id.length));
  const lines = shown.map(({ id, name }) => `  ${id.padStart(width)}  ${cutEnd(name, LONGEST_LINE)}`);
  if (choices.length > shown.length) lines.push(`  … and ${choices.length - shown.length} more`);
  return lines.join("\n");
}

/** Returns what was asked for as a message names it: on one line, its beginning where it is long. */
export function quoteName(name: string): string {
  return cutEnd(name, LONGEST_SHOWN);
}

function cutEnd(text: string, longest: number): string {
  if (text.length <= longest) return toPrintableLine(text);
  return `${toPrintableLine(text.slice(0, longest).replace(/\p{Cs}$/u, ""))}…`;
}
