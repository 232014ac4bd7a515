import { findAcronyms } from "../text/acronyms.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { countTokens, normalizeParts } from "../text/phrase-keys.ts";

/** Words of the longest term that a run gives a topic, unless told otherwise. */
const LONGEST_TERM = 4;

/** Returns which of the texts hold each term, in any spelling of it, acronyms as the texts define them: their rows, ascending. */
export function locateTerms(terms: readonly string[], texts: readonly string[], rules: LanguageRules): number[][] {
  const noText = texts.length;
  const acronyms = findAcronyms([...texts, ""], rules);
  const readKey = (token: string, row: number) =>
    (acronyms.spellOut(token, row) ?? normalizeParts([token], rules)).join("");
  const keys = terms.map((term) =>
    rules
      .splitTokens(term)
      .map((token) => readKey(token, noText))
      .join(""),
  );
  const rows = new Map<string, number[]>(keys.map((key) => [key, []]));
  const longest = Math.max(LONGEST_TERM, ...terms.map((term) => rules.splitTokens(term).length));
  const maxTokens = countTokens(longest, rules);
  for (const [row, text] of texts.entries()) {
    for (const segment of rules.splitSegments(text)) {
      const parts = segment.map((token) => readKey(token, row));
      for (let start = 0; start < parts.length; start++) {
        let key = "";
        for (let end = start; end < Math.min(parts.length, start + maxTokens); end++) {
          key += parts[end]!;
          const found = rows.get(key);
          if (found !== undefined && found.at(-1) !== row) found.push(row);
        }
      }
    }
  }
  return keys.map((key) => rows.get(key)!);
}
