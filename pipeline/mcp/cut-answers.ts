import { formatNumber } from "../text/format-figure.ts";

/** Characters of a title or name that an answer shows. */
export const LONGEST_NAME = 300;

/** Returns a text of at most `longest` characters, with "…" for an end that was cut. */
export function shorten(text: string, longest = LONGEST_NAME): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/\p{Cs}$/u, "")}…`;
}

/** Returns the first texts of a list, each shortened, and in a last one how many more there are. */
export function shortenList(texts: readonly string[], most: number): string[] {
  const shown = texts.slice(0, most).map((text) => shorten(text));
  return texts.length > most ? [...shown, `… and ${formatNumber(texts.length - most)} more`] : shown;
}

/** A type whose keys may be absent where their value may be null. */
export type WithoutNone<Row> = { [Key in keyof Row]?: NonNullable<Row[Key]> };

/** Returns a row without the keys that hold null or an empty list: they would only cost the reader. */
export function dropNone<Row extends object>(row: Row): WithoutNone<Row> {
  const kept = Object.entries(row).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as WithoutNone<Row>;
}
