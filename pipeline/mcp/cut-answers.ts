import { cutAtWord } from "../text/cut-text.ts";

/** Returns a text of at most `longest` characters, its end cut with "…" where it was longer; null for none. */
export function shorten(text: string, longest: number): string;
export function shorten(text: string | null, longest: number): string | null;
export function shorten(text: string | null, longest: number): string | null {
  if (text === null || text.length <= longest) return text;
  return `${cutAtWord(text, longest - 1)}…`;
}
