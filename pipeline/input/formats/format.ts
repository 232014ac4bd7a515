/** A record as a file gives it; what the format does not say is null. */
export type FoundRecord = {
  /** Line of the file on which it begins, from 1. */
  line: number;
  title: string;
  abstract: string;
  arxivId: string | null;
  /** Date as the file writes it. */
  listedText: string | null;
  /** Date as YYYY-MM-DD; null where the file names no year. */
  listedDate: string | null;
  rank: number | null;
  upvotes: number | null;
};

/** A record that cannot be used, and why. */
export type Rejection = { line: number; reason: string; raw: string };

export type ParsedFile = { records: FoundRecord[]; rejected: Rejection[] };

/** A text file: its name without folder and without .gz, its name for messages and tables, and its lines parted by \n. */
export type TextFile = { name: string; source: string; text: string };

/** A kind of input file. */
export type Format = {
  /** Name in the column `format`. */
  name: string;
  /** Returns whether a file is of this kind, from its name or its first lines; the text may be damaged. */
  recognizes: (file: TextFile) => boolean;
  /** Returns the records of a file, in order. Throws a UserError when the file as a whole cannot be trusted. */
  parse: (file: TextFile) => ParsedFile;
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
