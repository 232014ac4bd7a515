import { findLanguage } from "../text/languages/detect-language.ts";
import { type InputFile, listInputFiles } from "./input-files.ts";
import { type InputFileRow, readInputFile } from "./read-input-file.ts";
import { completeFields, type FieldName, type RejectedRecord, type SourceRecord } from "./record.ts";
import { RejectionTally, type WithoutAbstract } from "./rejection-tally.ts";
import type { FieldChoice } from "./table/table-fields.ts";

/** What the usable records of a file, or of all, hold. */
export type FilledFields = {
  /** For each field that a record has, how many have it; title and abstract are in all. */
  fields: Partial<Record<FieldName, number>>;
  /** First and last date of publication, else of listing, as exactly as known; null where no record has one. */
  dates: { first: string; last: string } | null;
  /** How many records are in each language, as they say or as is detected. */
  languages: Record<string, number>;
};

/** What would be read of a file. */
export type FileInspection = InputFileRow &
  FilledFields & {
    /** Records without abstract, where they are many enough to be told together; null where they are not. */
    withoutAbstract: WithoutAbstract | null;
    /** The first other records that cannot be used, with line and reason. */
    rejections: { line: number; reason: string }[];
    /** The first records, with line and clean title. */
    examples: { line: number; title: string }[];
  };

/** What would be read of all files: `inspect --json` prints it as it is. */
export type Inspection = {
  files: FileInspection[];
  total: { files: number; leftOut: number; records: number; usable: number; rejected: number } & FilledFields;
};

const SHOWN_REJECTIONS = 5;
const SHOWN_EXAMPLES = 2;

/** What is given as a language is a text of the file: so many different ones are told apart. */
const MOST_LANGUAGES = 100;

/**
 * Reads the files of paths as a run does, keeps none of their records, and returns what they hold. Throws a UserError as listInputFiles; a file
 * that cannot be used is left out, with the reason as its note. Repeats are not looked for. `fields` names columns of tables; `onRead` is told of bytes read, as saved.
 */
export async function inspectFiles(
  paths: readonly string[],
  options: { fields?: FieldChoice; onRead?: (bytes: number) => void } = {},
): Promise<Inspection> {
  const all = new FieldCounter();
  const files: FileInspection[] = [];
  for (const file of await listInputFiles(paths)) files.push(await inspectFile(file, all, options));
  const sum = (name: "records" | "usable" | "rejected") => files.reduce((total, file) => total + file[name], 0);
  const leftOut = files.filter(({ status }) => status === "left out").length;
  return {
    files,
    total: {
      files: files.length - leftOut,
      leftOut,
      records: sum("records"),
      usable: sum("usable"),
      rejected: sum("rejected"),
      ...all.describe(),
    },
  };
}

async function inspectFile(file: InputFile, all: FieldCounter, options: Parameters<typeof inspectFiles>[1]) {
  let own = new FieldCounter();
  const tally = new RejectionTally(SHOWN_REJECTIONS);
  let examples: FileInspection["examples"] = [];
  const row = await readInputFile(
    file,
    {
      addRecord: (record: SourceRecord) => {
        own.add(record);
        if (examples.length < SHOWN_EXAMPLES) examples.push({ line: record.line, title: record.clean_title });
      },
      addRejected: (record: RejectedRecord) => tally.add(record),
      dropSource: (source: string) => {
        own = new FieldCounter();
        tally.drop(source);
        examples = [];
      },
    },
    { ...options, isOnly: false },
  );
  all.merge(own);
  const [together = null] = tally.listTogether();
  return {
    ...row,
    ...own.describe(),
    withoutAbstract: together && { count: together.count, line: together.line },
    rejections: tally.listSingle().shown.map(({ line, reason }) => ({ line, reason })),
    examples,
  };
}

/** Counts the fields of records; holds no record. */
class FieldCounter {
  readonly #fields = new Map<FieldName, number>();
  readonly #languages = new Map<string, number>();
  #first: string | null = null;
  #last: string | null = null;

  add(record: SourceRecord): void {
    for (const name of Object.keys(completeFields({})) as FieldName[])
      if (record[name] !== null) this.#fields.set(name, (this.#fields.get(name) ?? 0) + 1);
    const language = findLanguage(record);
    if (language !== null) this.#addLanguage(language, 1);
    const date = record.published ?? record.listed_date;
    if (date !== null) this.#addDates(date, date);
  }

  merge(other: FieldCounter): void {
    for (const [name, count] of other.#fields) this.#fields.set(name, (this.#fields.get(name) ?? 0) + count);
    for (const [language, count] of other.#languages) this.#addLanguage(language, count);
    if (other.#first !== null && other.#last !== null) this.#addDates(other.#first, other.#last);
  }

  describe(): FilledFields {
    const bySize = [...this.#languages].sort(([a, one], [b, two]) => two - one || (a < b ? -1 : 1));
    const order = Object.keys(completeFields({})) as FieldName[];
    return {
      fields: Object.fromEntries(
        order.flatMap((name) => (this.#fields.has(name) ? [[name, this.#fields.get(name)]] : [])),
      ),
      dates: this.#first === null || this.#last === null ? null : { first: this.#first, last: this.#last },
      languages: Object.fromEntries(bySize),
    };
  }

  #addLanguage(language: string, count: number): void {
    const isKnown = this.#languages.has(language) || this.#languages.size < MOST_LANGUAGES;
    const key = isKnown ? language : "others";
    this.#languages.set(key, (this.#languages.get(key) ?? 0) + count);
  }

  /** Dates of one precision and another compare as texts: a year stands before its days. */
  #addDates(first: string, last: string): void {
    if (this.#first === null || first < this.#first) this.#first = first;
    if (this.#last === null || last > this.#last) this.#last = last;
  }
}
