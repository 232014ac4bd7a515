import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { describeError, UserError } from "../error.ts";
import { findArxivId } from "../text/arxiv-id.ts";
import { cleanAbstract, cleanTitle } from "../text/clean-text.ts";
import { decodeLoosely, decodeText } from "../text/decode-text.ts";
import type { FoundRecord, Rejection } from "./formats/format.ts";
import { FORMATS } from "./formats/formats.ts";
import type { InputFile } from "./input-files.ts";

/** A row of the table records; `listed_date` as YYYY-MM-DD. */
export type RecordRow = {
  source: string;
  position: number;
  line: number;
  format: string;
  raw_title: string;
  raw_abstract: string;
  clean_title: string;
  clean_abstract: string;
  urls: string[];
  arxiv_id: string | null;
  listed_text: string | null;
  listed_date: string | null;
  rank: number | null;
  upvotes: number | null;
};

export type RejectedRow = { source: string; line: number; reason: string; raw: string };

const LARGEST_UNPACKED = 2 ** 29;

/**
 * Returns the records of one input file, cleaned, and those of no use; null when no format recognizes the file.
 * A position counts the rejected records too: it is the place in the file.
 * Throws a UserError when the file is damaged, or has records and none of them can be used.
 */
export function parseFile(input: InputFile): { records: RecordRow[]; rejected: RejectedRow[] } | null {
  const { source } = input;
  const bytes = source.endsWith(".gz") ? unpack(input) : input.bytes;
  const name = basename(source, ".gz");
  const format = FORMATS.find(({ recognizes }) => recognizes({ name, source, text: decodeLoosely(bytes) }));
  if (!format) return null;

  const found = format.parse({ name, source, text: decodeText(bytes, source) });
  const lines = [...found.records, ...found.rejected].map(({ line }) => line).sort((a, b) => a - b);
  const positions = new Map(lines.map((line, index) => [line, index + 1]));
  const records: RecordRow[] = [];
  const rejected = [...found.rejected];
  for (const record of found.records) {
    const row = makeRow(record);
    const wordless = (["clean_title", "clean_abstract"] as const).find((key) => !/[\p{L}\p{N}]/u.test(row[key]));
    if (wordless) rejected.push(rejectWordless(record, wordless));
    else records.push({ source, position: positions.get(record.line)!, format: format.name, ...row });
  }
  const [first] = rejected.sort((a, b) => a.line - b.line);
  if (first && records.length === 0) {
    throw new UserError(
      `${source}:${first.line}: ${first.reason}\n` +
        `None of the ${rejected.length} records of ${source} can be used. Mend the file or take it out.`,
    );
  }
  return { records, rejected: rejected.map((rejection) => ({ source, ...rejection })) };
}

function makeRow(record: FoundRecord): Omit<RecordRow, "source" | "position" | "format"> {
  const { text, urls } = cleanAbstract(record.abstract);
  return {
    line: record.line,
    raw_title: record.title,
    raw_abstract: record.abstract,
    clean_title: cleanTitle(record.title),
    clean_abstract: text,
    urls,
    arxiv_id: record.arxivId ?? findArxivId(urls),
    listed_text: record.listedText,
    listed_date: record.listedDate,
    rank: record.rank,
    upvotes: record.upvotes,
  };
}

function rejectWordless({ line, title, abstract }: FoundRecord, key: "clean_title" | "clean_abstract"): Rejection {
  return {
    line,
    reason: `${key === "clean_title" ? "title" : "abstract"} without words`,
    raw: `${title}\n${abstract}`,
  };
}

function unpack({ source, bytes }: InputFile): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST_UNPACKED });
  } catch (error) {
    throw new UserError(`${source}: cannot be unpacked: ${describeError(error)}. Pack it again or take it out.`);
  }
}
