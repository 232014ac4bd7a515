import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { normalizeParts } from "./phrase-keys.ts";

/** What the acronyms of texts stand for. */
export type Acronyms = {
  /** Returns the normalised words that a word of the text of this row stands for; null where it stands for itself. */
  spellOut(word: string, row: number): readonly string[] | null;
  /** Returns whether a word stands for others in any text. */
  knows(word: string): boolean;
};

const DEFINITION = /\(\s*([\p{L}\p{N}][\p{L}\p{N}-]{1,9})\s*\)/gu;
const LEAST_TEXTS = 2;
const LEAST_AGREEMENT = 0.6;
const LONGEST_PREFIX = 200;

/**
 * Reads the acronyms that texts define as "long form (LF)" and returns what they stand for: a text's own definition goes first; else one that
 * at least two texts give and three fifths of those that define the word agree on. A plural stands for the same.
 */
export function findAcronyms(texts: readonly string[], rules: LanguageRules = ENGLISH): Acronyms {
  const own = texts.map((text) => readDefinitions(text, rules));
  const votes = new Map<string, Map<string, { parts: string[]; count: number }>>();
  for (const definitions of own) {
    for (const [acronym, parts] of definitions) {
      const forms = votes.get(acronym) ?? new Map<string, { parts: string[]; count: number }>();
      votes.set(acronym, forms);
      const key = parts.join(" ");
      forms.set(key, { parts, count: (forms.get(key)?.count ?? 0) + 1 });
    }
  }
  const agreed = new Map<string, string[]>();
  for (const [acronym, forms] of votes) {
    const counts = [...forms.values()];
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    const best = counts.find(({ count }) => count >= LEAST_TEXTS && count >= LEAST_AGREEMENT * total);
    if (best) agreed.set(acronym, best.parts);
  }
  const known = new Map<string, string | null>();
  const find = (word: string) => {
    let acronym = known.get(word);
    if (acronym === undefined) {
      const written = toAcronym(word);
      acronym = written !== null && votes.has(written) ? written : null;
      known.set(word, acronym);
    }
    return acronym;
  };
  return {
    spellOut: (word, row) => {
      const acronym = find(word);
      return acronym === null ? null : (own[row]!.get(acronym) ?? agreed.get(acronym) ?? null);
    },
    knows: (word) => find(word) !== null,
  };
}

/** Returns the words before a bracket whose letters the acronym takes, by the search from right to left of Schwartz and Hearst (2003). */
export function findLongForm(before: string, acronym: string): string | null {
  const letters = [...acronym.toLowerCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter));
  const text = before.trimEnd();
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return null;
  let place = text.length - 1;
  for (let index = letters.length - 1; index >= 0; index--) {
    const begins = () => place === 0 || !/[\p{L}\p{N}]/u.test(lower[place - 1]!);
    while (place >= 0 && (lower[place] !== letters[index] || (index === 0 && !begins()))) place--;
    if (place < 0) return null;
    place--;
  }
  const long = text.slice(place + 1);
  const words = long.split(/[\s-]+/).length;
  const isPlausible = words <= Math.min(letters.length + 5, 2 * letters.length) && long.length > acronym.length;
  return isPlausible && !/[^\p{L}\p{N}\s'’-]/u.test(long) ? long : null;
}

function readDefinitions(text: string, rules: LanguageRules): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const match of text.matchAll(DEFINITION)) {
    const acronym = toAcronym(match[1]!);
    if (acronym === null || found.has(acronym)) continue;
    const long = findLongForm(text.slice(Math.max(0, match.index - LONGEST_PREFIX), match.index), acronym);
    if (long !== null) found.set(acronym, normalizeParts(long.split(/\s+/), rules));
  }
  return found;
}

/** The word without a plural's s, where it is written like an acronym: with two capitals or more. */
function toAcronym(word: string): string | null {
  const singular = word.replace(/(?<=\p{Lu})s$/u, "");
  return (singular.match(/\p{Lu}/gu)?.length ?? 0) >= 2 ? singular : null;
}
