import { turnName } from "../formats/person-names.ts";

/** Keys under which an object of an author, a keyword or a venue has its name, the best first. */
const NAME_KEYS = ["name", "display_name", "full_name", "fullname", "literal", "title", "term", "keyword", "author"];

/** Deeper objects hold no name. */
const DEEPEST_NAME = 3;

/** Placeholders that exports write where there is nothing. */
const NOTHING = /^(?:\[?no abstract available\.?\]?|n\/?a|nan|null|none|-+)$/i;

/** A comma that stands in no brackets. */
const BARE_COMMA = /,(?![^()]*\))/;

/** A name in initials, or behind its comma: "J.", "J. A.", "JA". */
const INITIALS = /^(?:\p{Lu}\.?[\s-]*){1,4}$/u;

/** Returns a text that says something, or a number as text; null for anything else, and for what exports write where there is nothing. */
export function readText(value: unknown): string | null {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (typeof value !== "string") return null;
  const trimmed = value.trim();
  return trimmed === "" || NOTHING.test(trimmed) ? null : value;
}

/** Returns a whole number that is not negative, also one written as text ("1,234", "12.0"); null for anything else. */
export function readCount(value: unknown): number | null {
  const text = readText(value)?.trim() ?? "";
  const digits = /^\d{1,3}(?:,\d{3})+$/.test(text) ? text.replaceAll(",", "") : text.replace(/\.0+$/, "");
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

/** Returns the names of people: a list, objects with names, or a text that parts them by ; or | or "and", or by commas where each is a name; the family name last. */
export function readNames(value: unknown): string[] | null {
  return readList(value, splitNames)?.map(turnName) ?? null;
}

/** Returns the entries of a list, or of a text that parts them by ; or | or commas. */
export function readTerms(value: unknown): string[] | null {
  return readList(value, (text) => splitBy(text, [";", "|", "\n"]) ?? text.split(BARE_COMMA));
}

/** Returns the entries of a list, or of a text that parts them by ; or |. */
export function readParts(value: unknown): string[] | null {
  return readList(value, (text) => splitBy(text, [";", "|"]) ?? [text]);
}

/** Returns the entries as `readTerms`; classes of arXiv are parted by spaces, too. */
export function readClasses(value: unknown): string[] | null {
  const isClass = (word: string) => /^[a-z-]+(?:\.[A-Za-z-]{2,})?$/.test(word);
  return readList(value, (text) => {
    const words = text.split(/[\s,;|]+/).filter(Boolean);
    if (words.length > 1 && words.every(isClass) && words.some((word) => word.includes("."))) return words;
    return readTerms(text) ?? [];
  });
}

/** Returns the numbers of a list, or of a text that is a list in JSON or in Python; null where it holds anything else. */
export function readNumbers(value: unknown): number[] | null {
  const list = typeof value === "string" ? parseNumbers(value) : toList(value);
  if (!list || list.length === 0) return null;
  return list.every((number) => typeof number === "number" && Number.isFinite(number)) ? (list as number[]) : null;
}

function parseNumbers(text: string): unknown[] | null {
  const inside = /^\s*\[([^[\]]*)\]\s*$/.exec(text)?.[1];
  if (inside === undefined) return null;
  const written = inside.trim().split(/[\s,]+/);
  return written.map((number) => (number === "" ? null : Number(number)));
}

function readList(value: unknown, split: (text: string) => string[]): string[] | null {
  const entries = typeof value === "string" ? (parseList(value) ?? split(value)) : (toList(value) ?? [value]);
  const names = entries.map((entry) => nameOf(entry)?.trim()).filter((name) => name !== undefined && name !== "");
  return names.length > 0 ? (names as string[]) : null;
}

function toList(value: unknown): unknown[] | null {
  return Array.isArray(value) ? value : ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : null;
}

/** Returns the entries of a text that is a list in JSON, or of texts in Python; null where it is none. */
function parseList(text: string): unknown[] | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith("[") || !trimmed.endsWith("]")) return null;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    const quoted = [...text.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)];
    return quoted.length > 0 ? quoted.map(([, single, double]) => single ?? double) : null;
  }
}

function nameOf(value: unknown, depth = 0): string | null {
  if (typeof value !== "object" || value === null) return readText(value);
  if (depth === DEEPEST_NAME || Array.isArray(value)) return null;
  const object = value as Record<string, unknown>;
  for (const key of NAME_KEYS) {
    const name = nameOf(object[key], depth + 1);
    if (name !== null) return name;
  }
  const given = readText(object.given ?? object.firstName ?? object.first_name ?? object.forename);
  const family = readText(object.family ?? object.lastName ?? object.last_name ?? object.surname);
  return family === null ? given : given === null ? family : `${given} ${family}`;
}

/** Returns the parts of a text by the first separator that it has; null where it has none. */
function splitBy(text: string, separators: readonly string[]): string[] | null {
  const separator = separators.find((candidate) => text.includes(candidate));
  return separator === undefined ? null : text.split(separator);
}

function splitNames(text: string): string[] {
  const parted = splitBy(text, [";", "|", "\n"]);
  if (parted) return parted;
  if (/\s(?:and|&|und|et|y|e)\s/.test(text)) {
    const names = text.split(/,?\s+(?:and|&|und|et|y|e)\s+/);
    return names.length > 1 ? [...splitCommas(names.slice(0, -1).join(" ; ")), names.at(-1)!] : names;
  }
  return splitCommas(text);
}

/** "Smith J., Doe A." and "Jane Doe, John Smith" are two names, "Doe, J., Smith, A." two, "Doe, Jane" one. */
function splitCommas(text: string): string[] {
  return text.split(" ; ").flatMap((names) => {
    const parts = names.split(",").map((part) => part.trim());
    if (parts.length === 1) return parts;
    const isPaired = parts.length % 2 === 0 && parts.every((part, index) => index % 2 === 0 || INITIALS.test(part));
    if (isPaired) return parts.flatMap((part, index) => (index % 2 === 0 ? [`${part}, ${parts[index + 1]}`] : []));
    return parts.length === 2 && !/\s/.test(parts[1]!) ? [names] : parts;
  });
}
