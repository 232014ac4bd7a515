import { type FieldName, GIVEN_FIELDS, type SourceRecord } from "../input/record.ts";
import type { ComparedTexts } from "./compare-texts.ts";
import { endsWithin, type TextMerit } from "./rank-texts.ts";
import { type Identifiers, listNameWords, readIdentifiers } from "./record-identifiers.ts";
import { hashIdentity, nameText } from "./record-key.ts";
import { WordTableBuilder } from "./word-table.ts";

const FIELD_NAMES = Object.keys(GIVEN_FIELDS) as FieldName[];

/** Distinct texts by row: what is compared of them, their ids, merits and first records. */
export type CollectedTexts = ComparedTexts & {
  ids: string[];
  merits: TextMerit[];
  places: { source: string; position: number }[];
};

/** Collects the distinct texts of records, and what all records of each say of it. Records must come in order. */
export class TextCollector {
  readonly #builder = new WordTableBuilder();
  readonly #rows = new Map<string, number>();
  readonly #identifiers: Identifiers[] = [];
  readonly #names: string[][] = [];
  readonly #merits: TextMerit[] = [];
  readonly #places: CollectedTexts["places"] = [];

  add(record: SourceRecord): void {
    const identity = hashIdentity(record.raw_title, record.raw_abstract);
    const row = this.#rows.get(identity);
    const identifiers = readIdentifiers(record);
    const version = record.arxiv_version ?? 0;
    const fields = FIELD_NAMES.filter((name) => record[name] !== null).length;
    if (row === undefined) {
      this.#rows.set(identity, this.#merits.length);
      this.#builder.add(record.clean_title, record.clean_abstract);
      this.#identifiers.push(identifiers);
      this.#names.push(listNameWords(record.authors));
      this.#places.push({ source: record.source, position: record.position });
      const words = record.clean_abstract.split(" ").length;
      const place = this.#merits.length;
      this.#merits.push({ version, isCut: endsWithin(record.clean_abstract), words, fields, place });
      return;
    }
    const known = this.#identifiers[row]!;
    for (const key of ["arxiv", "doi", "url"] as const) known[key] ??= identifiers[key];
    if (this.#names[row]!.length === 0) this.#names[row] = listNameWords(record.authors);
    const merit = this.#merits[row]!;
    merit.version = Math.max(merit.version, version);
    merit.fields = Math.max(merit.fields, fields);
  }

  /** Returns the distinct texts by row. */
  finish(): CollectedTexts {
    return {
      table: this.#builder.finish(),
      identifiers: this.#identifiers,
      names: this.#names,
      ids: [...this.#rows.keys()].map(nameText),
      merits: this.#merits,
      places: this.#places,
    };
  }
}
