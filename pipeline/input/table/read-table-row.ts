import { readArxivId } from "../../text/arxiv-id.ts";
import { readDoi } from "../../text/doi.ts";
import { cleanFields } from "../clean-fields.ts";
import { type FieldRecord, quote, writeValue } from "../formats/format.ts";
import { readPartialDate } from "../partial-date.ts";
import type { FoundRecord, GivenFields, Rejection } from "../record.ts";
import { describeDoubt } from "./column-mapping.ts";
import { keyOfColumn, WEB_OF_SCIENCE_CLASSES } from "./known-columns.ts";
import { readClasses, readCount, readNames, readNumbers, readParts, readTerms, readText } from "./read-values.ts";
import type { ColumnMapping, TableField } from "./table-fields.ts";

const DAY_LENGTH = "2026-11-24".length;

/** What a column says of a record; null where it says nothing that its field can hold. */
type Reading = Partial<GivenFields> | null;

const texts = (name: "authors" | "categories" | "keywords", values: string[] | null): Reading =>
  values && { [name]: values };

const text = (name: keyof GivenFields, value: unknown): Reading => {
  const read = readText(value);
  return read === null ? null : { [name]: read };
};

const count = (name: "rank" | "upvotes" | "comments", value: unknown): Reading => {
  const read = readCount(value);
  return read === null ? null : { [name]: read };
};

/** How a column is read, by its field. */
const READERS: Readonly<Partial<Record<TableField, (value: unknown, column: string) => Reading>>> = {
  id: readIdentifier,
  date: readDate,
  published: readPublished,
  authors: (value) => texts("authors", readNames(value)),
  venue: (value) => text("venue", Array.isArray(value) ? value[0] : value),
  categories: (value, column) =>
    texts("categories", WEB_OF_SCIENCE_CLASSES.has(keyOfColumn(column)) ? readParts(value) : readClasses(value)),
  keywords: (value) => texts("keywords", readTerms(value)),
  doi: (value) => text("doi", value),
  arxiv_id: (value) => text("arxiv_id", value),
  url: (value) => text("paper_url", Array.isArray(value) ? value[0] : value),
  code_url: (value) => text("code_url", value),
  project_url: (value) => text("project_url", value),
  language: (value) => text("language", value),
  author_comment: (value) => text("author_comment", value),
  rank: (value) => count("rank", value),
  upvotes: (value) => count("upvotes", value),
  comments: (value) => count("comments", value),
};

/**
 * Returns the record of a row by a mapping. What no field holds, or could not be read as what its field means, stays in `extra` by the name of
 * its column. Rejects a row without title or abstract, without a vector where one is asked for, or with `ownFaults`.
 */
export function readTableRow(
  row: FieldRecord,
  mapping: ColumnMapping,
  ownFaults: readonly string[] = [],
): FoundRecord | Rejection {
  const { line, fields } = row;
  const title = readRequired("title", fields, mapping);
  const abstract = readRequired("abstract", fields, mapping);
  const vectorColumn = mapping.columnsOf.get("vectors")?.[0];
  const vector = vectorColumn === undefined ? null : readNumbers(fields[vectorColumn]);
  const faults = [title, abstract].flatMap((read) => ("fault" in read ? [read.fault] : []));
  faults.push(...ownFaults);
  if (vectorColumn !== undefined && vector === null) faults.push(`${vectorColumn}: is no list of numbers`);
  // The row as it stands in the file may have to be written first: it is asked for only where it is kept.
  if ("fault" in title || "fault" in abstract || faults.length > 0)
    return { line, reason: faults.join("; "), raw: row.raw };

  const { given, unread } = readFields(fields, mapping);
  const record: FoundRecord = { line, title: title.text, abstract: abstract.text, ...given };
  const extra = pickValues(fields, [...mapping.others, ...[...mapping.doubts.values()].flat(), ...unread]);
  if (extra) record.extra = extra;
  if (vector) record.vector = vector;
  return record;
}

function readRequired(
  field: "title" | "abstract",
  fields: Record<string, unknown>,
  { columnsOf, doubts }: ColumnMapping,
): { text: string } | { fault: string } {
  const doubt = doubts.get(field);
  if (doubt) return { fault: describeDoubt(field, doubt) };
  const column = columnsOf.get(field)?.[0];
  const given = column === undefined ? undefined : fields[column];
  const value: unknown = Array.isArray(given) && given.length === 1 ? given[0] : given;
  if (value === undefined || value === null) return { fault: `${field}: is missing` };
  if (typeof value !== "string") return { fault: `${field}: ${writeValue(value)}: must be a text` };
  return readText(value) === null ? { fault: `${field}: ${quote(value)}: is empty` } : { text: value };
}

/**
 * Returns the fields of a row, cleaned, and the columns that gave none of them: what they hold is kept elsewhere. Of a field that two columns give, lists are
 * joined; of others the first stays.
 */
function readFields(
  fields: Record<string, unknown>,
  { columnsOf }: ColumnMapping,
): { given: Partial<GivenFields>; unread: string[] } {
  const read: Record<string, unknown> = {};
  const readings: { column: string; reading: Record<string, unknown> }[] = [];
  for (const [field, columns] of columnsOf) {
    const reader = READERS[field];
    if (!reader) continue;
    for (const column of columns) {
      const reading: Record<string, unknown> = reader(fields[column], column) ?? {};
      readings.push({ column, reading });
      for (const [name, value] of Object.entries(reading)) {
        const known = read[name] ?? null;
        if (known === null) read[name] = value;
        else if (Array.isArray(known) && Array.isArray(value)) read[name] = [...known, ...value];
      }
    }
  }
  const cleaned = Object.entries(cleanFields(read)).filter(([, value]) => value !== null);
  const given = Object.fromEntries(cleaned) as Partial<GivenFields>;
  const isKept = (name: string, value: unknown) => name in given && (Array.isArray(value) || value === read[name]);
  const unread = readings.filter(
    ({ reading }) => !Object.entries(reading).some(([name, value]) => isKept(name, value)),
  );
  return { given, unread: unread.map(({ column }) => column) };
}

/** A number is of some program, unless arXiv's or a DOI. */
function readIdentifier(value: unknown): Reading {
  const id = readText(value);
  if (id === null || typeof value !== "string") return null;
  if (readArxivId(id) !== null) return { arxiv_id: id };
  if (readDoi(id) !== null) return { doi: id };
  return /^https?:\/\//i.test(id) ? { paper_url: id } : null;
}

/** A day is the one of listing, as it always was for a date that is not said to be of publication; a month or a year is none. */
function readDate(value: unknown): Reading {
  const written = readText(value)?.trim();
  if (written === undefined) return null;
  const date = readPartialDate(written);
  if (date !== null && date.length < DAY_LENGTH) return { published: date };
  return { listed_text: written, listed_date: date };
}

function readPublished(value: unknown): Reading {
  const date = readPartialDate(readText(value)?.replace(/\.0$/, "") ?? "");
  return date === null ? null : { published: date };
}

function pickValues(fields: Record<string, unknown>, columns: readonly string[]): Record<string, unknown> | null {
  const entries = columns
    .map((column) => [column, fields[column]] as const)
    .filter(([, value]) => value !== undefined && value !== null && value !== "");
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}
