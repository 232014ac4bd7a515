/** Returns the lines of a text table: the header, then each section below a rule; the first column to the left, the others to the right. */
export function alignColumns(
  header: readonly string[],
  sections: readonly (readonly (readonly string[])[])[],
): string[] {
  const rows = [header, ...sections.flat()];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const align = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  ");
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  return [align(header), ...sections.flatMap((section) => [rule, ...section.map(align)])];
}
