import { z } from "zod";
import { readDay } from "../../calendar-day.ts";
import { describeError } from "../../error.ts";
import { readArxivId } from "../../text/arxiv-id.ts";
import { decodeLoosely } from "../../text/decode-text.ts";
import { LARGEST_COUNT } from "../clean-fields.ts";
import type { FileContent, FileHead } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { LONGEST_LINE } from "../split-lines.ts";
import { readObjects } from "../table/read-table.ts";
import { type FieldRecord, type Format, quote, type ReadOptions, writeValue } from "./format.ts";

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?![\d-])/;

/** What Node.js 22 and later add to their message; the line is always the first, since one line was read. */
const PLACE_IN_LINE = / \(line 1 column \d+\)$/;

const count = z
  .int("must be a whole number")
  .min(0, "must not be negative")
  .max(LARGEST_COUNT, `must be at most ${LARGEST_COUNT}`)
  .nullish();

/** Keys that mean the same in every file. Under these names they must be what they should be; others are taken as they come. */
const lineSchema = z.object({
  id: z.union([z.string(), z.number()], "must be a text or a number").nullish(),
  arxiv_id: z
    .string("must be a text")
    .refine((value) => value.trim() === "" || readArxivId(value) !== null, "is no arXiv identifier")
    .nullish(),
  date: z
    .string("must be a text")
    .refine((value) => !ISO_DATE.test(value) || isDay(value), "is no day of the calendar")
    .nullish(),
  upvotes: count,
  rank: count,
});

/**
 * One JSON object a line, with `title` and `abstract` or keys that mean the same. `id`, `arxiv_id`, `date`, `upvotes` and `rank` are
 * checked; a `date` that is no day is kept as text alone.
 */
export const jsonLines: Format = {
  name: "json-lines",
  description: "JSON lines, as .jsonl or .ndjson",
  recognizes: (head) => /\.(?:jsonl|ndjson)$/i.test(head.name) || holdsLines(head),
  readRecords,
  readFields,
};

/** Whether the first line is an object by itself, and the next one begins another. */
function holdsLines({ bytes }: FileHead): boolean {
  const [first = "", second] = decodeLoosely(bytes).trimStart().split(/\n+/, 2);
  return first.startsWith("{") && second?.startsWith("{") === true && !("reason" in readObject(first, 1));
}

async function* readRecords(file: FileContent, options: ReadOptions = {}): AsyncGenerator<FoundRecord | Rejection> {
  yield* readObjects(file.source, readFields(file), options, findFaults);
}

async function* readFields(file: FileContent): AsyncGenerator<FieldRecord | Rejection> {
  for await (const { number: line, text: raw, isCut } of file.readLines()) {
    if (isCut) yield { line, reason: `longer than ${LONGEST_LINE / 2 ** 20} MiB: ${quote(raw)}`, raw };
    else if (raw.trim() !== "") yield readObject(raw, line);
  }
}

/** Returns the object that a text is; a rejection where it is none. `line` is where it begins. */
export function readObject(raw: string, line: number): FieldRecord | Rejection {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch (error) {
    return { line, reason: `not JSON: ${quote(raw)}: ${describeError(error).replace(PLACE_IN_LINE, "")}`, raw };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { line, reason: `not a JSON object: ${writeValue(value)}`, raw };
  return { line, fields: value as Record<string, unknown>, raw };
}

function findFaults(fields: Record<string, unknown>): string[] {
  const result = lineSchema.safeParse(fields);
  return result.success ? [] : result.error.issues.map((issue) => describeIssue(issue, fields));
}

/** Says what is wrong with a field; every issue of the schema is about one. */
function describeIssue(issue: z.core.$ZodIssue, fields: Record<string, unknown>): string {
  const key = String(issue.path[0]);
  const given = fields[key];
  return `${key}: ${typeof given === "string" ? quote(given) : writeValue(given)}: ${issue.message}`;
}

/** Returns whether a text begins with a day of the calendar. */
function isDay(value: string): boolean {
  return readDay(ISO_DATE.exec(value)![0]) !== null;
}
