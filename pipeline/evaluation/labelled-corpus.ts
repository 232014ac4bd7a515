import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { joinText } from "../dedupe/merge-records.ts";
import { describeError, UserError } from "../error.ts";
import { hashFile, hashText } from "../hash.ts";
import { createRandom, sampleIndices } from "../random.ts";
import { cleanAbstract, cleanTitle } from "../text/clean-text.ts";
import { decodeText } from "../text/decode-text.ts";

/** Where labelled texts are. */
export type CorpusSource = {
  /** A .jsonl or .jsonl.gz file. */
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

const LARGEST_UNPACKED = 2 ** 29;
const SAMPLE_SEED = 1;

/** Reads a labelled file, cleans its texts as the pipeline does, and takes a sample that is always the same. Throws a UserError that names file and line. */
export async function readLabelledCorpus(options: CorpusOptions): Promise<LabelledCorpus> {
  const { path, sample } = options;
  const name = basename(path);
  const lines = decodeText(await readBytes(path), name).split("\n");
  const rows: LabelledText[] = [];
  let wordless = 0;
  lines.forEach((line, index) => {
    if (line.trim() === "") return;
    const row = readRecord(line, `${name}:${index + 1}`, options);
    if (/[\p{L}\p{N}]/u.test(row.text)) rows.push(row);
    else wordless++;
  });
  rows.sort((a, b) => compare(a.hash, b.hash) || compare(a.label, b.label));
  const size = sample === 0 ? rows.length : Math.min(sample, rows.length);
  const taken = Array.from(sampleIndices(createRandom(SAMPLE_SEED, "sample"), rows.length, size), (row) => rows[row]!);
  const labels = [...new Set(taken.map(({ label }) => label))].sort(compare);
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

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const bytes = await readFile(path);
    return path.endsWith(".gz") ? gunzipSync(bytes, { maxOutputLength: LARGEST_UNPACKED }) : bytes;
  } catch (error) {
    throw new UserError(`--corpus ${path}: cannot be read: ${describeError(error)}`);
  }
}

function readRecord(line: string, place: string, options: CorpusOptions): LabelledText {
  const record = parseObject(line, place);
  const label = record[options.label];
  if (typeof label !== "string" && typeof label !== "number") {
    throw new UserError(
      `${place}: no text or number in the field ${options.label}; it has ${listFields(record)}. Check --label.`,
    );
  }
  const text = readText(record, options.text);
  if (text === null) {
    throw new UserError(
      `${place}: no text in ${options.text ?? "title and abstract, nor in text"}; it has ${listFields(record)}. Check --text.`,
    );
  }
  return { text, hash: hashText(text), label: String(label) };
}

function readText(record: Record<string, unknown>, field: string | undefined): string | null {
  const { title, abstract } = record;
  if (field === undefined && typeof title === "string" && typeof abstract === "string") {
    return joinText(cleanTitle(title), cleanAbstract(abstract).text);
  }
  const text = record[field ?? "text"];
  return typeof text === "string" ? cleanAbstract(text).text : null;
}

function parseObject(line: string, place: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new UserError(`${place}: no JSON: ${describeError(error)}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UserError(`${place}: no JSON object`);
  return { ...value };
}

function listFields(record: Record<string, unknown>): string {
  return Object.keys(record).join(", ") || "none";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
