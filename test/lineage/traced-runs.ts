import type { TracedRun } from "../../pipeline/lineage/traced-run.ts";

/**
 * Returns a run of papers 0, 1, ..., each a letter: its topic, whose id is the letter's place in the alphabet; `-` is in none, and a space is not there. `above` gives
 * the parts of broader topics, by letters.
 */
export function readRun(
  letters: string,
  labels: Record<string, string> = {},
  above: Record<string, string> = {},
): TracedRun {
  const papers = [...letters].flatMap((letter, number): [number, string][] =>
    letter === " " ? [] : [[number, letter]],
  );
  const fine = [...new Set(letters.replaceAll(/[ -]/g, ""))].sort();
  const count = (parts: string) => papers.filter(([, letter]) => parts.includes(letter)).length;
  const parentOf = (letter: string) => Object.keys(above).find((parent) => above[parent]!.includes(letter));
  const describe = (letter: string, level: number, size: number, parent?: string) => ({
    topic_id: idOf(letter),
    level,
    parent_id: parent === undefined ? null : idOf(parent),
    label: labels[letter] ?? letter.toUpperCase(),
    size,
    stability: null,
  });
  return {
    topics: [
      ...fine.map((letter) => describe(letter, 0, count(letter), parentOf(letter))),
      ...Object.entries(above).map(([letter, parts]) => describe(letter, 1, count(parts))),
    ],
    topicOf: new Map(papers.map(([number, letter]) => [number, letter === "-" ? null : idOf(letter)])),
  };
}

function idOf(letter: string): number {
  return letter.charCodeAt(0) - 96;
}
