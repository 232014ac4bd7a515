import { compareCodeUnits } from "../text/compare-code-units.ts";
import { joinWithAnd } from "../text/join-with-and.ts";
import { foldWords } from "./match-words.ts";
import type { SearchText, SoughtWord } from "./search-index.ts";

const FIELDS: readonly [keyof SearchText, string][] = [
  ["title", "title"],
  ["label", "topic"],
  ["abstract", "abstract"],
  ["authors", "authors"],
];

/** A word of a paper that a question sought, as it is written there, and the field where it stands. */
export type WordMatch = { word: string; field: string };

/** Returns which of the sought words a paper holds, in their order, each as it stands in the first field that has it; a field without text is left out. */
export function findMatches(text: Partial<SearchText>, sought: readonly SoughtWord[]): WordMatch[] {
  const words = FIELDS.map(([field]) => listWritten(text[field] ?? ""));
  return sought.flatMap(({ forms }) => {
    const place = words.findIndex((held) => forms.some(([form]) => held.has(form)));
    if (place === -1) return [];
    const [form] = forms.find(([other]) => words[place]!.has(other))!;
    return [{ word: words[place]!.get(form)!, field: FIELDS[place]![1] }];
  });
}

/** Returns the folded words of a text as each is first written. */
function listWritten(text: string): Map<string, string> {
  const written = new Map<string, string>();
  for (const { word, start, end } of foldWords(text)) if (!written.has(word)) written.set(word, text.slice(start, end));
  return written;
}

/** Returns the words of a paper that count as sought ones, folded, in order of code unit: what is to be marked. */
export function listMarked(text: SearchText, sought: readonly SoughtWord[]): string[] {
  const forms = new Set(sought.flatMap((word) => word.forms.map(([form]) => form)));
  const held = FIELDS.flatMap(([field]) => foldWords(text[field]).map(({ word }) => word));
  return [...new Set(held)].filter((word) => forms.has(word)).sort(compareCodeUnits);
}

/** Returns the words found by the field where they stand: “owl” in the title, “tree” in the abstract. */
export function describeFields(matches: readonly WordMatch[]): string {
  const fields = FIELDS.flatMap(([, field]) => {
    const words = matches.filter((match) => match.field === field).map(({ word }) => `“${word}”`);
    return words.length > 0 ? [`${joinWithAnd(words)} in the ${field}`] : [];
  });
  return fields.join(", ");
}
