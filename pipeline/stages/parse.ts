import { createHash } from "node:crypto";
import { toColumns, toDateValue } from "../database/columns.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { UserError } from "../error.ts";
import { type InputFile, readInputFiles } from "../input/input-files.ts";
import { parseFile, type RecordRow, type RejectedRow } from "../input/parse-file.ts";
import type { Log } from "../log.ts";

/** What input files hold: rows in order of source and position, and the files that gave none (line 0). */
export type ParsedInput = { files: number; records: RecordRow[]; rejected: RejectedRow[]; leftOut: RejectedRow[] };

const KNOWN_FORMATS = "Known are saved daily paper pages, and JSON lines as .jsonl or .jsonl.gz.";
const SHOWN_REJECTIONS = 5;

/**
 * Parses files, given in order of source, each in the format that recognizes it.
 * Throws a UserError when a file is damaged, or was named but is of no known format, when a folder has no file of a known format,
 * and when no file has a usable record.
 */
export function parseFiles(files: readonly InputFile[]): ParsedInput {
  const parsed: ParsedInput = { files: 0, records: [], rejected: [], leftOut: [] };
  const readableInputs = new Set<string>();
  for (const file of files) {
    const content = parseFile(file);
    if (!content) {
      if (file.isNamed) throw new UserError(`${file.source}: unknown format. ${KNOWN_FORMATS}`);
      parsed.leftOut.push({ source: file.source, line: 0, reason: "unknown format, file left out", raw: "" });
      continue;
    }
    if (content.records.length === 0)
      parsed.leftOut.push({ source: file.source, line: 0, reason: "no records in this file", raw: "" });
    readableInputs.add(file.input);
    parsed.files += 1;
    for (const record of content.records) parsed.records.push(record);
    for (const rejection of content.rejected) parsed.rejected.push(rejection);
  }
  for (const { input } of files) {
    if (!readableInputs.has(input))
      throw new UserError(`${input}: no file of a known format in this folder. ${KNOWN_FORMATS}`);
  }
  if (parsed.records.length === 0) throw new UserError(`records in ${parsed.files} input files: 0. Check --input.`);
  return parsed;
}

/** Reads the input files into records. */
export const parseStage = defineStage({
  name: "parse",
  module: import.meta.url,
  reads: [],
  writes: ["records", "rejected"],
  settings: ["input"],
  locations: ["input"],
  files: async ({ input }) => {
    const files = await readInputFiles(input);
    return Object.fromEntries(
      files.map(({ source, bytes }) => [source, createHash("sha256").update(bytes).digest("hex")]),
    );
  },
  run,
});

async function run({ database, settings, log }: StageContext<"input">): Promise<StageResult> {
  const { files, records, rejected, leftOut } = parseFiles(await readInputFiles(settings.input));
  for (const { source, reason } of leftOut) log.warn(`${source}: ${reason}. ${KNOWN_FORMATS}`);
  warnRejected(rejected, log);
  await database.append(
    "records",
    toColumns(records.map((row) => ({ ...row, listed_date: toDateValue(row.listed_date) }))),
  );
  await database.append("rejected", toColumns([...rejected, ...leftOut]));
  const found = records.length + rejected.length;
  return {
    rowsIn: found,
    rowsOut: records.length,
    summary: `${found} records from ${files} ${files === 1 ? "file" : "files"}, ${rejected.length} rejected`,
    figures: { files, rejected: rejected.length },
  };
}

function warnRejected(rejected: readonly RejectedRow[], log: Log): void {
  for (const { source, line, reason } of rejected.slice(0, SHOWN_REJECTIONS)) {
    log.warn(`${source}:${line}: ${reason}; record left out`);
  }
  const more = rejected.length - SHOWN_REJECTIONS;
  if (more > 0) log.warn(`${more} more records left out: see the table rejected`);
}
