import { decodeLoosely } from "../../text/decode-text.ts";
import type { FileContent } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { readBibtexFields } from "./bibtex-entry.ts";
import type { Format } from "./format.ts";
import { quote } from "./format.ts";
import { toFoundRecord } from "./found-record.ts";
import { readLatex } from "./latex-text.ts";

type Parser = typeof import("latex-utensils").bibtexParser;
type Entry = ReturnType<Parser["parse"]>["content"][number];
type Value = Parameters<Parser["isTextStringValue"]>[0];

/** Where an entry begins. What stands before the first, or behind the bracket that ends one, is a comment. */
const START = /^\s*@\s*([A-Za-z]+)\s*[{(]/;
const NO_RECORD = /^(?:string|comment|preamble)$/i;

/** What is longer is no entry, but a file in which none ends. */
const MOST_CHARACTERS = 16 * 2 ** 20;

type Chunk = { line: number; type: string; lines: string[]; length: number };

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
    const type = START.exec(text)?.[1];
    if (chunk && (type !== undefined || chunk.length > MOST_CHARACTERS)) {
      yield chunk;
      chunk = null;
    }
    if (type !== undefined) chunk = { line: number, type, lines: [], length: 0 };
    chunk?.lines.push(text);
    if (chunk) chunk.length += text.length;
  }
  if (chunk) yield chunk;
}

/** Reads the entry with which a chunk begins; a line may hold more than one. */
function* readChunk(
  { line, type, lines }: Chunk,
  parser: Parser,
  abbreviations: Map<string, string>,
): Generator<FoundRecord | Rejection> {
  if (/^(?:comment|preamble)$/i.test(type)) return;
  const raw = lines.join("\n").trim();
  let entries: Entry[];
  try {
    entries = parser.parse(raw).content;
  } catch (error) {
    if (!NO_RECORD.test(type)) yield { line, reason: describeFault(error, line, raw), raw };
    return;
  }
  if (entries.length === 0) yield { line, reason: `no BibTeX: ${quote(raw)}`, raw };
  for (const entry of entries) {
    if (parser.isStringEntry(entry)) {
      abbreviations.set(entry.abbreviation.toLowerCase(), writeValue(entry.value, parser, abbreviations));
    } else if (parser.isEntry(entry)) {
      const fields = new Map<string, string>();
      for (const { name, value } of entry.content) {
        const key = name.toLowerCase();
        if (!fields.has(key)) fields.set(key, writeValue(value, parser, abbreviations));
      }
      const place = { line: line + entry.location.start.line - 1, raw };
      yield toFoundRecord(place, readBibtexFields(entry.entryType.toLowerCase(), entry.internalKey ?? "", fields));
    }
  }
}

/** An abbreviation that is none, such as that of a month, stands for itself. */
function writeValue(value: Value, parser: Parser, abbreviations: ReadonlyMap<string, string>): string {
  if (parser.isConcatValue(value)) return value.content.map((part) => writeValue(part, parser, abbreviations)).join("");
  if (parser.isAbbreviationValue(value)) return abbreviations.get(value.content.toLowerCase()) ?? value.content;
  return value.content;
}

function describeFault(error: unknown, line: number, raw: string): string {
  if (error instanceof RangeError) return `braces nested too deep: ${quote(raw)}`;
  const { location, found } = error as { location?: { start: { line: number } }; found?: string | null };
  if (!location) throw error;
  const place = line + location.start.line - 1;
  return found === null
    ? `its braces or quotes do not close: ${quote(raw)}`
    : `no BibTeX at line ${place}, where ${quote(found ?? "")} stands: ${quote(readLatex(raw.split("\n")[location.start.line - 1] ?? ""))}`;
}
