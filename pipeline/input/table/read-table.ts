import type { FieldRecord, ReadOptions } from "../formats/format.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { checkChosen, checkTexts, mapTableColumns } from "./column-mapping.ts";
import { readTableRow } from "./read-table-row.ts";
import type { ColumnMapping, FieldChoice, TableField } from "./table-fields.ts";

/** Layouts that are held at once: a file may have as many as records. */
const MOST_LAYOUTS = 1000;

/** Names of columns that are held for messages. */
const MOST_COLUMNS = 10_000;

/** Objects, and UTF-16 units of them, that are looked at before any is given. */
const MOST_FIRST = 1000;
const LONGEST_FIRST = 16 * 2 ** 20;

/** Columns that all rows of a table have, and what they are called in the file. */
export type TableColumns = { columns: readonly string[]; names?: readonly string[] };

/**
 * Gives the records of a table whose columns are known. Throws a UserError, before any, where a column that was chosen is not there, or where
 * none, or several, could hold the title or the abstract.
 */
export async function* readTable(
  source: string,
  { columns, names }: TableColumns,
  rows: AsyncIterable<FieldRecord | Rejection>,
  { fields = {}, onMapping }: ReadOptions,
): AsyncGenerator<FoundRecord | Rejection> {
  const mapping = mapTableColumns(columns, fields, names);
  checkChosen(source, columns, mapping, fields);
  checkTexts(source, columns, mapping);
  onMapping?.(mapping);
  for await (const row of rows) yield "reason" in row ? row : readTableRow(row, mapping);
}

/**
 * Gives the records of objects, each with keys of its own. A record in which two keys could be the title or the abstract is rejected. Throws a UserError, before any, where
 * none of the first objects has a title or an abstract; after the last, where none had a column that was chosen. `findFaults` gives what else speaks against one.
 */
export async function* readObjects(
  source: string,
  objects: AsyncGenerator<FieldRecord | Rejection>,
  { fields: chosen = {}, onMapping }: ReadOptions,
  findFaults: (fields: Record<string, unknown>) => string[] = () => [],
): AsyncGenerator<FoundRecord | Rejection> {
  const layouts = new Layouts(chosen);
  const first = await takeFirst(objects);
  for (const object of first) if (!("reason" in object)) layouts.find(object.fields);
  if (layouts.count > 0) checkTexts(source, layouts.listColumns(), layouts.sum());
  const read = (object: FieldRecord | Rejection) =>
    "reason" in object ? object : readTableRow(object, layouts.find(object.fields), findFaults(object.fields));
  for (const object of first) yield read(object);
  for await (const object of objects) yield read(object);
  if (layouts.count === 0) return;
  checkChosen(source, layouts.listColumns(), layouts.sum(), chosen);
  onMapping?.(layouts.sum());
}

/** Takes so many objects as tell what a file holds, and no more than can be held. */
async function takeFirst(objects: AsyncGenerator<FieldRecord | Rejection>): Promise<(FieldRecord | Rejection)[]> {
  const taken: (FieldRecord | Rejection)[] = [];
  for (let length = 0; taken.length < MOST_FIRST && length < LONGEST_FIRST; ) {
    const { value, done } = await objects.next();
    if (done) break;
    taken.push(value);
    length += value.raw.length;
  }
  return taken;
}

/** The mappings of objects by their keys, and what they come to together. */
class Layouts {
  count = 0;
  readonly #chosen: FieldChoice;
  readonly #known = new Map<string, ColumnMapping>();
  readonly #seen = new Set<string>();
  readonly #columnsOf = new Map<TableField, string[]>();
  readonly #doubts = new Map<TableField, readonly string[]>();

  constructor(chosen: FieldChoice) {
    this.#chosen = chosen;
  }

  /** Returns the mapping of an object; a key without a value is no column of it. */
  find(fields: Record<string, unknown>): ColumnMapping {
    const columns = Object.keys(fields).filter((key) => fields[key] !== null);
    const layout = JSON.stringify(columns);
    const known = this.#known.get(layout);
    if (known) return known;
    const mapping = mapTableColumns(columns, this.#chosen);
    if (this.#known.size >= MOST_LAYOUTS) this.#known.clear();
    this.#known.set(layout, mapping);
    this.count += 1;
    for (const column of columns) if (this.#seen.size < MOST_COLUMNS) this.#seen.add(column);
    for (const [field, taken] of mapping.columnsOf)
      this.#columnsOf.set(field, [...new Set([...(this.#columnsOf.get(field) ?? []), ...taken])]);
    for (const [field, doubt] of mapping.doubts) this.#doubts.set(field, doubt);
    return mapping;
  }

  listColumns(): string[] {
    return [...this.#seen];
  }

  sum(): ColumnMapping {
    const taken = new Set([...this.#columnsOf.values()].flat());
    return {
      columnsOf: this.#columnsOf,
      doubts: new Map([...this.#doubts].filter(([field]) => !this.#columnsOf.has(field))),
      others: this.listColumns().filter((column) => !taken.has(column)),
    };
  }
}
