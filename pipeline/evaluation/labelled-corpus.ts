import { basename } from "node:path";
import { UserError } from "../error.ts";
import { hashFile, hashText } from "../hash.ts";
import { createRandom, sampleIndices } from "../random.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import { splitTokens } from "../text/words.ts";
import { type Corpus, readTexts, type TextRecord, type TextSource } from "./corpus-texts.ts";

/** Where labelled texts are: in a file of a format whose fields have names. */
export type CorpusSource = TextSource & {
  /** Field with the true label. */
  label: string;
};

export type CorpusOptions = CorpusSource & {
  /** Texts to take; 0 takes all. */
  sample: number;
};

/** Texts with their true labels. */
export type LabelledCorpus = Corpus & {
  /** Number of the true label of each text, from 0. */
  truth: Int32Array;
  /** How many of the labels are of each corpus that it was mixed of, in their order; a corpus that is no mix is its only part. */
  parts: number[];
};

type LabelledText = { text: string; hash: string; label: string };

const SAMPLE_SEED = 1;

/**
 * Reads a labelled file, cleans its texts as the pipeline does, and takes a sample that is always the same.
 * Throws a UserError that names the file, and the line where a record lacks its text or label.
 */
export async function readLabelledCorpus(options: CorpusOptions): Promise<LabelledCorpus> {
  const { path, sample, label: field, text: textField = null } = options;
  const rows: LabelledText[] = [];
  let wordless = 0;
  for await (const record of readTexts(options)) {
    const label = readLabel(record, field);
    if (splitTokens(record.text).length > 0) rows.push({ text: record.text, hash: hashText(record.text), label });
    else wordless++;
  }
  rows.sort((a, b) => compareCodeUnits(a.hash, b.hash) || compareCodeUnits(a.label, b.label));
  const taken = takeSample(rows, sample);
  const labels = [...new Set(taken.map(({ label }) => label))].sort(compareCodeUnits);
  if (labels.length < 2 || labels.length >= taken.length) {
    throw new UserError(
      `${path}: ${labels.length} different values of ${field} in ${taken.length} texts: nothing to compare topics with`,
    );
  }
  return {
    name: basename(path),
    texts: taken.map(({ text }) => text),
    truth: Int32Array.from(taken, ({ label }) => labels.indexOf(label)),
    labels,
    parts: [labels.length],
    wordless,
    origin: { sha256: await hashFile(path), label: field, text: textField },
  };
}

/** Returns `size` of the rows, always the same ones, in their order; 0 takes all. */
export function takeSample<Row>(rows: readonly Row[], size: number): Row[] {
  const taken = size === 0 ? rows.length : Math.min(size, rows.length);
  return Array.from(sampleIndices(createRandom(SAMPLE_SEED, "sample"), rows.length, taken), (row) => rows[row]!);
}

function readLabel({ fields, place, names }: TextRecord, field: string): string {
  const label = fields[field];
  if (typeof label === "string" || typeof label === "number") return String(label);
  throw new UserError(`${place}: no text or number in the field ${field}; it has ${names}. Check --label.`);
}
