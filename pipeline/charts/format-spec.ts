const INDENT = "  ";
const LINE_WIDTH = 120;

/** Returns a spec as JSON to be read: what fits stands on one line, so that inline data is a row a line. */
export function formatSpec(value: unknown): string {
  return `${formatValue(JSON.parse(JSON.stringify(value)), "")}\n`;
}

function formatValue(value: unknown, indent: string): string {
  const flat = JSON.stringify(value);
  if (value === null || typeof value !== "object") return flat;
  const isRow = Object.values(value).every((part) => part === null || typeof part !== "object");
  if (isRow ? flat.length <= LINE_WIDTH || isDataRow(value) : flat.length + indent.length <= LINE_WIDTH / 2)
    return flat;
  const inner = indent + INDENT;
  const parts = Array.isArray(value)
    ? value.map((part) => inner + formatValue(part, inner))
    : Object.entries(value).map(([key, part]) => `${inner}${JSON.stringify(key)}: ${formatValue(part, inner)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${parts.join(",\n")}\n${indent}${close}`;
}

function isDataRow(value: object): boolean {
  return !Array.isArray(value) && !("type" in value) && !("field" in value);
}
