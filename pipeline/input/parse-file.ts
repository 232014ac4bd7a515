import { UserError } from "../error.ts";
import { findArxivId } from "../text/arxiv-id.ts";
import { cleanAbstract, cleanTitle } from "../text/clean-text.ts";
import { toPrintableLine } from "../text/printable.ts";
import { cleanFields } from "./clean-fields.ts";
import type { FileContent } from "./file-content.ts";
import type { ReadOptions } from "./formats/format.ts";
import { findFormat } from "./formats/formats.ts";
import type { FoundRecord, RejectedRecord, Rejection, SourceRecord } from "./record.ts";
import { isWithoutAbstract } from "./rejection-tally.ts";
import type { VectorCheck } from "./vector-check.ts";

/** Takes records as they are read, in order. */
export type RecordSink = {
  /** `vector` is of unit length; null where none are asked for. */
  addRecord(record: SourceRecord, vector: Float32Array | null): Promise<void> | void;
  addRejected(rejected: RejectedRecord): Promise<void> | void;
};

/** How files are read; `vectors` judges those that the files have, where they are asked for. */
export type ParseOptions = ReadOptions & { vectors?: VectorCheck };

/** How many records of a file can be used, and how many cannot. */
export type RecordCounts = { records: number; rejected: number };

/** What a file was read as, and how many of its rejected records lack their abstract alone. */
export type ParsedFile = RecordCounts & { format: string; withoutAbstract: number };

/** A file has records, and none of them can be used; `fault` says so without naming it. */
export class NoUsableRecord extends UserError {
  readonly fault: string;
  readonly parsed: ParsedFile;

  constructor(parsed: ParsedFile, { source, line, reason }: RejectedRecord) {
    super();
    this.parsed = parsed;
    const { rejected, withoutAbstract } = parsed;
    if (rejected > 1 && withoutAbstract === rejected) {
      this.fault = `none of its ${rejected} records has an abstract`;
      this.message = `${source}: none of its ${rejected} records has an abstract, and topics are found by title and abstract. Export it with abstracts, or take it out.`;
      return;
    }
    this.fault = `none of its ${rejected} records can be used: ${reason} (line ${line})`;
    this.message = `${source}:${line}: ${reason}\nNone of the ${rejected} records of ${source} can be used. Mend the file or take it out.`;
  }
}

/**
 * Gives the records of one input file to `sink`, cleaned, and those of no use, and returns how many there are; null when no format
 * recognizes the file. A position counts the rejected records too: it is the place in the file.
 * Throws a UserError when the file is damaged, a NoUsableRecord when it has records and none of them can be used.
 */
export async function parseFile(
  file: FileContent,
  sink: RecordSink,
  options: ParseOptions = {},
): Promise<ParsedFile | null> {
  const format = await findFormat(file);
  if (!format) return null;
  const { source } = file;
  const counts: ParsedFile = { format: format.name, records: 0, rejected: 0, withoutAbstract: 0 };
  let first: RejectedRecord | null = null;
  let position = 0;
  for await (const entry of format.readRecords(file, options)) {
    position += 1;
    const read = "reason" in entry ? entry : readRecord(entry, { source, position, format: format.name }, options);
    if ("reason" in read) {
      const rejected = { source, ...read, reason: toPrintableLine(read.reason) };
      first ??= rejected;
      counts.rejected += 1;
      if (isWithoutAbstract(rejected.reason)) counts.withoutAbstract += 1;
      await sink.addRejected(rejected);
    } else {
      counts.records += 1;
      await sink.addRecord(read.record, read.vector);
    }
  }
  if (first && counts.records === 0) throw new NoUsableRecord(counts, first);
  return counts;
}

/** What is longer is no title, and would be shown as one everywhere. */
const LONGEST_TITLE = 2000;

/** What every word has. */
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

type Place = { source: string; position: number; format: string };

/** Returns the record as it is kept, with the vector that is asked for, or why it is of no use. */
function readRecord(
  found: FoundRecord,
  place: Place,
  { vectors }: ParseOptions,
): { record: SourceRecord; vector: Float32Array | null } | Rejection {
  const record = cleanRecord(found, place);
  if ("reason" in record || !vectors) return "reason" in record ? record : { record, vector: null };
  const vector = vectors.read(found, place.source);
  if (typeof vector !== "string") return { record, vector };
  return { line: found.line, reason: vector, raw: `${found.title}\n${found.abstract}` };
}

/** Returns the record as it is kept, or what keeps it from being of use once it is clean. */
function cleanRecord(found: FoundRecord, place: Place): SourceRecord | Rejection {
  const { line, title, abstract, extra, vector: _, ...given } = found;
  const cleanedTitle = cleanTitle(title);
  if (cleanedTitle.length > LONGEST_TITLE) {
    const reason = `title too long: ${cleanedTitle.length} characters, at most ${LONGEST_TITLE}`;
    return { line, reason, raw: `${title}\n${abstract}` };
  }
  const { text: cleanedAbstract, urls } = cleanAbstract(abstract);
  const wordless = isWordless(cleanedTitle) ? "title" : isWordless(cleanedAbstract) ? "abstract" : null;
  if (wordless) return { line, reason: `${wordless} without words`, raw: `${title}\n${abstract}` };
  const fields = cleanFields(given);
  return {
    ...place,
    line,
    raw_title: title,
    raw_abstract: abstract,
    clean_title: cleanedTitle,
    clean_abstract: cleanedAbstract,
    urls,
    extra: writeExtra(extra),
    ...fields,
    arxiv_id: fields.arxiv_id ?? findArxivId(urls),
  };
}

/** Returns fields as JSON; null where there are none, or where they nest too deep to be written. */
function writeExtra(extra: Record<string, unknown> = {}): string | null {
  if (Object.keys(extra).length === 0) return null;
  try {
    return JSON.stringify(extra);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function isWordless(text: string): boolean {
  return !LETTER_OR_DIGIT.test(text);
}
