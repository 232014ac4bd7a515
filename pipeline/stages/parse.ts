import { toColumns } from "../database/columns.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { UserError } from "../error.ts";
import { openFile } from "../input/file-content.ts";
import { KNOWN_FORMATS } from "../input/formats/formats.ts";
import { hashInputFiles, type InputFile, listInputFiles } from "../input/input-files.ts";
import { parseFile, type RejectedRecord } from "../input/parse-file.ts";
import type { SourceRecord } from "../input/record.ts";
import { toRecordColumns } from "../input/record-columns.ts";
import type { Log } from "../log.ts";

/** What input files hold: records in order of source and position, those rejected, and the files that gave none (line 0). */
export type ParsedInput = {
  /** Files of a known format. */
  files: number;
  records: SourceRecord[];
  rejected: RejectedRecord[];
  leftOut: RejectedRecord[];
};

const SHOWN_REJECTIONS = 5;
const UNKNOWN_FORMAT = "unknown format, file left out";

/**
 * Parses files, given in order of source, each in the format that recognizes it. One file is read at a time.
 * Throws a UserError when a file is damaged, or was named but is of no known format, when a folder has no file of a known format,
 * and when no file has a usable record.
 */
export async function parseFiles(files: readonly InputFile[]): Promise<ParsedInput> {
  const parsed: ParsedInput = { files: 0, records: [], rejected: [], leftOut: [] };
  const readableInputs = new Set<string>();
  for (const file of files) {
    if (file.fault !== null) {
      parsed.leftOut.push({ source: file.source, line: 0, reason: `${file.fault}, left out`, raw: "" });
      continue;
    }
    const content = await parseFile(openFile(file.source, file.path));
    if (!content) {
      if (file.isNamed) throw new UserError(`${file.source}: unknown format. ${KNOWN_FORMATS}`);
      parsed.leftOut.push({ source: file.source, line: 0, reason: UNKNOWN_FORMAT, raw: "" });
      continue;
    }
    if (content.records.length === 0)
      parsed.leftOut.push({ source: file.source, line: 0, reason: "no records in this file", raw: "" });
    readableInputs.add(file.input);
    parsed.files += 1;
    for (const record of content.records) parsed.records.push(record);
    for (const rejection of content.rejected) parsed.rejected.push(rejection);
  }
  for (const { input, source, fault } of files) {
    if (readableInputs.has(input)) continue;
    const reason = fault === null ? KNOWN_FORMATS : `${source} ${fault}.`;
    throw new UserError(`${input}: no file of a known format in this folder. ${reason}`);
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
  files: ({ input }) => hashInputFiles(input),
  run,
});

async function run({ database, settings, log }: StageContext<"input">): Promise<StageResult> {
  const { files, records, rejected, leftOut } = await parseFiles(await listInputFiles(settings.input));
  warnLeftOut(leftOut, log);
  warnRejected(rejected, log);
  await database.append("records", toRecordColumns(records));
  await database.append("rejected", toColumns([...rejected, ...leftOut]));
  const found = records.length + rejected.length;
  return {
    rowsIn: found,
    rowsOut: records.length,
    summary: `${found} records from ${files} ${files === 1 ? "file" : "files"}, ${rejected.length} rejected`,
    figures: { files, rejected: rejected.length },
  };
}

function warnLeftOut(leftOut: readonly RejectedRecord[], log: Log): void {
  for (const { source, reason } of leftOut.slice(0, SHOWN_REJECTIONS)) log.warn(`${source}: ${reason}`);
  const more = leftOut.length - SHOWN_REJECTIONS;
  if (more > 0) log.warn(`${more} more files left out: see the table rejected`);
  if (leftOut.some(({ reason }) => reason === UNKNOWN_FORMAT)) log.warn(KNOWN_FORMATS);
}

function warnRejected(rejected: readonly RejectedRecord[], log: Log): void {
  for (const { source, line, reason } of rejected.slice(0, SHOWN_REJECTIONS)) {
    log.warn(`${source}:${line}: ${reason}; record left out`);
  }
  const more = rejected.length - SHOWN_REJECTIONS;
  if (more > 0) log.warn(`${more} more records left out: see the table rejected`);
}
