import { createScanner } from "jsonc-parser";
import { describeError } from "../../error.ts";
import type { FileContent } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { LONGEST_LINE } from "../split-lines.ts";
import { quote } from "./format.ts";
import type { RecordPlace } from "./found-record.ts";
import { readJsonShape } from "./json-shape.ts";
import { isRecordList, type OpenBracket, TOKEN } from "./json-tokens.ts";
import { isJsonObject, type JsonObject } from "./json-values.ts";

/** A record of JSON, where it stands, and how many stand before it. */
export type JsonRecord = RecordPlace & { object: JsonObject; index: number };

/** Where Node.js saw a fault, counted from the record's beginning: it would be taken for a place in the file. */
const PLACE = / (?:in JSON )?at position \d+(?: \(line \d+ column \d+\))?$/;

/**
 * Gives what `read` makes of each record of a JSON file: lines of objects, which are read one by one, or one document, read whole, that is
 * a list, an object with a list under `data`, `results` or `items`, or one record. What is no object is rejected.
 */
export async function* readJsonRecords(
  file: FileContent,
  read: (record: JsonRecord) => FoundRecord | Rejection,
): AsyncGenerator<FoundRecord | Rejection> {
  const isLines = readJsonShape(await file.readHead())?.isLines;
  let index = 0;
  for await (const place of isLines ? placeLines(file) : placeValues(await file.readText())) {
    yield "reason" in place ? place : readValue(place, index, read);
    index += 1;
  }
}

async function* placeLines(file: FileContent): AsyncGenerator<RecordPlace | Rejection> {
  for await (const { number: line, text: raw, isCut } of file.readLines()) {
    if (isCut) yield { line, reason: `longer than ${LONGEST_LINE / 2 ** 20} MiB: ${quote(raw)}`, raw };
    else if (raw.trim() !== "") yield { line, raw };
  }
}

/** Gives the records of a document with their lines, of a broken one up to where it breaks. Takes no stack, however deep it nests. */
export function* placeValues(text: string, listKeys?: readonly string[]): Generator<RecordPlace | Rejection> {
  const scanner = createScanner(text, true);
  const open: OpenBracket[] = [];
  let key = "";
  let hasList = false;
  let start: { offset: number; line: number; depth: number } | null = null;
  for (let token: number = scanner.scan(); token !== TOKEN.end; token = scanner.scan()) {
    const closes = token === TOKEN.closeBrace || token === TOKEN.closeBracket;
    if (!start && isRecordList(open, listKeys) && !closes && token !== TOKEN.comma)
      start = { offset: scanner.getTokenOffset(), line: scanner.getTokenStartLine() + 1, depth: open.length };
    if (token === TOKEN.openBrace || token === TOKEN.openBracket) {
      open.push({ key, isList: token === TOKEN.openBracket });
      hasList ||= isRecordList(open, listKeys);
    } else if (closes) {
      open.pop();
    } else if (token === TOKEN.text && open.length === 1) {
      key = scanner.getTokenValue();
    }
    if (start && open.length <= start.depth) {
      yield { line: start.line, raw: text.slice(start.offset, scanner.getPosition()) };
      start = null;
    }
  }
  if (start) yield cutOff(start.line, text.slice(start.offset));
  else if (hasList && open.length > 0) yield cutOff(text.trimEnd().split("\n").length, "");
  else if (!hasList && text.trim() !== "") yield { line: findFirstLine(text), raw: text.trim() };
}

function cutOff(line: number, raw: string): Rejection {
  return { line, reason: "cut off: the file ends before its brackets close", raw };
}

function findFirstLine(text: string): number {
  return text.slice(0, text.search(/\S/)).split("\n").length;
}

/** Returns what `read` makes of a record written as JSON; rejects what is none, or no object. */
export function readValue(
  { line, raw }: RecordPlace,
  index: number,
  read: (record: JsonRecord) => FoundRecord | Rejection,
): FoundRecord | Rejection {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch (error) {
    return { line, reason: `not JSON: ${quote(raw)}: ${describeError(error).replace(PLACE, "")}`, raw };
  }
  if (isJsonObject(value)) return read({ line, raw, object: value, index });
  const reason = typeof value === "string" ? `a text, not an object: ${quote(value)}` : `not an object: ${quote(raw)}`;
  return { line, reason, raw };
}
