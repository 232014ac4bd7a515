import { stat } from "node:fs/promises";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { UserError } from "../error.ts";
import { FileTooLarge, openFile, orUserError } from "../input/file-content.ts";
import { KNOWN_FORMATS } from "../input/formats/formats.ts";
import { hashInputFiles, type InputFile, listInputFiles } from "../input/input-files.ts";
import {
  type ParseOptions,
  parseFile,
  type RecordCounts,
  type RecordSink,
  type RejectedRecord,
} from "../input/parse-file.ts";
import { RecordWriter } from "../input/record-writer.ts";
import { describeMapping, UnfitTable } from "../input/table/column-mapping.ts";
import type { FieldChoice } from "../input/table/table-fields.ts";
import { VectorCheck } from "../input/vector-check.ts";
import { type Log, withProgress } from "../log.ts";

/** What input files hold: how many records, and the files that gave none (line 0). */
export type ParsedInput = RecordCounts & {
  /** Files of a known format. */
  files: number;
  leftOut: RejectedRecord[];
};

/** Returns how a file is read. */
type FileOptions = (source: string) => ParseOptions;

const SHOWN_REJECTIONS = 5;
const BYTES_PER_MEGABYTE = 1e6;
const UNKNOWN_FORMAT = "unknown format, file left out";

/**
 * Parses files, given in order of source, each in the format that recognizes it, and gives their records to `sink` as they are read. A file
 * of a folder that is too large for its format, or a table without papers, is left out. Throws a UserError when a file is damaged, or was named but is of no known format, when a folder has no file of a known format,
 * and when no file has a usable record.
 */
export async function parseFiles(
  files: readonly InputFile[],
  sink: RecordSink,
  onRead: (bytes: number) => void = () => {},
  options: FileOptions = () => ({}),
): Promise<ParsedInput> {
  const parsed: ParsedInput = { files: 0, records: 0, rejected: 0, leftOut: [] };
  const readableInputs = new Set<string>();
  for (const file of files) {
    if (file.fault !== null) {
      parsed.leftOut.push({ source: file.source, line: 0, reason: `${file.fault}, left out`, raw: "" });
      continue;
    }
    const content = await parseUnlessUnfit(file, sink, onRead, options(file.source));
    if (typeof content === "string") {
      parsed.leftOut.push({ source: file.source, line: 0, reason: content, raw: "" });
      continue;
    }
    if (!content) {
      if (file.isNamed) throw new UserError(`${file.source}: unknown format. ${KNOWN_FORMATS}`);
      parsed.leftOut.push({ source: file.source, line: 0, reason: UNKNOWN_FORMAT, raw: "" });
      continue;
    }
    if (content.records + content.rejected === 0)
      parsed.leftOut.push({ source: file.source, line: 0, reason: "no records in this file", raw: "" });
    readableInputs.add(file.input);
    parsed.files += 1;
    parsed.records += content.records;
    parsed.rejected += content.rejected;
  }
  for (const { input, source, fault } of files) {
    if (readableInputs.has(input)) continue;
    const left = parsed.leftOut.find((leftOut) => leftOut.source === source && leftOut.reason !== UNKNOWN_FORMAT);
    const reason = fault !== null ? `${source} ${fault}.` : left ? `${source} ${left.reason}.` : KNOWN_FORMATS;
    throw new UserError(`${input}: no file of a known format in this folder. ${reason}`);
  }
  if (parsed.records === 0) throw new UserError(`records in ${parsed.files} input files: 0. Check --input.`);
  return parsed;
}

/** Reads the input files into records. */
export const parseStage = defineStage({
  name: "parse",
  module: import.meta.url,
  reads: [],
  writes: ["records", "record_vectors", "rejected"],
  settings: ["input", "fields"],
  locations: ["input"],
  files: ({ input }) => hashInputFiles(input),
  run,
});

async function run({ database, settings, log }: StageContext<"input" | "fields">): Promise<StageResult> {
  const writer = new RecordWriter(database);
  const shown: RejectedRecord[] = [];
  const sink: RecordSink = {
    addRecord: (record, vector) => writer.addRecord(record, vector),
    addRejected: (record) => {
      if (shown.length < SHOWN_REJECTIONS) shown.push(record);
      return writer.addRejected(record);
    },
  };
  const inputFiles = await listInputFiles(settings.input);
  const total = Math.floor((await sumSizes(inputFiles)) / BYTES_PER_MEGABYTE);
  const parsed = await withProgress(log, { label: "parse", total, unit: "MB" }, (advance) =>
    parseFiles(inputFiles, sink, countMegabytes(advance), chooseOptions(settings.fields, log)),
  );
  const { files, records, rejected, leftOut } = parsed;
  for (const file of leftOut) await writer.addRejected(file);
  await writer.flush();
  warnLeftOut(leftOut, log);
  warnRejected(shown, rejected, log);
  const found = records + rejected;
  return {
    rowsIn: found,
    rowsOut: records,
    summary: `${found} records from ${files} ${files === 1 ? "file" : "files"}, ${rejected} rejected`,
    figures: { files, rejected },
  };
}

/** Returns how each file is read. Tells the log once of each layout which columns are taken for what. */
function chooseOptions(fields: FieldChoice, log: Log): FileOptions {
  const vectors = fields.vectors === undefined ? undefined : new VectorCheck();
  const shown = new Set<string>();
  return (source) => ({
    fields,
    vectors,
    onMapping: (mapping) => {
      const layout = describeMapping(mapping);
      if (!shown.has(layout)) log.info(`  ${source}: ${layout}`);
      shown.add(layout);
    },
  });
}

async function sumSizes(files: readonly InputFile[]): Promise<number> {
  let sum = 0;
  for (const { path, fault } of files) if (fault === null) sum += (await orUserError(path, () => stat(path))).size;
  return sum;
}

/** Returns a function that is told of bytes and calls `advance` for each whole megabyte. */
function countMegabytes(advance: (by: number) => void): (bytes: number) => void {
  let bytes = 0;
  let megabytes = 0;
  return (more) => {
    bytes += more;
    const whole = Math.floor(bytes / BYTES_PER_MEGABYTE);
    if (whole > megabytes) advance(whole - megabytes);
    megabytes = whole;
  };
}

/** Returns why a file of a folder is left out where it is larger than its format allows, or a table of something else; one that was named is an error. */
async function parseUnlessUnfit(
  file: InputFile,
  sink: RecordSink,
  onRead: (bytes: number) => void,
  options: ParseOptions,
): Promise<RecordCounts | string | null> {
  try {
    return await parseFile(openFile(file.source, file.path, onRead), sink, options);
  } catch (error) {
    const isUnfit = error instanceof FileTooLarge || error instanceof UnfitTable;
    if (!isUnfit || file.isNamed) throw error;
    return `${error.fault}, file left out`;
  }
}

function warnLeftOut(leftOut: readonly RejectedRecord[], log: Log): void {
  for (const { source, reason } of leftOut.slice(0, SHOWN_REJECTIONS)) log.warn(`${source}: ${reason}`);
  const more = leftOut.length - SHOWN_REJECTIONS;
  if (more > 0) log.warn(`${more} more files left out: see the table rejected`);
  if (leftOut.some(({ reason }) => reason === UNKNOWN_FORMAT)) log.warn(KNOWN_FORMATS);
}

function warnRejected(shown: readonly RejectedRecord[], rejected: number, log: Log): void {
  for (const { source, line, reason } of shown) log.warn(`${source}:${line}: ${reason}; record left out`);
  const more = rejected - shown.length;
  if (more > 0) log.warn(`${more} more records left out: see the table rejected`);
}
