/** Returns rows as JSON lines: an object a line. */
export function writeJsonLines(rows: readonly object[]): string {
  // A line separator of Unicode ends a line for some readers, though not for JSON.
  return rows.map((row) => `${JSON.stringify(row).replace(/[\u2028\u2029\u0085]/g, escapeUnit)}\n`).join("");
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
