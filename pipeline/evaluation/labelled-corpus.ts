import { basename } from "node:path";
import { joinText } from "../dedupe/merge-records.ts";
import { UserError } from "../error.ts";
import { hashFile, hashText } from "../hash.ts";
import { openFile } from "../input/file-content.ts";
import type { FieldRecord } from "../input/formats/format.ts";
import { findFormat, KNOWN_FORMATS } from "../input/formats/formats.ts";
import { createRandom, sampleIndices } from "../random.ts";
import { cleanAbstract, cleanTitle } from "../text/clean-text.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import { splitTokens } from "../text/words.ts";

/** Where labelled texts are. */
export type CorpusSource = {
  /** A file of a format whose fields have names, such as JSON lines. */
  path: string;
  /** Field with the true label. */
  label: string;
  /** Field with the text; without it title and abstract, else the field `text`. */
  text?: string;
};

export type CorpusOptions = CorpusSource & {
  /** Texts to take; 0 takes all. */
  sample: number;
};

/** Texts with their true labels, in an order that does not depend on that of the file. */
export type LabelledCorpus = {
  name: string;
  sha256: string;
  texts: string[];
  hashes: string[];
  /** Number of the true label of each text, from 0. */
  truth: Int32Array;
  /** Names of the labels, in order of their number. */
  labels: string[];
  /** Records without a word, which were left out. */
  wordless: number;
};

type LabelledText = { text: string; hash: string; label: string };

const SAMPLE_SEED = 1;

/**
 * Reads a labelled file, cleans its texts as the pipeline does, and takes a sample that is always the same.
 * Throws a UserError that names the file, and the line where a record lacks its text or label.
 */
export async function readLabelledCorpus(options: CorpusOptions): Promise<LabelledCorpus> {
  const { path, sample } = options;
  const name = basename(path);
  const rows: LabelledText[] = [];
  let wordless = 0;
  for await (const record of readFieldRecords(path, name)) {
    const row = readLabelledText(record, `${name}:${record.line}`, options);
    if (splitTokens(row.text).length > 0) rows.push(row);
    else wordless++;
  }
  rows.sort((a, b) => compareCodeUnits(a.hash, b.hash) || compareCodeUnits(a.label, b.label));
  const size = sample === 0 ? rows.length : Math.min(sample, rows.length);
  const taken = Array.from(sampleIndices(createRandom(SAMPLE_SEED, "sample"), rows.length, size), (row) => rows[row]!);
  const labels = [...new Set(taken.map(({ label }) => label))].sort(compareCodeUnits);
  if (labels.length < 2 || labels.length >= taken.length) {
    throw new UserError(
      `${path}: ${labels.length} different values of ${options.label} in ${taken.length} texts: nothing to compare topics with`,
    );
  }
  return {
    name,
    sha256: await hashFile(path),
    texts: taken.map(({ text }) => text),
    hashes: taken.map(({ hash }) => hash),
    truth: Int32Array.from(taken, ({ label }) => labels.indexOf(label)),
    labels,
    wordless,
  };
}

async function* readFieldRecords(path: string, name: string): AsyncGenerator<FieldRecord> {
  const file = openFile(name, path);
  const format = await findFormat(file);
  if (!format) throw new UserError(`--corpus ${path}: unknown format. ${KNOWN_FORMATS}`);
  if (!format.readFields) throw new UserError(`--corpus ${path}: ${format.description} have no field with a label`);
  for await (const entry of format.readFields(file)) {
    if ("reason" in entry) throw new UserError(`${name}:${entry.line}: ${entry.reason}`);
    yield entry;
  }
}

function readLabelledText({ fields }: FieldRecord, place: string, options: CorpusOptions): LabelledText {
  const names = Object.keys(fields).join(", ") || "none";
  const label = fields[options.label];
  if (typeof label !== "string" && typeof label !== "number") {
    throw new UserError(`${place}: no text or number in the field ${options.label}; it has ${names}. Check --label.`);
  }
  const text = readText(fields, options.text);
  if (text === null) {
    throw new UserError(
      `${place}: no text in ${options.text ?? "title and abstract, nor in text"}; it has ${names}. Check --text.`,
    );
  }
  return { text, hash: hashText(text), label: String(label) };
}

/** Returns the text of the field named; without one that of title and abstract, else that of the field `text`; null where it is no text. */
function readText(fields: Record<string, unknown>, field: string | undefined): string | null {
  const { title, abstract } = fields;
  if (field === undefined && typeof title === "string" && typeof abstract === "string") {
    return joinText(cleanTitle(title), cleanAbstract(abstract).text);
  }
  const text = fields[field ?? "text"];
  return typeof text === "string" ? cleanAbstract(text).text : null;
}
