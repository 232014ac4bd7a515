import type { FileContent } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { LONGEST_LINE } from "../split-lines.ts";
import { quote } from "./format.ts";
import type { RecordPlace } from "./found-record.ts";
import { readObject } from "./json-lines.ts";
import { readJsonShape } from "./json-shape.ts";
import type { JsonObject } from "./json-values.ts";
import { splitJson } from "./split-json.ts";

/** A record of JSON, where it stands, and how many stand before it. */
export type JsonRecord = RecordPlace & { object: JsonObject; index: number };

/** What a format makes of a record. */
type ReadJson = (record: JsonRecord) => FoundRecord | Rejection;

/** Where Node.js saw a fault, counted from the record's beginning: it would be taken for a place in the file. */
const PLACE = / (?:in JSON )?at position \d+(?: \(line \d+ column \d+\))?$/;

/**
 * Gives what `read` makes of each record of a JSON file of any size: lines of objects, or one document that is a list, an object with a list
 * as `isRecordList` knows them, or one record. What is no object is rejected.
 */
export async function* readJsonRecords(file: FileContent, read: ReadJson): AsyncGenerator<FoundRecord | Rejection> {
  const { isLines = false, listKey = null } = readJsonShape(await file.readHead()) ?? {};
  const layout = listKey === null ? ({ holds: "values" } as const) : ({ holds: "list", key: listKey } as const);
  let index = 0;
  for await (const place of isLines ? placeLines(file) : splitJson(file, layout)) {
    yield readPlace(place, index, read);
    index += 1;
  }
}

async function* placeLines(file: FileContent): AsyncGenerator<RecordPlace | Rejection> {
  for await (const { number: line, text: raw, isCut } of file.readLines()) {
    if (isCut) yield { line, reason: `longer than ${LONGEST_LINE / 2 ** 20} MiB: ${quote(raw)}`, raw };
    else if (raw.trim() !== "") yield { line, raw };
  }
}

/** Returns what `read` makes of a record written as JSON; rejects what is none, or no object. */
export function readPlace(place: RecordPlace | Rejection, index: number, read: ReadJson): FoundRecord | Rejection {
  if ("reason" in place) return place;
  const { line, raw } = place;
  const found = readObject(raw, line);
  if ("reason" in found) return { ...found, reason: found.reason.replace(PLACE, "") };
  return read({ line, raw, object: found.fields, index });
}
