import Papa from "papaparse";
import { mapColumns } from "./column-mapping.ts";
import { countFilled } from "./split-delimited.ts";
import type { FieldChoice } from "./table-fields.ts";

/** How the cells of a table are parted, and how sure that is. */
export type Dialect = {
  delimiter: string;
  /** Whether the header has a title and an abstract. */
  isOfPapers: boolean;
  /** Share of the first rows that are as wide as the header. */
  evenness: number;
};

const DELIMITERS = [",", "\t", ";", "|"];
const SAMPLE_ROWS = 50;

/** A first line that says what the delimiter is, as Excel writes it. */
const DECLARATION = /^"?sep=([^\w"\n])"?\n/i;

/**
 * Returns how a table is parted, from its beginning: so that the header names a title and an abstract, and rows are as wide as it.
 * Null where no delimiter gives it two columns. A row that may be cut off at the end of `text` is not looked at.
 */
export function sniffDelimiter(text: string, chosen: FieldChoice = {}): Dialect | null {
  const declared = DECLARATION.exec(text)?.[1];
  const dialects = (declared === undefined ? DELIMITERS : [declared]).flatMap(
    (delimiter) => judge(text, delimiter, chosen) ?? [],
  );
  dialects.sort((a, b) => Number(b.isOfPapers) - Number(a.isOfPapers) || b.evenness * b.width - a.evenness * a.width);
  return dialects[0] ?? null;
}

function judge(text: string, delimiter: string, chosen: FieldChoice): (Dialect & { width: number }) | null {
  const parsed = new Papa.Parser({ delimiter, newline: "\n", preview: SAMPLE_ROWS }).parse(
    text.endsWith("\n") ? text : `${text}\n`,
    0,
    true,
  );
  const filled = (parsed.data as string[][]).filter((cells) => countFilled(cells) > 0);
  const rows = filled.slice(filled.findIndex((cells) => countFilled(cells) > 1));
  const [header] = rows;
  if (!header || countFilled(header) < 2) return null;
  const { columnsOf, doubts } = mapColumns(header, chosen);
  const even = rows.filter((cells) => cells.length === header.length).length;
  return {
    delimiter,
    width: header.length,
    isOfPapers: (["title", "abstract"] as const).every((field) => columnsOf.has(field) || doubts.has(field)),
    evenness: even / rows.length,
  };
}
