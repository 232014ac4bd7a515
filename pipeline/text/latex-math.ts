import { findClosingBrace, matchName } from "./latex-braces.ts";
import { ACCENTS, INFIXES, REFERENCES, STYLES, SYMBOLS } from "./latex-symbols.ts";

/**
 * Returns whether what stands between two dollar signs is math, not a sum of money: "$5 and $10" is none.
 * As in Pandoc, math touches its dollar signs on the inside and no digit follows it; spaces are let pass beside a command,
 * and what begins with a digit may hold no word.
 */
export function isMath(content: string, after: string): boolean {
  const isMarked = /[\\^_]/.test(content);
  const beginsWithDigit = /^\s*\d/.test(content);
  const words =
    content.replace(/\\[A-Za-z]+(?:\{[^{}]*\})?/g, " ").match(/(?<![\w{])[A-Za-z]{2,}(?![\w}])/g)?.length ?? 0;
  if (words > (beginsWithDigit ? 0 : 3)) return false;
  if (/^\s|\s$/.test(content)) return isMarked && !beginsWithDigit;
  return isMarked || !/\d/.test(after) || /^[^\w\s]+$/.test(content);
}

/**
 * Returns math, without its delimiters, as one would type it: `^2` at the very start is 2 (Mask$^2$DiT), `x_1` x1, `n^{-2}` n^-2,
 * `\frac{a}{b}` a/b, `\mathcal{O}(n\log n)` O(n log n), `\tilde{O}` Õ. Meant for a few hundred characters: it recurses.
 */
export function readMath(content: string): string {
  let written = "";
  let place = 0;
  while (place < content.length) {
    const character = content[place]!;
    if (character === "\\") {
      const name = matchName(content, place + 1);
      const [part, next] = name ? readCommand(content, place, name, written) : readSign(content, place, written);
      written += part;
      place = next;
    } else if (character === "^" || character === "_") {
      const [script, next] = readArgument(content, place + 1);
      written += placeScript(character, script, written === "");
      place = next;
    } else {
      if (/[~&\s]/.test(character)) written += " ";
      else if (!/[{}$]/.test(character)) written += character;
      place += 1;
    }
  }
  return written.replace(/\s+/g, " ").trim();
}

function readCommand(content: string, start: number, name: string, written: string): [part: string, next: number] {
  const end = start + 1 + name.length;
  if (name === "left" || name === "right") return ["", content[end] === "." ? end + 1 : end];
  const accent = name.length > 1 ? ACCENTS.get(name) : undefined;
  if (accent) {
    const [base, next] = readArgument(content, end);
    return [/^\p{L}$/u.test(base) ? (base + accent).normalize("NFC") : base, next];
  }
  const infix = INFIXES.get(name);
  if (infix) {
    const [first, middle] = readArgument(content, end);
    const [second, next] = readArgument(content, middle);
    return [`${bracket(first)}${infix}${bracket(second)}`, next];
  }
  if (name === "sqrt") {
    const degreeEnd = content[end] === "[" ? content.indexOf("]", end) + 1 : end;
    const [radicand, next] = readArgument(content, degreeEnd || end);
    return [`√${bracket(radicand)}`, next];
  }
  if (REFERENCES.has(name)) return ["", readArgument(content, end)[1]];
  if (STYLES.has(name)) return ["", end];
  const symbol = SYMBOLS.get(name);
  if (symbol) return [symbol, content[end] === " " && !/\s$/.test(written) ? end + 1 : end];
  const word = /[\p{L}\p{N}]$/u.test(written) ? ` ${name}` : name;
  if (content[end] !== "{") return [word, end];
  const [argument, next] = readArgument(content, end);
  return [argument === "" ? word : `${word}(${argument})`, next];
}

function readSign(content: string, start: number, written: string): [part: string, next: number] {
  const sign = content[start + 1] ?? "";
  if (sign === ",") return [/\d$/.test(written) && /\d/.test(content[start + 2] ?? "") ? "" : " ", start + 2];
  if (/[!/-]/.test(sign)) return ["", start + 2];
  if (/[\s\\:;>]/.test(sign)) return [" ", start + 2];
  return [sign === "|" ? "‖" : sign, start + 2];
}

/** Reads one argument: a group in braces, a command with its own argument, or one character. */
function readArgument(content: string, start: number): [argument: string, next: number] {
  if (start >= content.length) return ["", start];
  const place = start + content.slice(start).search(/\S|$/);
  if (content[place] === "{") {
    const close = findClosingBrace(content, place);
    const end = close < 0 ? content.length : close;
    return [readMath(content.slice(place + 1, end)), end + 1];
  }
  if (content[place] === "\\") {
    const end = place + 1 + Math.max(1, matchName(content, place + 1).length);
    const close = content[end] === "{" ? findClosingBrace(content, end) : -1;
    const next = close < 0 ? end : close + 1;
    return [readMath(content.slice(place, next)), next];
  }
  const character = String.fromCodePoint(content.codePointAt(place) ?? 32);
  return [character.trim(), place + character.length];
}

function placeScript(mark: string, script: string, isFirst: boolean): string {
  if (isFirst || script === "" || /^[°†‡′*]$/.test(script)) return script;
  if (mark === "_" && /^\d+$/.test(script)) return script;
  return /^[-+]?[\p{L}\p{N}.∗⊤⊥∞]+$/u.test(script) ? mark + script : `${mark}(${script})`;
}

function bracket(term: string): string {
  return /^[\p{L}\p{N}.∞]*$/u.test(term) ? term : `(${term})`;
}
