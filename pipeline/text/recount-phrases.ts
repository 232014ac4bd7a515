import { FormIndex } from "./form-index.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import type { Phrase } from "./phrases.ts";
import type { TokenPlaces } from "./token-places.ts";

/** Returns lists of phrases with the rows of all texts, given by their `words`, that hold one of their spellings. The phrases may be those of fewer texts; one that lists share is shared still. */
export function recountPhrases(
  lists: readonly (readonly Phrase[])[],
  words: TokenPlaces,
  maxTokens: number,
  rules: LanguageRules,
): Phrase[][] {
  const recounted = new Map<Phrase, Phrase>();
  for (const phrase of lists.flat()) if (!recounted.has(phrase)) recounted.set(phrase, { ...phrase, documents: [] });
  const holders = new Map<string, number[][]>();
  for (const { forms, documents } of recounted.values()) {
    for (const form of forms) {
      const own = holders.get(form);
      if (own) own.push(documents);
      else holders.set(form, [documents]);
    }
  }
  const held = [...holders.values()];
  const index = new FormIndex([...holders.keys()], rules);
  index.visitTexts(words, maxTokens, (form, row) => {
    for (const documents of held[form]!) if (documents.at(-1) !== row) documents.push(row);
  });
  return lists.map((list) => list.map((phrase) => recounted.get(phrase)!));
}
