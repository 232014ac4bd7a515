import type { FileContent, FileHead } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import type { ColumnMapping, FieldChoice } from "../table/table-fields.ts";

/** A record with all that the file says of it, by name of field. */
export type FieldRecord = { line: number; fields: Record<string, unknown>; raw: string };

/** How a table is read. Formats of fixed fields have no use for it. */
export type ReadOptions = {
  /** Columns that the user names. */
  fields?: FieldChoice;
  /** Is told which columns were taken for which fields, once for a file, when that is known. */
  onMapping?: (mapping: ColumnMapping) => void;
};

/** A kind of input file. */
export type Format = {
  /** Name in the column `format`. */
  name: string;
  /** What its files are, for messages: a plural, such as "saved daily paper pages". */
  description: string;
  /** Returns whether a file is of this kind, from its name and its first bytes; the file may be damaged. */
  recognizes: (head: FileHead) => boolean;
  /** Reads the records of a file in order, the unusable among them. Throws a UserError when the file as a whole cannot be trusted. */
  readRecords: (file: FileContent, options?: ReadOptions) => AsyncIterable<FoundRecord | Rejection>;
  /** Reads the same records with all their fields, known or not; absent where the fields of a format have no names. */
  readFields?: (file: FileContent) => AsyncIterable<FieldRecord | Rejection>;
};

const LONGEST_QUOTE = 60;

/** Returns a text for a message: on one line, cut to 60 characters. */
export function cut(text: string): string {
  const line = text
    .slice(0, 500)
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  const characters = [...line];
  return characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join("").trimEnd()}…` : line;
}

/** Returns a text for a message, cut, in quotes. */
export function quote(text: string): string {
  return `"${cut(text)}"`;
}

/** Returns a value as JSON, cut. The writer of JSON, unlike its reader, ends where the stack does. */
export function writeValue(value: unknown): string {
  try {
    return cut(JSON.stringify(value));
  } catch (error) {
    if (error instanceof RangeError) return "lists or objects nested too deep to be shown";
    throw error;
  }
}
