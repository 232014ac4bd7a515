import { extname } from "node:path";
import { UserError } from "../error.ts";

/** The formats that papers are written in: ending of the file, and whether it is text. */
export const EXPORT_FORMATS = {
  csv: { endings: [".csv"], isText: true },
  parquet: { endings: [".parquet"], isText: false },
  jsonl: { endings: [".jsonl", ".ndjson"], isText: true },
  bibtex: { endings: [".bib"], isText: true },
  ris: { endings: [".ris"], isText: true },
  csl: { endings: [".json"], isText: true },
  graphml: { endings: [".graphml"], isText: true },
  points: { endings: [".geojson"], isText: true },
  vectors: { endings: [".npy"], isText: false },
} as const;

/** Name of a format. */
export type ExportFormat = keyof typeof EXPORT_FORMATS;

/** Every format by name. */
export const EXPORT_FORMAT_NAMES = Object.keys(EXPORT_FORMATS) as ExportFormat[];

/** Returns the format that is asked for, else that of a file's ending. Throws a UserError where neither tells it, or it cannot be printed. */
export function chooseFormat(file: string | null, asked: ExportFormat | null): ExportFormat {
  const format = asked ?? readEnding(file);
  if (file === null && !EXPORT_FORMATS[format].isText)
    throw new UserError(`--format ${format}: is no text: name a file for it.`);
  return format;
}

function readEnding(file: string | null): ExportFormat {
  if (file === null) throw new UserError("nothing to write: name a file, or give --format to print.");
  const ending = extname(file).toLowerCase();
  const found = EXPORT_FORMAT_NAMES.find((name) =>
    (EXPORT_FORMATS[name].endings as readonly string[]).includes(ending),
  );
  if (found !== undefined) return found;
  const endings = EXPORT_FORMAT_NAMES.flatMap((name) => EXPORT_FORMATS[name].endings).join(" ");
  throw new UserError(`${file}: its ending tells no format: take one of ${endings}, or give --format.`);
}
