/** Kinds of column that travel, by the name under which they are packed. */
const COLUMN_KINDS = {
  u8: Uint8Array,
  i16: Int16Array,
  u16: Uint16Array,
  i32: Int32Array,
  u32: Uint32Array,
  f32: Float32Array,
} as const;

type Kind = keyof typeof COLUMN_KINDS;
const KINDS = Object.keys(COLUMN_KINDS) as Kind[];
type NumberColumn = InstanceType<(typeof COLUMN_KINDS)[Kind]>;

/** Kinds in which other columns are stored where all their numbers fit, the narrowest first. */
const NARROW = [
  { kind: "u8", least: 0, most: 255 },
  { kind: "i16", least: -32_768, most: 32_767 },
  { kind: "u16", least: 0, most: 65_535 },
] as const;

/** How numbers stand in the JSON: as they are, to be read by people, or as base64 of their bytes (little-endian). */
export type NumberForm = "plain" | "base64";

/**
 * Returns JSON of a tree of objects and arrays. A typed array stands in it as an object whose one key is its kind: {"u16": [1, 2]}, or {"u16": "AAECAA=="}.
 * Where a narrower kind holds all its numbers, that is stored inside: {"u32": {"u8": "AQI="}}. Throws on a typed array of another kind.
 */
export function packColumns(value: unknown, form: NumberForm): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (!ArrayBuffer.isView(part)) return part;
    const kind = KINDS.find((name) => part instanceof COLUMN_KINDS[name]);
    if (!kind) throw new Error(`column of a kind that does not travel: ${part.constructor.name}`);
    const column = part as NumberColumn;
    if (form === "plain") return { [kind]: Array.from(column) };
    const narrow = findNarrower(column);
    if (narrow) return { [kind]: COLUMN_KINDS[narrow].from(column) };
    return { [kind]: Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString("base64") };
  });
}

function findNarrower(column: NumberColumn): (typeof NARROW)[number]["kind"] | null {
  if (column instanceof Float32Array) return null;
  let [least, most] = [0, 0];
  for (const value of column) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const narrow = NARROW.find((kind) => kind.least <= least && most <= kind.most);
  const isNarrower = narrow && COLUMN_KINDS[narrow.kind].BYTES_PER_ELEMENT < column.BYTES_PER_ELEMENT;
  return isNarrower ? narrow.kind : null;
}

/** Returns the tree that `packColumns` was given, of either form. */
export function unpackColumns<Tree>(json: string): Tree {
  return restore(JSON.parse(json)) as Tree;
}

function restore(part: unknown): unknown {
  if (typeof part !== "object" || part === null) return part;
  if (Array.isArray(part)) return typeof part[0] === "object" ? part.map(restore) : part;
  const entries = Object.entries(part);
  const [name, packed] = entries[0] ?? [];
  if (entries.length !== 1 || !name || !KINDS.includes(name as Kind)) {
    return Object.fromEntries(entries.map(([key, value]) => [key, restore(value)]));
  }
  const Column = COLUMN_KINDS[name as Kind];
  if (typeof packed === "string") return new Column(decodeBase64(packed).buffer);
  return Column.from(restore(packed) as ArrayLike<number>);
}

/** Returns the bytes of a base64 text. */
export function decodeBase64(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}
