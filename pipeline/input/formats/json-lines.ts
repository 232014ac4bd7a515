import { z } from "zod";
import { readDay } from "../../calendar-day.ts";
import { describeError } from "../../error.ts";
import { readArxivId } from "../../text/arxiv-id.ts";
import type { FileContent } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { LONGEST_LINE } from "../split-lines.ts";
import { cut, type FieldRecord, type Format, quote } from "./format.ts";

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?![\d-])/;

/** What Node.js 22 and later add to their message; the line is always the first, since one line was read. */
const PLACE_IN_LINE = / \(line 1 column \d+\)$/;

/** What an INTEGER of the database holds. */
const LARGEST_COUNT = 2 ** 31 - 1;

const text = z.string("must be a text").refine((value) => value.trim() !== "", "is empty");
const count = z
  .int("must be a whole number")
  .min(0, "must not be negative")
  .max(LARGEST_COUNT, `must be at most ${LARGEST_COUNT}`)
  .nullish();

const lineSchema = z.object({
  title: text,
  abstract: text,
  id: z.union([z.string(), z.number()], "must be a text or a number").nullish(),
  arxiv_id: z
    .string("must be a text")
    .refine((value) => value.trim() === "" || readArxivId(value) !== null, "is no arXiv identifier")
    .nullish(),
  date: z
    .string("must be a text")
    .refine((value) => !ISO_DATE.test(value) || readDate(value) !== null, "is no day of the calendar")
    .nullish(),
  upvotes: count,
  rank: count,
});

/**
 * One JSON object a line, with `title` and `abstract`, and perhaps `id`, `arxiv_id`, `date`, `upvotes` and `rank`.
 * Other keys are ignored. A `date` that does not begin as YYYY-MM-DD is kept as text alone.
 */
export const jsonLines: Format = {
  name: "json-lines",
  description: "JSON lines, as .jsonl or .ndjson",
  recognizes: ({ name }) => /\.(?:jsonl|ndjson)$/i.test(name),
  readRecords,
  readFields,
};

async function* readRecords(file: FileContent): AsyncGenerator<FoundRecord | Rejection> {
  for await (const entry of readFields(file)) yield "reason" in entry ? entry : readRecord(entry);
}

async function* readFields(file: FileContent): AsyncGenerator<FieldRecord | Rejection> {
  for await (const { number: line, text: raw, isCut } of file.readLines()) {
    if (isCut) yield { line, reason: `longer than ${LONGEST_LINE / 2 ** 20} MiB: ${quote(raw)}`, raw };
    else if (raw.trim() !== "") yield readObject(raw, line);
  }
}

function readObject(raw: string, line: number): FieldRecord | Rejection {
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

function readRecord({ line, fields, raw }: FieldRecord): FoundRecord | Rejection {
  const result = lineSchema.safeParse(fields);
  if (!result.success) {
    return { line, reason: result.error.issues.map((issue) => describeIssue(issue, fields)).join("; "), raw };
  }
  const { title, abstract, id, arxiv_id, date, upvotes, rank } = result.data;
  return {
    line,
    title,
    abstract,
    arxiv_id: readArxivId(arxiv_id ?? "") ?? readArxivId(typeof id === "string" ? id : ""),
    listed_text: date,
    listed_date: date ? readDate(date) : null,
    rank,
    upvotes,
  };
}

/** Says what is wrong with a field; every issue of the schema is about one. */
function describeIssue(issue: z.core.$ZodIssue, fields: Record<string, unknown>): string {
  const key = String(issue.path[0]);
  const given = fields[key];
  if (given === undefined) return `${key}: is missing`;
  return `${key}: ${typeof given === "string" ? quote(given) : writeValue(given)}: ${issue.message}`;
}

/** Returns a value as JSON, cut. The writer of JSON, unlike its reader, ends where the stack does. */
function writeValue(value: unknown): string {
  try {
    return cut(JSON.stringify(value));
  } catch (error) {
    if (error instanceof RangeError) return "lists or objects nested too deep to be shown";
    throw error;
  }
}

/** Returns the day that a text begins with; null where it begins with none. */
function readDate(value: string): string | null {
  const day = ISO_DATE.exec(value)?.[0];
  return day !== undefined && readDay(day) !== null ? day : null;
}
