import { UserError } from "../../error.ts";
import { cut } from "../formats/format.ts";
import { ADDED_DATES, KNOWN_COLUMNS, keyOfColumn, PLAIN_DATES, TELLING_PARTS } from "./known-columns.ts";
import { type ColumnMapping, type FieldChoice, flagOf, TABLE_FIELDS, type TableField } from "./table-fields.ts";

/** Fields of which several columns each give a part. */
const LISTS: ReadonlySet<TableField> = new Set(["authors", "keywords", "categories"]);

/** Fields that any of several columns may give. */
const SHARED: ReadonlySet<TableField> = new Set([...LISTS, "published"]);

const MOST_NAMED = 30;

/**
 * Returns which columns hold which field: those that are chosen, and the best known name for each other field. A chosen column that the table
 * lacks is left out. `names` are what columns are called where the file calls two alike, which no guess may decide.
 */
export function mapColumns(
  columns: readonly string[],
  chosen: FieldChoice = {},
  names: readonly string[] = columns,
): ColumnMapping {
  const keys = new Map(columns.map((column, index) => [column, keyOfColumn(names[index]!)]));
  const columnsOf = new Map<TableField, string[]>();
  const doubts = new Map<TableField, string[]>();
  const free = new Set(columns);
  const isLibrary = [...keys.values()].some((key) => ADDED_DATES.has(key));
  const take = (field: TableField, taken: readonly string[]) => {
    columnsOf.set(field, [...(columnsOf.get(field) ?? []), ...taken]);
    for (const column of taken) free.delete(column);
  };
  for (const [field, name] of Object.entries(chosen) as [TableField, string][]) {
    const column = findColumn(columns, name);
    if (column !== null) take(field, [column]);
  }
  for (const field of TABLE_FIELDS) {
    if (chosen[field] !== undefined) continue;
    for (const tier of KNOWN_COLUMNS.get(field) ?? []) {
      if (isLibrary && tier === PLAIN_DATES) continue;
      const found = [...free].filter((column) => tier.has(keys.get(column)!));
      if (found.length === 0) continue;
      if (found.length === 1 || SHARED.has(field)) take(field, found);
      else doubts.set(field, found);
      if (field !== "published") break;
    }
  }
  const plain = [...free].filter((column) => PLAIN_DATES.has(keys.get(column)!));
  if (plain.length === 1 && (isLibrary || columnsOf.has("date")) && chosen.published === undefined) {
    columnsOf.set("published", [plain[0]!, ...(columnsOf.get("published") ?? [])]);
    free.delete(plain[0]!);
  }
  return { columnsOf, doubts, others: [...free] };
}

/**
 * Returns which columns of a table that is known to be one hold which field: as mapColumns, but where no name is known for the title or the
 * abstract, the column whose name has a telling part.
 */
export function mapTableColumns(...given: Parameters<typeof mapColumns>): ColumnMapping {
  const [columns, chosen = {}, names = columns] = given;
  const { columnsOf, doubts, others } = mapColumns(...given);
  const all = { columnsOf: new Map(columnsOf), doubts: new Map(doubts) };
  for (const [field, part] of TELLING_PARTS) {
    if (chosen[field] !== undefined || all.columnsOf.has(field) || all.doubts.has(field)) continue;
    const found = others.filter((column) => part.test(keyOfColumn(names[columns.indexOf(column)]!)));
    if (found.length === 1) all.columnsOf.set(field, found);
    else if (found.length > 1) all.doubts.set(field, found);
  }
  const taken = new Set([...all.columnsOf.values()].flat());
  return { ...all, others: others.filter((column) => !taken.has(column)) };
}

/** Returns the column of this name: as it is written, else by its key, where one column has that; else null. */
export function findColumn(columns: readonly string[], name: string): string | null {
  if (columns.includes(name)) return name;
  const alike = columns.filter((column) => keyOfColumn(column) === keyOfColumn(name));
  return alike.length === 1 ? alike[0]! : null;
}

/** A table cannot be read by its columns; `fault` says so without naming it. */
export class UnfitTable extends UserError {
  readonly fault: string;

  constructor(source: string, fault: string, columns: readonly string[]) {
    super();
    this.fault = fault;
    this.message = `${source}: ${fault}. It has: ${listColumns(columns)}`;
  }
}

/** Throws an UnfitTable where a table has no column, or several, for the title or the abstract. */
export function checkTexts(source: string, columns: readonly string[], { columnsOf, doubts }: ColumnMapping): void {
  for (const field of ["title", "abstract"] as const) {
    if (columnsOf.has(field)) continue;
    const doubt = doubts.get(field);
    const fault = doubt
      ? describeDoubt(field, doubt)
      : `no column is known to hold the ${field}: name it with ${flagOf(field)}`;
    throw new UnfitTable(source, fault, columns);
  }
}

/** Throws an UnfitTable where a table lacks a column that was chosen. */
export function checkChosen(
  source: string,
  columns: readonly string[],
  { columnsOf }: ColumnMapping,
  chosen: FieldChoice,
): void {
  for (const [field, name] of Object.entries(chosen) as [TableField, string][]) {
    if (columnsOf.has(field)) continue;
    throw new UnfitTable(source, `no column ${JSON.stringify(name)} (${flagOf(field)})`, columns);
  }
}

/** Returns what a field could be read from, and how to say it. */
export function describeDoubt(field: TableField, columns: readonly string[]): string {
  return `${field}: could be ${columns.map(cut).join(" or ")}: say which with ${flagOf(field)}`;
}

/** Returns a mapping in one line: "title <- Title, abstract <- Abstract Note; 12 more columns kept as they are". */
export function describeMapping({ columnsOf, doubts, others }: ColumnMapping): string {
  const fields = TABLE_FIELDS.filter((field) => columnsOf.has(field)).map((field) => {
    const columns = columnsOf.get(field)!.map(cut);
    return `${field} <- ${columns.join(LISTS.has(field) ? " and " : " or ")}`;
  });
  const rest = others.length === 1 ? "1 more column kept as it is" : `${others.length} more columns kept as they are`;
  return [
    fields.join(", "),
    ...[...doubts].map(([field, columns]) => describeDoubt(field, columns)),
    ...(others.length > 0 ? [rest] : []),
  ].join("; ");
}

function listColumns(columns: readonly string[]): string {
  const named = columns.slice(0, MOST_NAMED).map(cut).join(", ");
  return columns.length > MOST_NAMED ? `${named} and ${columns.length - MOST_NAMED} more.` : `${named}.`;
}
