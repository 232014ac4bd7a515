/** An object of JSON: what is in it is not known. */
export type JsonObject = Record<string, unknown>;

/** Returns whether a value of JSON is an object, not a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns an object as it stands; an empty one for anything else. */
export function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** Returns a list as it stands; an empty one for anything else. */
export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Returns a text that says something, or a number as text; null for anything else. */
export function asText(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/** Returns a number, also one written as text; null for anything else. */
export function asNumber(value: unknown): number | null {
  if (typeof value === "string" && /^\d+$/.test(value.trim())) return Number(value);
  return typeof value === "number" ? value : null;
}

/** Returns the texts of a list, or those under `key` of the objects in it; null where there are none. */
export function asTexts(value: unknown, key?: string): string[] | null {
  const texts = asList(value)
    .map((item) => asText(key !== undefined && isJsonObject(item) ? item[key] : item))
    .filter((text) => text !== null);
  return texts.length > 0 ? texts : null;
}

/** Returns an object without some of its keys. */
export function omitKeys(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
