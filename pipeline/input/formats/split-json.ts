import { UserError } from "../../error.ts";
import type { FileContent } from "../file-content.ts";
import type { Rejection } from "../record.ts";
import { type Line, LONGEST_LINE } from "../split-lines.ts";
import { cut } from "./format.ts";

/** A record of a JSON document as it is written, and the line on which it begins. */
export type JsonPart = { line: number; raw: string };

/**
 * What is a record: each value of the file, or each entry of the one list of objects in it; of a list under this key, where it is known: "" is
 * the document itself.
 */
export type JsonLayout = { holds: "values" } | { holds: "list"; key: string | null };

/** In UTF-16 units: the longest record. */
const LONGEST_RECORD = 16 * 2 ** 20;
const KEPT_OF_LOOSE = 2 ** 16;
const LONGEST_KEY = 1000;

/** Brackets that may be open outside of records. */
const MOST_OPEN = 1000;

const STRUCTURE = /["{}[\],:]/g;

/** An open bracket around records: of an object with the key that was read last, or of a list with the key that it stands under. */
type Bracket = { kind: "{" | "["; key: string };

/** Gives the records of a file with their lines, of a broken one up to where it breaks; what is none is rejected. */
export async function* splitJson(file: FileContent, layout: JsonLayout): AsyncGenerator<JsonPart | Rejection> {
  const splitter = new JsonSplitter(file.source, layout);
  let last = 1;
  for await (const line of file.readLines()) {
    last = line.number;
    yield* splitter.push(line);
  }
  yield* splitter.end(last);
}

/**
 * Finds where the records of a JSON document begin and end, line by line; what is in them is left to a parser. A text of JSON never holds a line break, so
 * that nothing but brackets must be remembered from line to line.
 */
export class JsonSplitter {
  /** Keys of the outermost objects. */
  readonly rootKeys = new Set<string>();
  /** Keys under which lists of objects stand outside of records, in order; "" is a list without a key. */
  readonly listKeys: string[] = [];
  readonly #source: string;
  readonly #layout: JsonLayout;
  readonly #open: Bracket[] = [];
  #list: Bracket | null = null;
  #lastText = "";
  /** What was read of a record so far, and how many of its brackets are open. */
  #record: { line: number; parts: string[]; length: number; depth: number } | null = null;
  /** What stands between records beside commas. */
  #loose: { line: number; text: string } | null = null;

  constructor(source: string, layout: JsonLayout) {
    this.#source = source;
    this.#layout = layout;
  }

  /** Gives the records that end on a line. Throws a UserError where brackets cannot be those of a document. */
  *push({ number, text, isCut }: Line): Generator<JsonPart | Rejection> {
    if (isCut)
      throw this.#fault(
        number,
        `the line is longer than ${LONGEST_LINE / 2 ** 20} MiB. Put each record on a line of its own`,
      );
    let start = 0;
    let place = 0;
    for (;;) {
      STRUCTURE.lastIndex = place;
      const found = STRUCTURE.exec(text);
      if (!found) break;
      const { index } = found;
      const sign = found[0];
      if (sign === '"') {
        place = findEndOfText(text, index);
        if (!this.#record) this.#lastText = text.slice(index + 1, Math.min(place - 1, index + 1 + LONGEST_KEY));
        continue;
      }
      place = index + 1;
      const record = this.#record;
      if (record) {
        if (sign === "{" || sign === "[") record.depth += 1;
        else if (sign === "}" || sign === "]") record.depth -= 1;
        if (record.depth > 0) continue;
        this.#collect(text.slice(start, place));
        this.#record = null;
        start = place;
        yield this.#end(record);
      } else if (this.#begins(sign)) {
        this.#addLoose(number, text.slice(start, index));
        yield* this.#takeLoose();
        start = index;
        this.#record = { line: number, parts: [], length: 0, depth: 1 };
      } else {
        const isStray = sign === "}" && this.#list !== null && this.#open.at(-1) === this.#list;
        if (this.#isBetweenRecords()) this.#addLoose(number, text.slice(start, isStray ? place : index));
        if (sign === "," || sign === "]") yield* this.#takeLoose();
        if (!isStray) this.#follow(sign, number);
        start = place;
      }
    }
    if (this.#record) this.#collect(`${text.slice(start)}\n`);
    else if (this.#isBetweenRecords()) this.#addLoose(number, text.slice(start));
  }

  /** Gives what is left at the end of the file, whose last line is `line`. */
  *end(line: number): Generator<Rejection> {
    yield* this.#takeLoose();
    const reason = "cut off: the file ends before its brackets close";
    if (this.#record) yield { line: this.#record.line, reason, raw: this.#record.parts.join("") };
    else if (this.#open.length > 0) yield { line, reason, raw: "" };
  }

  /** Returns whether a bracket begins a record. */
  #begins(sign: string): boolean {
    if (this.#layout.holds === "values") return (sign === "{" || sign === "[") && this.#open.length === 0;
    const top = this.#open.at(-1);
    if (top?.kind !== "[" || (sign !== "{" && sign !== "[")) return false;
    if (top === this.#list) return true;
    if (sign === "[" || this.#open.some((bracket) => bracket !== top && bracket.kind === "[")) return false;
    if (!this.listKeys.includes(top.key)) this.listKeys.push(top.key);
    const { key } = this.#layout;
    if (this.#list !== null || (key !== null && top.key !== key)) return false;
    this.#list = top;
    return true;
  }

  /** Returns whether a bracket, about to be opened, begins the list that is looked for: further in, only a list of objects is taken for it. */
  #isKnownList({ kind, key }: Bracket): boolean {
    const layout = this.#layout;
    if (layout.holds !== "list" || layout.key !== key || kind !== "[" || this.#list !== null) return false;
    return key === "" ? this.#open.length === 0 : this.#open.length === 1 && this.#open[0]!.kind === "{";
  }

  #isBetweenRecords(): boolean {
    return this.#open.length === 0 || (this.#list !== null && this.#open.at(-1) === this.#list);
  }

  #follow(sign: string, line: number): void {
    const top = this.#open.at(-1);
    if (sign === "{" || sign === "[") {
      if (this.#open.length >= MOST_OPEN)
        throw this.#fault(line, `more than ${MOST_OPEN} brackets are open outside of records`);
      const bracket = { kind: sign, key: top?.kind === "{" ? top.key : "" } as const;
      if (this.#isKnownList(bracket)) this.#list = bracket;
      this.#open.push(bracket);
    } else if (sign === "}" || sign === "]") {
      if (!this.#open.pop()) throw this.#fault(line, `a ${sign} that nothing opens`);
      if (this.#open.length === 0) this.#list = null;
    } else if (sign === ":" && top?.kind === "{") {
      top.key = this.#lastText;
      if (this.#open.length === 1) this.rootKeys.add(top.key);
    }
  }

  #collect(part: string): void {
    const record = this.#record!;
    record.length += part.length;
    if (record.length <= LONGEST_RECORD) record.parts.push(part);
  }

  #end({ line, parts, length }: { line: number; parts: string[]; length: number }): JsonPart | Rejection {
    if (length <= LONGEST_RECORD) return { line, raw: parts.join("") };
    const reason = `record longer than ${LONGEST_RECORD / 2 ** 20} million characters`;
    return { line, reason, raw: (parts[0] ?? "").slice(0, KEPT_OF_LOOSE) };
  }

  #addLoose(line: number, text: string): void {
    if (text.trim() === "") return;
    this.#loose ??= { line, text: "" };
    this.#loose.text = `${this.#loose.text}${text}`.slice(0, KEPT_OF_LOOSE);
  }

  *#takeLoose(): Generator<Rejection> {
    const loose = this.#loose;
    this.#loose = null;
    if (!loose) return;
    const raw = loose.text.trim();
    yield { line: loose.line, reason: `${raw.startsWith('"') ? "a text, " : ""}not a JSON object: ${cut(raw)}`, raw };
  }

  #fault(line: number, fault: string): UserError {
    return new UserError(`${this.#source}:${line}: cannot be read as JSON: ${fault}.`);
  }
}

/** Returns the place behind the text that begins at `start`; the end of the line where it does not end on it. */
function findEndOfText(line: string, start: number): number {
  for (let end = line.indexOf('"', start + 1); end !== -1; end = line.indexOf('"', end + 1)) {
    let escapes = 0;
    while (line[end - 1 - escapes] === "\\") escapes += 1;
    if (escapes % 2 === 0) return end + 1;
  }
  return line.length;
}
