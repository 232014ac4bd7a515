import { LONGEST_WORD } from "./words.ts";

/** Returns the beginning of a text, of at most `longest` UTF-16 units, up to the end of a word, and never half of a character. */
export function cutAtWord(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest);
  return cut
    .slice(0, Math.max(cut.lastIndexOf(" "), longest - LONGEST_WORD))
    .replace(/\p{Cs}$/u, "")
    .trimEnd();
}
