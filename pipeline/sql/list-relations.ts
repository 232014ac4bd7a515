import { closest } from "fastest-levenshtein";
import type { DescribedTable } from "../database/data-dictionary.ts";
import { UserError } from "../error.ts";

/** What SQL can ask of a file; a macro as it is called. */
export type Relation = Pick<DescribedTable, "name" | "kind" | "comment">;

/** A column, or a parameter of a macro, which has neither type nor comment. */
export type RelationColumn = { column: string; type: string | null; comment: string | null };

const LONGEST_NAME = 100;

/** Returns the views, macros and tables of a file, in the order of its dictionary. */
export function listRelations(dictionary: readonly DescribedTable[]): Relation[] {
  return dictionary.map(({ name, kind, comment, parameters }) => ({
    name: kind === "macro" || kind === "table macro" ? `${name}(${parameters.join(", ")})` : name,
    kind,
    comment,
  }));
}

/** Returns the parameters of a macro, then the columns. Throws a UserError that names the nearest where there is none. */
export function listColumns(dictionary: readonly DescribedTable[], name: string): RelationColumn[] {
  const found = dictionary.find((table) => table.name === name);
  if (!found) {
    const names = dictionary.map((table) => table.name);
    const near = names.length > 0 ? `. Did you mean ${closest(name.slice(0, LONGEST_NAME), names)}?` : "";
    throw new UserError(`--list: no table, view or macro: ${name.slice(0, LONGEST_NAME)}${near}`);
  }
  return [
    ...found.parameters.map((column) => ({ column, type: null, comment: null })),
    ...found.columns.map(({ name: column, type, comment }) => ({ column, type, comment })),
  ];
}
