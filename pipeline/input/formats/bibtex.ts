import { decodeLoosely } from "../../text/decode-text.ts";
import type { FileContent } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { readBibtexFields } from "./bibtex-entry.ts";
import { splitEntries } from "./bibtex-split.ts";
import type { Format } from "./format.ts";
import { quote } from "./format.ts";
import { toFoundRecord } from "./found-record.ts";

type Parser = typeof import("latex-utensils").bibtexParser;
type Entry = ReturnType<Parser["parse"]>["content"][number];
type Value = Parameters<Parser["isTextStringValue"]>[0];

/** Where an entry begins. What stands before the first, or behind the bracket that ends one, is a comment. */
const START = /^\s*@\s*[A-Za-z]+\s*[{(]/;

/** The beginning of an entry whose key has spaces in it. */
const SPACED_KEY = /^(@\s*[A-Za-z]+\s*[{(]\s*)([^\s,={}()"#%]+(?:[^\S\n]+[^\s,={}()"#%]+)+)\s*,/;

/** What is longer is no entry, but a file in which none ends. */
const MOST_CHARACTERS = 2 ** 20;
const LONGEST_JOINED = 2 ** 16;

/** The lines from one that begins an entry to the next. */
type Chunk = { line: number; lines: string[]; length: number };

/** BibTeX and BibLaTeX. */
export const bibtex: Format = {
  name: "bibtex",
  description: "BibTeX",
  recognizes: ({ bytes }) => {
    const lines = decodeLoosely(bytes).split("\n");
    const first = lines.findIndex((line) => START.test(line));
    return (
      first >= 0 && lines.slice(0, first).every((line) => !/^\s*[<{[]/.test(line)) && hasFields(lines.slice(first))
    );
  },
  readRecords,
};

function hasFields(lines: readonly string[]): boolean {
  return lines.some((line) => /(?:^|[,{(])\s*[\w-]+\s*=\s*[{"\w]/.test(line.slice(0, 1000)));
}

async function* readRecords(file: FileContent): AsyncGenerator<FoundRecord | Rejection> {
  const { bibtexParser } = await import("latex-utensils");
  const abbreviations = new Map<string, string>();
  for await (const chunk of readChunks(file)) yield* readChunk(chunk, bibtexParser, abbreviations);
}

async function* readChunks(file: FileContent): AsyncGenerator<Chunk> {
  let chunk: Chunk | null = null;
  for await (const { number, text } of file.readLines()) {
    const begins = START.test(text);
    if (chunk && (begins || chunk.length > MOST_CHARACTERS)) {
      yield chunk;
      chunk = null;
    }
    if (begins) chunk = { line: number, lines: [], length: 0 };
    chunk?.lines.push(text);
    if (chunk) chunk.length += text.length;
  }
  if (chunk) yield chunk;
}

/** Reads the entries of a chunk: the one with which it begins, and more that stand behind it on a line. */
function* readChunk(
  chunk: Chunk,
  parser: Parser,
  abbreviations: Map<string, string>,
): Generator<FoundRecord | Rejection> {
  for (const { type, text, linesBefore, fault } of splitEntries(chunk.lines.join("\n"))) {
    if (type === "comment" || type === "preamble") continue;
    const place = { line: chunk.line + linesBefore, raw: text.trim() };
    const entry = fault === null ? parseEntry(joinKey(text), place.line, parser) : `${fault}: ${quote(text)}`;
    if (type === "string") {
      if (typeof entry !== "string" && parser.isStringEntry(entry))
        abbreviations.set(entry.abbreviation.toLowerCase(), writeValue(entry.value, parser, abbreviations));
    } else if (typeof entry === "string") {
      yield { ...place, reason: entry };
    } else if (parser.isEntry(entry)) {
      const fields = new Map<string, string>();
      for (const { name, value } of entry.content) {
        const key = name.toLowerCase();
        if (!fields.has(key)) fields.set(key, writeValue(value, parser, abbreviations));
      }
      yield toFoundRecord(place, readBibtexFields(type, entry.internalKey ?? "", fields));
    }
  }
}

/** Returns an entry without the spaces that some catalogues write in its key, which BibTeX knows of none. */
function joinKey(text: string): string {
  return text.replace(
    SPACED_KEY,
    (_, start: string, key: string) => `${start}${key.trim().replace(/[^\S\n]+/g, "_")},`,
  );
}

/** Returns the parsed entry, or why it cannot be parsed. */
function parseEntry(text: string, line: number, parser: Parser): Entry | string {
  try {
    return parser.parse(text).content[0] ?? `no BibTeX: ${quote(text)}`;
  } catch (error) {
    if (error instanceof RangeError) return `too long or nested too deep: ${quote(text)}`;
    const { location, found } = error as { location?: { start: { line: number } }; found?: string | null };
    if (!location) throw error;
    if (found === null) return `its braces or quotes do not close: ${quote(text)}`;
    const place = `line ${line + location.start.line - 1}, where ${quote(found ?? "")} stands`;
    return `no BibTeX at ${place}: ${quote(text.split("\n")[location.start.line - 1] ?? "")}`;
  }
}

/** An abbreviation that is none, such as that of a month, stands for itself. Joined abbreviations could grow without bound: they are cut. */
function writeValue(value: Value, parser: Parser, abbreviations: ReadonlyMap<string, string>): string {
  if (parser.isAbbreviationValue(value)) return abbreviations.get(value.content.toLowerCase()) ?? value.content;
  if (!parser.isConcatValue(value)) return value.content;
  let joined = "";
  for (const part of value.content) {
    if (joined.length < LONGEST_JOINED) joined += writeValue(part, parser, abbreviations);
  }
  return joined.slice(0, LONGEST_JOINED);
}
