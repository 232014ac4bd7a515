/** What a column of a table can be read as: the settings `fields` name columns by these, and so do the flags. */
export const TABLE_FIELDS = [
  "title",
  "abstract",
  "date",
  "published",
  "authors",
  "venue",
  "categories",
  "keywords",
  "doi",
  "arxiv_id",
  "url",
  "code_url",
  "project_url",
  "language",
  "author_comment",
  "rank",
  "upvotes",
  "comments",
  "id",
  "vectors",
] as const;

/** A field that a column of a table can be read as. */
export type TableField = (typeof TABLE_FIELDS)[number];

/** Which column holds a field, where the user says so. */
export type FieldChoice = Partial<Record<TableField, string>>;

/** Which columns of a table hold which field. */
export type ColumnMapping = {
  /** The columns of each field that has any: lists are put together, of others the first that says something counts. */
  columnsOf: ReadonlyMap<TableField, readonly string[]>;
  /** Fields that several columns could hold equally well: none of them is taken. */
  doubts: ReadonlyMap<TableField, readonly string[]>;
  /** Columns that hold no field. */
  others: readonly string[];
};

/** Returns the flag that names the column of a field. */
export function flagOf(field: TableField): string {
  return field === "vectors" ? "--vectors" : `--${field.replace("_", "-")}-field`;
}
