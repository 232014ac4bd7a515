import { type Command, Option } from "commander";
import { type FieldChoice, flagOf, TABLE_FIELDS, type TableField } from "../input/table/table-fields.ts";

/** What a flag says of its column, where the name of the field alone does not. */
const NOTES: Readonly<Partial<Record<TableField, string>>> = {
  title: "column of tables (CSV, JSON, Parquet) that holds the title; each is guessed from its name",
  date: "column of the day of listing; a year or a month counts as published",
  published: "column of the day, month or year of publication",
  id: "column of an arXiv identifier, a DOI or an address",
  vectors: "column of vectors, lists of numbers of one width: they are taken, and no model is used",
};

/** Adds a flag for each field that a column of a table can hold. */
export function addColumnOptions(command: Command): Command {
  for (const field of TABLE_FIELDS) {
    const note = NOTES[field] ?? `column of the ${field.replace("_", " ")}`;
    command.addOption(new Option(`${flagOf(field)} <column>`, note));
  }
  return command;
}

/** Parts the options that name columns, as `fields`, from the others. */
export function readColumnOptions(options: Record<string, unknown>): Record<string, unknown> & { fields: FieldChoice } {
  const others = { ...options };
  const fields: FieldChoice = {};
  for (const field of TABLE_FIELDS) {
    const attribute = new Option(`${flagOf(field)} <column>`).attributeName();
    if (options[attribute] !== undefined) fields[field] = String(options[attribute]);
    delete others[attribute];
  }
  return { ...others, fields };
}
