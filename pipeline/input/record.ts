/**
 * What a field can hold: a text, a list of texts, a whole number, an address of the web, a day as 2026-11-24, or a date, which is a day, a
 * month as 2026-11, or a year as 2026.
 */
type FieldValue = { text: string; texts: string[]; integer: number; url: string; day: string; date: string };

/** What a field holds and whose it is. A paper has one value: the first that one of its records gives. An appearance has its own. */
type Field = { holds: keyof FieldValue; belongsTo: FieldOwner };

type FieldOwner = "paper" | "appearance";

/**
 * The fields that a format may give beside title and abstract. Each is a column of that name in the table `records`, and in `papers`
 * or `appearances`, whichever it belongs to; `schema.sql` says there what it means. NULL is a field that the file does not give.
 */
export const GIVEN_FIELDS = {
  authors: { holds: "texts", belongsTo: "paper" },
  published: { holds: "date", belongsTo: "paper" },
  venue: { holds: "text", belongsTo: "paper" },
  categories: { holds: "texts", belongsTo: "paper" },
  keywords: { holds: "texts", belongsTo: "paper" },
  doi: { holds: "text", belongsTo: "paper" },
  arxiv_id: { holds: "text", belongsTo: "paper" },
  paper_url: { holds: "url", belongsTo: "paper" },
  code_url: { holds: "url", belongsTo: "paper" },
  project_url: { holds: "url", belongsTo: "paper" },
  language: { holds: "text", belongsTo: "paper" },
  author_comment: { holds: "text", belongsTo: "paper" },
  arxiv_version: { holds: "integer", belongsTo: "appearance" },
  listed_text: { holds: "text", belongsTo: "appearance" },
  listed_date: { holds: "day", belongsTo: "appearance" },
  rank: { holds: "integer", belongsTo: "appearance" },
  upvotes: { holds: "integer", belongsTo: "appearance" },
  comments: { holds: "integer", belongsTo: "appearance" },
} as const satisfies Record<string, Field>;

/** Name of a field that a format may give. */
export type FieldName = keyof typeof GIVEN_FIELDS;

/** Every field that a format may give, with its value or null. */
export type GivenFields = { [Name in FieldName]: FieldValue[(typeof GIVEN_FIELDS)[Name]["holds"]] | null };

/** Names of the fields of a paper, or of those of an appearance. */
type NameOf<Owner extends FieldOwner> = {
  [Name in FieldName]: (typeof GIVEN_FIELDS)[Name]["belongsTo"] extends Owner ? Name : never;
}[FieldName];

/** The given fields of a paper, or those of an appearance. */
export type FieldsOf<Owner extends FieldOwner> = Pick<GivenFields, NameOf<Owner>>;

/** A record as a format reads it from a file: the fields that the file gives. */
export type FoundRecord = {
  /** Line of the file on which it begins, from 1. */
  line: number;
  title: string;
  abstract: string;
  /** What else the file says of it, as JSON can hold it. */
  extra?: Record<string, unknown>;
  /** The vector that the file has of it: finite numbers of any length. */
  vector?: readonly number[];
} & Partial<GivenFields>;

/** A record that cannot be used, and why; `raw` is the record as it stands in the file. */
export type Rejection = { line: number; reason: string; raw: string };

/** A row of the table rejected. */
export type RejectedRecord = { source: string } & Rejection;

/** A record as it is kept: a row of the table `records`, by name of column. */
export type SourceRecord = {
  source: string;
  position: number;
  line: number;
  format: string;
  raw_title: string;
  raw_abstract: string;
  clean_title: string;
  clean_abstract: string;
  urls: string[];
  /** A JSON object of what else the file says of it; null where it says no more. */
  extra: string | null;
} & GivenFields;

const FIELD_NAMES = Object.keys(GIVEN_FIELDS) as FieldName[];

const FIELDS_OF = { paper: listFieldsOf("paper"), appearance: listFieldsOf("appearance") };

/** Returns the names of the given fields that hold days. */
export function listDayFields(): FieldName[] {
  return FIELD_NAMES.filter((name) => (GIVEN_FIELDS[name] as Field).holds === "day");
}

/** Returns every given field; null is one that `fields` lacks. */
export function completeFields(fields: Partial<GivenFields>): GivenFields {
  const complete: Record<string, unknown> = {};
  for (const name of FIELD_NAMES) complete[name] = fields[name] ?? null;
  return complete as GivenFields;
}

/** Returns the given fields of a record that belong to the paper, or those that belong to the appearance. */
export function pickFields<Owner extends FieldOwner>(record: FieldsOf<Owner>, owner: Owner): FieldsOf<Owner> {
  const fields: Record<string, unknown> = {};
  for (const name of FIELDS_OF[owner]) fields[name] = record[name as NameOf<Owner>];
  return fields as FieldsOf<Owner>;
}

/** Sets each given field that a paper lacks to that of another of its records. */
export function fillFields(paper: FieldsOf<"paper">, record: FieldsOf<"paper">): void {
  for (const name of FIELDS_OF.paper) fillField(paper, record, name);
}

function fillField<Name extends NameOf<"paper">>(
  paper: FieldsOf<"paper">,
  record: FieldsOf<"paper">,
  name: Name,
): void {
  paper[name] ??= record[name];
}

/** Returns the names of the given fields that belong to the paper, or to the appearance. */
export function listFieldsOf<Owner extends FieldOwner>(owner: Owner): NameOf<Owner>[] {
  return FIELD_NAMES.filter((name): name is NameOf<Owner> => GIVEN_FIELDS[name].belongsTo === owner);
}
