import { decodeLoosely } from "../../text/decode-text.ts";
import type { FileContent, FileHead } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { mapColumns } from "../table/column-mapping.ts";
import { readObjects } from "../table/read-table.ts";
import type { FieldRecord, Format, ReadOptions } from "./format.ts";
import { readObject } from "./json-lines.ts";
import { type JsonLayout, JsonSplitter, splitJson } from "./split-json.ts";

/** Keys under which programs put their records: a list under one of them is preferred to others. */
const LIST_KEYS =
  "data items results papers records articles entries documents docs works publications references hits".split(" ");

const PLACE_IN_TEXT = / in JSON at position \d+(?: \(line \d+ column \d+\))?$/;

/** A JSON document of any size: a list of objects, an object that holds one, or objects one after the other. */
export const jsonDocument: Format = {
  name: "json",
  description: "JSON with a list of objects",
  recognizes: (head) => findLayout(head) !== null,
  readRecords,
  readFields,
};

async function* readRecords(file: FileContent, options: ReadOptions = {}): AsyncGenerator<FoundRecord | Rejection> {
  yield* readObjects(file.source, readFields(file), options);
}

async function* readFields(file: FileContent): AsyncGenerator<FieldRecord | Rejection> {
  const layout = findLayout(await file.readHead()) ?? { holds: "list", key: null };
  for await (const part of splitJson(file, layout)) yield "reason" in part ? part : readPart(part.raw, part.line);
}

function readPart(raw: string, line: number): FieldRecord | Rejection {
  const read = readObject(raw, line);
  return "reason" in read ? { ...read, reason: read.reason.replace(PLACE_IN_TEXT, "") } : read;
}

/** Returns what is a record in a document, from its beginning; null where it is none, or has no objects that could be. */
function findLayout({ bytes }: FileHead): JsonLayout | null {
  const text = decodeLoosely(bytes);
  if (/^\s*\[\s*\{/.test(text)) return { holds: "list", key: null };
  if (!/^\s*\{\s*"/.test(text)) return null;
  const splitter = new JsonSplitter("", { holds: "list", key: null });
  try {
    for (const [index, line] of text.split("\n").entries())
      for (const _ of splitter.push({ number: index + 1, text: line, isCut: false }));
  } catch {
    return null;
  }
  const { columnsOf } = mapColumns([...splitter.rootKeys]);
  if (columnsOf.has("title") && columnsOf.has("abstract")) return { holds: "values" };
  const [first] = splitter.listKeys;
  return first === undefined
    ? null
    : { holds: "list", key: LIST_KEYS.find((key) => splitter.listKeys.includes(key)) ?? first };
}
