/**
 * Returns a text as a chart may name something by it: Vega keeps such names as keys of plain objects, where one that every object has,
 * such as "constructor" or "__proto__", is taken for granted or lost. Such a one gets a space that does not show at its end.
 */
export function toChartName(text: string): string {
  return text in Object.prototype ? `${text}\u00a0` : text;
}

/** Returns rows with labels that a chart may name topics by; see toChartName. */
export function withChartNames<Row extends { label: string }>(rows: readonly Row[]): Row[] {
  return rows.map((row) => ({ ...row, label: toChartName(row.label) }));
}
