import { cutText, type Terminal } from "./terminal.ts";

/** A part of a card: its heading, and lines that end with a line break; no lines where there is nothing to say. */
export type Section = readonly [heading: string, lines: string];

/** Returns the sections that say something, each under its heading, a line free before each. */
export function writeSections(sections: readonly Section[], terminal: Terminal): string {
  return sections
    .filter(([, lines]) => lines !== "")
    .map(([heading, lines]) => `\n${terminal.bold(cutText(heading, terminal.width))}\n${lines}`)
    .join("");
}

/** Returns what is known of some facts as one line, parted by dots. */
export function joinFacts(facts: readonly (string | null)[]): string {
  return facts.filter((fact) => fact !== null && fact !== "").join(" · ");
}
