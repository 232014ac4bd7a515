import { toColumns } from "../database/columns.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { UserError } from "../error.ts";
import { KNOWN_FORMATS } from "../input/formats/formats.ts";
import { hashInputFiles, type InputFile, listInputFiles } from "../input/input-files.ts";
import { LastReading, READING_TABLES } from "../input/last-reading.ts";
import type { ParseOptions, RecordCounts, RecordSink } from "../input/parse-file.ts";
import { type InputFileRow, readInputFile, UNKNOWN_FORMAT } from "../input/read-input-file.ts";
import { RecordWriter } from "../input/record-writer.ts";
import { describeWithoutAbstract, RejectionTally } from "../input/rejection-tally.ts";
import { type ReadingCounts, readSize, UnchangedFiles } from "../input/unchanged-files.ts";
import { VectorCheck } from "../input/vector-check.ts";
import { type Log, withProgress } from "../log.ts";
import { formatCount, formatNumber } from "../text/format-figure.ts";
import { joinWithAnd } from "../text/join-with-and.ts";

/** What input files hold: how many records, and a row of the table input_files for each. */
export type ParsedInput = RecordCounts & {
  /** Files that were read. */
  files: number;
  inputFiles: InputFileRow[];
};

/** Returns the row of a file whose records are taken over as they were; null where it must be read. */
type TakeOverFile = (file: InputFile) => Promise<InputFileRow | null>;

/** Takes records as they are read, and all of a source back where its file turns out to be damaged. */
export type InputSink = RecordSink & { dropSource(source: string): Promise<void> | void };

const SHOWN_REJECTIONS = 5;
const BYTES_PER_MEGABYTE = 1e6;

/**
 * Parses files, given in order of source, each in the format that recognizes it, and gives their records to `sink` as they are read. A file
 * that cannot be used is left out. Throws a UserError when it is the only one, when a folder has no file that can be used, and when no file
 * has a usable record.
 */
export async function parseFiles(
  files: readonly InputFile[],
  sink: InputSink,
  onRead: (bytes: number) => void = () => {},
  { takeOver = async () => null, ...options }: ParseOptions & { takeOver?: TakeOverFile } = {},
): Promise<ParsedInput> {
  const isOnly = files.length === 1 && files[0]!.isNamed;
  const parsed: ParsedInput = { files: 0, records: 0, rejected: 0, inputFiles: [] };
  const readableInputs = new Set<string>();
  for (const file of files) {
    const row = (await takeOver(file)) ?? (await readInputFile(file, sink, { isOnly, onRead, ...options }));
    parsed.inputFiles.push(row);
    parsed.records += row.usable;
    parsed.rejected += row.rejected;
    if (row.status === "left out") continue;
    readableInputs.add(file.input);
    parsed.files += 1;
  }
  for (const { input, isNamed } of files) {
    if (readableInputs.has(input) || (isNamed && readableInputs.size > 0)) continue;
    throw new UserError(describeUnreadable(input, files, parsed.inputFiles));
  }
  if (parsed.records === 0) throw new UserError(`records in ${parsed.files} input files: 0`);
  return parsed;
}

/** Says of a path that gave nothing to read why: by the first of its files that is more than unknown. */
function describeUnreadable(input: string, files: readonly InputFile[], rows: readonly InputFileRow[]): string {
  const own = rows.filter((_, index) => files[index]!.input === input);
  const told = own.find(({ note }) => note !== UNKNOWN_FORMAT);
  return `${input}: no file in this can be read. ${told ? `${told.source}: ${told.note}` : KNOWN_FORMATS}`;
}

/** Reads the input files into records. */
export const parseStage = defineStage({
  name: "parse",
  module: import.meta.url,
  reads: [],
  previous: READING_TABLES,
  caches: READING_TABLES,
  writes: READING_TABLES,
  settings: ["input", "fields"],
  locations: ["input"],
  files: ({ input }) => hashInputFiles(input),
  run,
});

type Context = StageContext<"input" | "fields", (typeof READING_TABLES)[number]>;

async function run(context: Context): Promise<StageResult> {
  const { database, settings, codeHash, log } = context;
  const writer = new RecordWriter(database);
  const tally = new RejectionTally(SHOWN_REJECTIONS);
  const { fields } = settings;
  const vectors = fields.vectors === undefined ? undefined : new VectorCheck();
  const reader = JSON.stringify([codeHash, fields]);
  const unchanged = new UnchangedFiles({ last: await openLast(context), writer, tally, vectors, reader });
  const sink: InputSink = {
    addRecord: async (record, vector) => {
      await unchanged.flush();
      await writer.addRecord(record, vector);
    },
    addRejected: async (record) => {
      await unchanged.flush();
      tally.add(record);
      await writer.addRejected(record);
    },
    dropSource: (source) => {
      tally.drop(source);
      return writer.dropSource(source);
    },
  };
  const files = await listInputFiles(settings.input);
  const total = Math.floor((await sumSizes(files)) / BYTES_PER_MEGABYTE);
  const parsed = await withProgress(log, { label: "parse", total, unit: "MB" }, (advance) => {
    const onRead = countMegabytes(advance);
    const takeOver = async (file: InputFile) => {
      const row = await unchanged.take(file);
      if (row) onRead(await readSize(file));
      return row;
    };
    return parseFiles(files, sink, onRead, { fields, vectors, takeOver });
  });
  await unchanged.flush();
  await writer.flush();
  await database.append("input_files", toColumns(parsed.inputFiles));
  await database.append("file_readings", toColumns(unchanged.listReadings(parsed.inputFiles)));
  showMappings(parsed.inputFiles, log);
  warnOfFiles(parsed.inputFiles, log);
  warnRejected(tally, parsed.inputFiles, log);
  const found = parsed.records + parsed.rejected;
  return {
    rowsIn: found,
    rowsOut: parsed.records,
    summary: `${describeReading(found, unchanged.count(parsed.inputFiles))}, ${formatNumber(parsed.rejected)} rejected`,
    figures: { files: parsed.files, rejected: parsed.rejected },
  };
}

/** Opens what the last run read, where it is wanted and is as that run left it. */
async function openLast({ database, isForced, isPreviousIntact, previousTable }: Context): Promise<LastReading | null> {
  return isForced || !(await isPreviousIntact()) ? null : LastReading.open(database, previousTable);
}

/** Says how many records were found in which files, as "14 records from 1 new file, 1,360 from 58 as before". */
function describeReading(found: number, { added, changed, unchanged, records }: ReadingCounts): string {
  if (unchanged === 0) return `${formatCount(found, "record")} from ${formatCount(added + changed, "file")}`;
  if (added + changed === 0) return `${formatCount(found, "record")} from ${formatCount(unchanged, "file")} as before`;
  const kinds = [
    { count: added, word: "new" },
    { count: changed, word: "changed" },
  ].filter(({ count }) => count > 0);
  const numbers = kinds.map(({ count, word }) => `${formatNumber(count)} ${word}`);
  const files = `${joinWithAnd(numbers)} ${kinds.at(-1)!.count === 1 ? "file" : "files"}`;
  return `${formatCount(found - records, "record")} from ${files}, ${formatNumber(records)} from ${formatNumber(unchanged)} as before`;
}

/** Tells once of each layout which columns are taken for what. */
function showMappings(rows: readonly InputFileRow[], log: Log): void {
  const shown = new Set<string | null>([null]);
  for (const { source, mapping } of rows) {
    if (!shown.has(mapping)) log.info(`  ${source}: ${mapping}`);
    shown.add(mapping);
  }
}

async function sumSizes(files: readonly InputFile[]): Promise<number> {
  let sum = 0;
  for (const file of files) sum += await readSize(file);
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

function warnOfFiles(rows: readonly InputFileRow[], log: Log): void {
  const noted = rows.filter(({ note }) => note !== null);
  for (const { source, status, note } of noted.slice(0, SHOWN_REJECTIONS))
    log.warn(`${source}: ${status === "left out" ? "left out: " : ""}${note}`);
  const more = noted.length - SHOWN_REJECTIONS;
  if (more > 0) log.warn(`${more} more files left out or with a note: see the table input_files`);
  if (noted.some(({ note }) => note === UNKNOWN_FORMAT)) log.warn(KNOWN_FORMATS);
}

function warnRejected(tally: RejectionTally, rows: readonly InputFileRow[], log: Log): void {
  const together = tally.listTogether();
  for (const { source, ...without } of together.slice(0, SHOWN_REJECTIONS)) {
    const { records = without.count } = rows.find((row) => row.source === source) ?? {};
    if (without.count < records) log.warn(`${source}: ${describeWithoutAbstract(without, records)}`);
  }
  const moreFiles = together.length - SHOWN_REJECTIONS;
  if (moreFiles > 0) log.warn(`${moreFiles} more files with records that have no abstract: see the table rejected`);
  const { shown, count } = tally.listSingle();
  for (const { source, line, reason } of shown) log.warn(`${source}:${line}: ${reason}; record left out`);
  const more = count - shown.length;
  if (more > 0) log.warn(`${more} more records left out: see the table rejected`);
}
