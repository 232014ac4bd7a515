import Papa from "papaparse";
import { mapColumns } from "./column-mapping.ts";
import type { FieldChoice } from "./table-fields.ts";

/** How the cells of a table are parted, and how sure that is. */
export type Dialect = {
  delimiter: string;
  /** Whether the first line only says what the delimiter is, as Excel writes it. */
  hasPreamble: boolean;
  /** Whether the header has a title and an abstract. */
  isOfPapers: boolean;
  /** Share of the first rows that are as wide as the header. */
  evenness: number;
};

const DELIMITERS = [",", "\t", ";", "|"];
const SAMPLE_ROWS = 50;
const PREAMBLE = /^"?sep=(.)"?\n/i;

/**
 * Returns how a table is parted, from its beginning: so that the header names a title and an abstract, and rows are as wide as it.
 * Null where no delimiter gives it two columns. A row that may be cut off at the end of `text` is not looked at.
 */
export function sniffDelimiter(text: string, chosen: FieldChoice = {}): Dialect | null {
  const preamble = PREAMBLE.exec(text);
  const table = (preamble ? text.slice(preamble[0].length) : text).replace(/^\s*\n/, "");
  const candidates = preamble ? [preamble[1]!] : DELIMITERS;
  const dialects = candidates.flatMap((delimiter) => {
    const dialect = judge(table, delimiter, chosen);
    return dialect ? [{ ...dialect, hasPreamble: preamble !== null }] : [];
  });
  dialects.sort((a, b) => Number(b.isOfPapers) - Number(a.isOfPapers) || b.evenness * b.width - a.evenness * a.width);
  return dialects[0] ?? null;
}

function judge(
  text: string,
  delimiter: string,
  chosen: FieldChoice,
): (Omit<Dialect, "hasPreamble"> & { width: number }) | null {
  const parsed = new Papa.Parser({ delimiter, newline: "\n", preview: SAMPLE_ROWS }).parse(
    text.endsWith("\n") ? text : `${text}\n`,
    0,
    true,
  );
  const rows = (parsed.data as string[][]).filter((cells) => cells.some((cell) => cell.trim() !== ""));
  const [header] = rows;
  if (!header || header.length < 2) return null;
  const { columnsOf, doubts } = mapColumns(header, chosen);
  const even = rows.filter((cells) => cells.length === header.length).length;
  return {
    delimiter,
    width: header.length,
    isOfPapers: (["title", "abstract"] as const).every((field) => columnsOf.has(field) || doubts.has(field)),
    evenness: even / rows.length,
  };
}
