import { UserError } from "../error.ts";
import { type OpenedFile, openFile } from "./file-content.ts";
import { KNOWN_FORMATS } from "./formats/formats.ts";
import { type InputFile, withoutSource } from "./input-files.ts";
import { NoUsableRecord, type ParseOptions, parseFile, type RecordSink } from "./parse-file.ts";
import { describeMapping } from "./table/column-mapping.ts";
import type { ColumnMapping } from "./table/table-fields.ts";

/** A row of the table input_files. */
export type InputFileRow = {
  source: string;
  status: "read" | "left out";
  format: string | null;
  packing: string | null;
  encoding: string | null;
  records: number;
  usable: number;
  rejected: number;
  mapping: string | null;
  note: string | null;
};

/** The note of a file that no format recognizes. */
export const UNKNOWN_FORMAT = "unknown format";

const NO_RECORDS = "no records in this file";

type ReadingOptions = Omit<ParseOptions, "onMapping"> & {
  /** Whether it was named, and is the only one: then a fault is thrown as a UserError. */
  isOnly: boolean;
  /** Told how many bytes more were read, as they are saved. */
  onRead?: (bytes: number) => void;
};

/**
 * Gives the records of an input file to `sink`, and returns what it was read as. A file that cannot be used is left out, with the reason: all that
 * came of it is taken back, unless it has records and none can be used, which are then rejected.
 */
export async function readInputFile(
  file: InputFile,
  sink: RecordSink & { dropSource(source: string): Promise<void> | void },
  { isOnly, onRead, ...options }: ReadingOptions,
): Promise<InputFileRow> {
  const { source, path, member, fault } = file;
  const leave = (note: string): InputFileRow => ({ ...describe(source), status: "left out", note });
  if (fault !== null) return leave(fault);
  const content = openFile(source, path, onRead, member);
  let mapping: string | null = null;
  const onMapping = (columns: ColumnMapping) => {
    mapping = describeMapping(columns);
  };
  try {
    const parsed = await parseFile(content, sink, { ...options, onMapping });
    if (!parsed && isOnly) throw new UserError(`${source}: ${UNKNOWN_FORMAT}. ${KNOWN_FORMATS}`);
    if (!parsed) return leave(UNKNOWN_FORMAT);
    const { format, records: usable, rejected } = parsed;
    const note = usable + rejected === 0 ? NO_RECORDS : (content.decodedAs()?.note ?? null);
    return { ...(await describeContent(content)), format, records: usable + rejected, usable, rejected, mapping, note };
  } catch (error) {
    if (!(error instanceof UserError) || isOnly) throw error;
    if (error instanceof NoUsableRecord) {
      const { format, rejected } = error.parsed;
      return {
        ...(await describeContent(content)),
        status: "left out",
        format,
        records: rejected,
        rejected,
        mapping,
        note: error.fault,
      };
    }
    await sink.dropSource(source);
    return leave(withoutSource(error, source));
  }
}

function describe(source: string): InputFileRow {
  return {
    source,
    status: "read",
    format: null,
    packing: null,
    encoding: null,
    records: 0,
    usable: 0,
    rejected: 0,
    mapping: null,
    note: null,
  };
}

async function describeContent(content: OpenedFile): Promise<InputFileRow> {
  const encoding = content.decodedAs()?.name ?? null;
  return { ...describe(content.source), packing: await content.readPacking(), encoding };
}
