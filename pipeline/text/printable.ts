/** Control characters but tab and line feed, marks of writing direction, other invisible marks, tags, other line separators, half surrogate pairs. */
const UNPRINTABLE =
  /(?!\n|\t|\u200c|\u200d|\p{Variation_Selector})[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

/**
 * Returns a text as a terminal may be given it: a character that would steer the terminal, or turn or hide what stands beside it, is
 * written as its code, such as \x1b. Line breaks and tabs stay.
 */
export function toPrintable(text: string): string {
  return text.replace(UNPRINTABLE, writeCode);
}

/** Returns a text as toPrintable, on one line. */
export function toPrintableLine(text: string): string {
  return toPrintable(text).replace(/[\n\t]/g, writeCode);
}

/** Returns a text as it reads on one line: without the characters that toPrintable would write as codes, and with white space folded. */
export function toReadableLine(text: string): string {
  return text.replace(UNPRINTABLE, "").replace(/\s+/gu, " ").trim();
}

/** Returns JSON as toPrintable, every code unit as JSON escapes it. */
export function toPrintableJson(json: string): string {
  return json.replace(UNPRINTABLE, (character) =>
    Array.from({ length: character.length }, (_, unit) => `\\u${toHex(character.charCodeAt(unit), 4)}`).join(""),
  );
}

function toHex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}

function writeCode(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  const code = character.codePointAt(0)!;
  if (code < 0x100) return `\\x${toHex(code, 2)}`;
  return code < 0x10000 ? `\\u${toHex(code, 4)}` : `\\u{${toHex(code, 1)}}`;
}
