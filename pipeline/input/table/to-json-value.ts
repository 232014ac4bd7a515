const MIDNIGHT = "T00:00:00.000Z";

/** Returns a value of DuckDB as JSON can hold it: days and times as ISO texts, large integers as texts, bytes as Base64, lists as arrays. */
export function toJsonValue(value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object" || value === null) return value ?? null;
  if (value instanceof Date) return writeDate(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  // A vector may have a thousand numbers: it is taken as it is.
  if (Array.isArray(value)) return value.every(Number.isFinite) ? value : value.map(toJsonValue);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toJsonValue(part)]));
}

function writeDate(date: Date): string | null {
  if (Number.isNaN(date.getTime())) return null;
  const written = date.toISOString();
  return written.endsWith(MIDNIGHT) ? written.slice(0, -MIDNIGHT.length) : written;
}
