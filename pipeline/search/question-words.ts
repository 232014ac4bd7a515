import { isFunctionWord } from "../text/words.ts";
import { foldNumber, foldWords } from "./match-words.ts";

/** Returns the folded words by which a question is looked up, in its order, each once: not those that only hold sentences together, unless it has no other. */
export function listQuestionWords(question: string): string[] {
  const words = new Map<string, string>();
  for (const { word } of foldWords(question)) {
    const form = foldNumber(word);
    if (!words.has(form)) words.set(form, word);
  }
  const all = [...words.values()];
  const telling = all.filter((word) => !isFunctionWord(word));
  return telling.length > 0 ? telling : all;
}
