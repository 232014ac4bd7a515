/** How a formula begins. Spreadsheets skip white space before its sign, invisible characters too, and take full-width signs for plain ones. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/**
 * Returns a value as a cell of CSV (RFC 4180), a list joined by "; ". A text that a spreadsheet would take for a formula gets an apostrophe
 * before it. One that holds what separates cells in any country is quoted.
 */
export function writeCsvCell(value: string | number | null | readonly string[]): string {
  if (typeof value === "number") return String(value);
  const text = typeof value === "string" ? value : (value?.join("; ") ?? "");
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",;|\t\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Returns CSV of a line of names and lines of cells that writeCsvCell wrote. */
export function writeCsvLines(names: readonly string[], lines: readonly (readonly string[])[]): string {
  return [names.map(writeCsvCell).join(","), ...lines.map((cells) => cells.join(",")), ""].join("\r\n");
}
