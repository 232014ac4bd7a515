import { findClosingBrace, matchName } from "./latex-braces.ts";
import { isMath, readMath } from "./latex-math.ts";
import { ACCENTS, FIRST_ARGUMENT_HIDDEN, REFERENCES, STYLES, SYMBOLS } from "./latex-symbols.ts";

const LONGEST_MATH = 300;

/** Letters that a sign makes an accented letter of when no braces show it: the rest are quotes and full stops someone escaped. */
const BARE_ACCENTS: Readonly<Record<string, RegExp>> = {
  '"': /[aeiouyAEIOU]/,
  "'": /[aeiouycnszAEIOUYCNSZ]/,
  "`": /[aeiouAEIOU]/,
  "^": /[aeiouwyAEIOU]/,
  "~": /[anoANO]/,
  "=": /[aeiouAEIOU]/,
  ".": /[cegzIZ]/,
};

/**
 * Returns text with its LaTeX made readable: `13.5\%` is 13.5%, `\textbf{L}azy` Lazy, `na\"ive` naïve, `$\Delta$Conv` ΔConv.
 * A macro of unknown name leaves its name, or what stands in its braces. Nothing is guessed about LaTeX that was stripped before
 * (`leq32`, `{sf A}`), and braces of no command stay. Takes linear time; what is never closed spoils nothing after it.
 */
export function unwrapLatex(text: string): string {
  const reader = new LatexReader(text);
  while (!reader.isAtEnd()) reader.readNext();
  return reader.parts.join("");
}

class LatexReader {
  readonly #text: string;
  #place = 0;
  /** What to write where each open brace closes. */
  readonly #closers: string[] = [];
  readonly parts: string[] = [];
  #lastCharacter = "";

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    return this.#place >= this.#text.length;
  }

  readNext(): void {
    const character = this.#text[this.#place]!;
    if (character === "\\") {
      const name = matchName(this.#text, this.#place + 1);
      if (name) this.#readCommand(name, this.#place + 1 + name.length);
      else this.#readSign(this.#text[this.#place + 1] ?? "");
    } else if (character === "$") {
      this.#readDollar();
    } else if (character === "{") {
      const isOfCommand = /^\{\\[A-Za-z"'`^~=.]/.test(this.#text.slice(this.#place, this.#place + 3));
      this.#closers.push(isOfCommand ? "" : "}");
      this.#write(isOfCommand ? "" : "{", this.#place + 1);
    } else if (character === "}") {
      this.#write(this.#closers.pop() ?? "}", this.#place + 1);
    } else if (character === "~") {
      this.#write(this.#isTie() ? " " : "~", this.#place + 1);
    } else {
      const plain = /[^\\${}~]+/y;
      plain.lastIndex = this.#place;
      this.#write(plain.exec(this.#text)![0], plain.lastIndex);
    }
  }

  #write(part: string, next: number): void {
    this.parts.push(part);
    this.#lastCharacter = part.at(-1) ?? this.#lastCharacter;
    this.#place = next;
  }

  #readDollar(): void {
    const delimiter = this.#text.startsWith("$$", this.#place) ? "$$" : "$";
    const start = this.#place + delimiter.length;
    const [content, next] = this.#readUntil(delimiter, start);
    if (content && isMath(content, this.#text[next] ?? "")) this.#write(readMath(content), next);
    else this.#write(delimiter, start);
  }

  /** Returns what stands before the delimiter, "" when it is not near, and the place behind it. */
  #readUntil(delimiter: string, start: number): [content: string, next: number] {
    const ahead = this.#text.slice(start, start + LONGEST_MATH);
    const length = ahead.indexOf(delimiter);
    return [ahead.slice(0, Math.max(0, length)), start + length + delimiter.length];
  }

  /** Whether the `~` here is a hard space, not "about" (~5), a range (3~5) or a relation (x ~ y). */
  #isTie(): boolean {
    const before = this.#text[this.#place - 1] ?? " ";
    const after = this.#text[this.#place + 1] ?? " ";
    if (/\s/.test(before)) return /\p{L}/u.test(after);
    if (/\d/.test(before)) return /[\p{L}(\\]/u.test(after);
    return /[\p{L}.,;:)\]}'"]/u.test(before) && /[\p{L}\d([\\$]/u.test(after);
  }

  #readSign(sign: string): void {
    const next = this.#place + 1 + sign.length;
    if (sign === "(" || sign === "[") {
      const [content, end] = this.#readUntil(sign === "(" ? "\\)" : "\\]", next);
      if (content) this.#write(readMath(content), end);
      else this.#write(sign, next);
    } else if (ACCENTS.has(sign) && this.#readAccent(sign, next)) {
      return;
    } else if (sign === ",") {
      this.#write(/\d/.test(this.#lastCharacter) && /\d/.test(this.#text[next] ?? "") ? "" : " ", next);
    } else if (/[\s\\;:]/.test(sign)) {
      this.#write(" ", next);
    } else if (/[-!/@]/.test(sign)) {
      this.#write("", next);
    } else {
      this.#write(/[\p{L}\p{N}]/u.test(sign) ? `\\${sign}` : sign || "\\", next);
    }
  }

  /** Reads `\"i`, `\'{e}` or `\v{s}` as one letter. Returns false, and reads nothing, where that makes no letter. */
  #readAccent(accent: string, start: number): boolean {
    const base = /\{\\?(\p{L})\}|\\([ij])(?![A-Za-z])|(\p{L})/uy;
    base.lastIndex = start;
    const match = base.exec(this.#text);
    if (!match) return false;
    const letter = match[1] ?? match[2] ?? match[3]!;
    if (match[3] && !this.#isBareAccent(accent, letter, this.#text[base.lastIndex] ?? "")) return false;
    const composed = (letter + ACCENTS.get(accent)!).normalize("NFC");
    if (composed.length > 1) return false;
    this.#write(composed, base.lastIndex);
    return true;
  }

  #isBareAccent(accent: string, letter: string, after: string): boolean {
    if (!BARE_ACCENTS[accent]?.test(letter)) return false;
    if (accent === '"' && /[a-z]/.test(letter)) return /\p{L}/u.test(this.#text[this.#place - 1] ?? "");
    return accent !== "'" || /[aeiouy]/i.test(letter) || /\p{L}/u.test(after);
  }

  #readCommand(name: string, end: number): void {
    const hasArgument = this.#text[end] === "{";
    if (hasArgument && ACCENTS.has(name) && this.#readAccent(name, end)) return;
    if (hasArgument && name === "footnote") this.#readFootnote(end);
    else if (REFERENCES.has(name) || FIRST_ARGUMENT_HIDDEN.has(name)) this.#skipArgument(end);
    else if (hasArgument && this.#text[end + 1] !== "}") {
      this.#closers.push("");
      this.#write(SYMBOLS.get(name) ?? "", end + 1);
    } else {
      this.#writeName(SYMBOLS.get(name) ?? (STYLES.has(name) ? "" : name), hasArgument ? end + 2 : end);
    }
  }

  #writeName(word: string, next: number): void {
    const after = this.#text[next] ?? "";
    const isStopDoubled = word.endsWith(".") && after === ".";
    const isSpaceSwallowed = word === "" && /\s/.test(after) && !/[\p{L}\p{N}]/u.test(this.#lastCharacter);
    this.#write(isStopDoubled ? word.slice(0, -1) : word, isSpaceSwallowed ? next + 1 : next);
  }

  #skipArgument(start: number): void {
    const option = /(?:\[[^\]{}]{0,60}\])*/y;
    option.lastIndex = start;
    option.exec(this.#text);
    const open = option.lastIndex;
    const close = this.#text[open] === "{" ? findClosingBrace(this.#text, open) : -1;
    const next = close < 0 ? start : close + 1;
    const hasSecond = close >= 0 && this.#text[next] === "{";
    if (/[.,;:)]/.test(this.#text[next] ?? "")) this.parts.push((this.parts.pop() ?? "").trimEnd());
    if (hasSecond) this.#closers.push("");
    this.#write("", hasSecond ? next + 1 : next);
  }

  /** Puts a footnote in brackets; one that never closes becomes a sentence of its own, and an empty one nothing. */
  #readFootnote(open: number): void {
    const close = findClosingBrace(this.#text, open);
    if (close >= 0 && !/[\p{L}\p{N}]/u.test(this.#text.slice(open, close))) {
      this.#write("", close + 1);
    } else if (close >= 0) {
      this.#closers.push(")");
      this.#write(" (", open + 1);
    } else {
      this.#closers.push("");
      this.#write(/[\p{L}\p{N})]/u.test(this.#lastCharacter) ? ". " : " ", open + 1);
    }
  }
}
