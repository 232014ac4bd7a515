import { UserError } from "../error.ts";
import { formatNumber } from "../text/format-figure.ts";
import { isFunctionWord } from "../text/words.ts";
import { foldNumber, foldWords } from "./match-words.ts";

/** Characters; an abstract has some 2,000. */
export const LONGEST_QUESTION = 10_000;

/**
 * Returns the folded words by which a question is looked up, in its order, each once: not those that only hold sentences together, unless it has no
 * others. Throws a UserError for a question without words, or of more than 10,000 characters.
 */
export function readQuestion(question: string): string[] {
  if (question.length > LONGEST_QUESTION)
    throw new UserError(
      `question: ${formatNumber(question.length)} characters, ${formatNumber(LONGEST_QUESTION)} at most. Ask with a title or an abstract.`,
    );
  const words = new Map<string, string>();
  for (const { word } of foldWords(question)) {
    const form = foldNumber(word);
    if (!words.has(form)) words.set(form, word);
  }
  const all = [...words.values()];
  if (all.length === 0) throw new UserError("question: has no word. Ask with words, or a sentence.");
  const telling = all.filter((word) => !isFunctionWord(word));
  return telling.length > 0 ? telling : all;
}
