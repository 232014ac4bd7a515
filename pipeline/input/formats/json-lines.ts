import { z } from "zod";
import { describeError } from "../../error.ts";
import { readArxivId } from "../../text/arxiv-id.ts";
import { cut, type Format, type FoundRecord, type ParsedFile, quote, type TextFile } from "./format.ts";

const text = z.string("must be a text").refine((value) => value.trim() !== "", "is empty");
const count = z.int("must be a whole number").min(0, "must not be negative").nullish();

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

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?![\d-])/;

/**
 * One JSON object a line, with `title` and `abstract`, and perhaps `id`, `arxiv_id`, `date`, `upvotes` and `rank`.
 * Other keys are ignored. A `date` that does not begin as YYYY-MM-DD is kept as text alone.
 */
export const jsonLines: Format = {
  name: "json-lines",
  recognizes: ({ name }) => /\.(?:jsonl|ndjson)$/i.test(name),
  parse,
};

function parse(file: TextFile): ParsedFile {
  const parsed: ParsedFile = { records: [], rejected: [] };
  for (const [index, raw] of file.text.split("\n").entries()) {
    if (raw.trim() === "") continue;
    const read = readLine(raw, index + 1);
    if (typeof read === "string") parsed.rejected.push({ line: index + 1, reason: read, raw });
    else parsed.records.push(read);
  }
  return parsed;
}

/** Returns the record of a line, or what is wrong with it. */
function readLine(raw: string, line: number): FoundRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch (error) {
    return `not JSON: ${quote(raw)}: ${describeError(error)}`;
  }
  const result = lineSchema.safeParse(value);
  if (!result.success) return result.error.issues.map((issue) => describeIssue(issue, value)).join("; ");
  const { title, abstract, id, arxiv_id, date, upvotes, rank } = result.data;
  return {
    line,
    title,
    abstract,
    arxivId: readArxivId(arxiv_id ?? "") ?? readArxivId(typeof id === "string" ? id : ""),
    listedText: date ?? null,
    listedDate: date ? readDate(date) : null,
    rank: rank ?? null,
    upvotes: upvotes ?? null,
  };
}

function describeIssue(issue: z.core.$ZodIssue, value: unknown): string {
  const [key] = issue.path;
  if (key === undefined) return `not a JSON object: ${cut(JSON.stringify(value))}`;
  const given = (value as Record<PropertyKey, unknown>)[key];
  if (given === undefined) return `${String(key)}: is missing`;
  return `${String(key)}: ${typeof given === "string" ? quote(given) : cut(JSON.stringify(given))}: ${issue.message}`;
}

function readDate(value: string): string | null {
  const day = ISO_DATE.exec(value)?.[0];
  const time = day ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? null : day;
}
