import { basename } from "node:path";
import { cutText, joinText } from "../dedupe/paper-row.ts";
import { UserError } from "../error.ts";
import { openFile } from "../input/file-content.ts";
import type { FieldRecord } from "../input/formats/format.ts";
import { findFormat, KNOWN_FORMATS } from "../input/formats/formats.ts";
import { cleanAbstract, cleanTitle } from "../text/clean-text.ts";

/** Where texts are. */
export type TextSource = {
  /** A file of a format that the pipeline reads. */
  path: string;
  /** Field with the text; without it title and abstract, else the field `text`. */
  text?: string;
};

/** Texts in an order that does not depend on that of the file. */
export type Corpus = {
  name: string;
  texts: string[];
  /** Names of the labels, in order of their number; none where texts have no known label. */
  labels: string[];
  /** Records without a usable text, which were left out. */
  wordless: number;
  /** Hash of the file and fields that were read, as they are stored with the figures. */
  origin: Record<string, unknown>;
};

/** A record with its cleaned text; `place` names it in messages, `names` are those of its fields. */
export type TextRecord = { text: string; place: string; names: string; fields: Record<string, unknown> };

/**
 * Reads the texts of a file whose fields have names, such as JSON lines, cleaned and cut as by the pipeline. Throws a UserError that names
 * the file, and the line of a record that cannot be read or lacks its text.
 */
export async function* readTexts(source: TextSource): AsyncGenerator<TextRecord> {
  const { file, format, name } = await openCorpus(source);
  if (!format.readFields) throw new UserError(`--corpus ${source.path}: ${format.description} have no named fields`);
  for await (const entry of format.readFields(file)) {
    if ("reason" in entry) throw new UserError(`${name}:${entry.line}: ${entry.reason}`);
    yield readTextRecord(entry, `${name}:${entry.line}`, source.text);
  }
}

/** Reads the texts of a file of any format; null stands for a record that cannot be used where the fields of the format have no names. */
export async function* readAnyTexts(source: TextSource): AsyncGenerator<string | null> {
  const { file, format } = await openCorpus(source);
  if (format.readFields || source.text !== undefined) {
    for await (const { text } of readTexts(source)) yield text;
    return;
  }
  for await (const entry of format.readRecords(file)) {
    yield "reason" in entry ? null : cutText(joinText(cleanTitle(entry.title), cleanAbstract(entry.abstract).text));
  }
}

async function openCorpus({ path }: TextSource) {
  const name = basename(path);
  const file = openFile(name, path);
  const format = await findFormat(file);
  if (!format) throw new UserError(`--corpus ${path}: unknown format. ${KNOWN_FORMATS}`);
  return { file, format, name };
}

function readTextRecord({ fields }: FieldRecord, place: string, field: string | undefined): TextRecord {
  const names = Object.keys(fields).join(", ") || "none";
  const text = readText(fields, field);
  if (text === null) {
    throw new UserError(
      `${place}: no text in ${field ?? "title and abstract, nor in text"}; it has ${names}. Check --text.`,
    );
  }
  return { text, place, names, fields };
}

/** Returns the text of the field named; without one that of title and abstract, else that of the field `text`; null where it is no text. */
function readText(fields: Record<string, unknown>, field: string | undefined): string | null {
  const { title, abstract } = fields;
  if (field === undefined && typeof title === "string" && typeof abstract === "string") {
    return cutText(joinText(cleanTitle(title), cleanAbstract(abstract).text));
  }
  const text = fields[field ?? "text"];
  return typeof text === "string" ? cutText(cleanAbstract(text).text) : null;
}
