import {
  type DuckDBArrayType,
  DuckDBArrayValue,
  type DuckDBListType,
  DuckDBListValue,
  type DuckDBMapType,
  DuckDBMapValue,
  type DuckDBStructType,
  DuckDBStructValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBUnionType,
  DuckDBUnionValue,
  type DuckDBValue,
  DuckDBVariantValue,
} from "@duckdb/node-api";
import type { PlainValue } from "./query-answer.ts";

/** Significant digits that every double keeps, and that every float needs at the most. */
const DOUBLE_DIGITS = 15;
const FLOAT_DIGITS = 9;

/**
 * Returns a value of DuckDB as JSON has it: what is not exact as a double is a string, as are numbers that are none and bytes (\xAB); a
 * MAP is an object.
 */
export function toPlainValue(value: DuckDBValue, type: DuckDBType): PlainValue {
  if (value === null) return null;
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) {
    const { valueType } = type as DuckDBListType | DuckDBArrayType;
    return value.items.map((item) => toPlainValue(item, valueType));
  }
  if (value instanceof DuckDBStructValue) {
    const { entryNames, entryTypes } = type as DuckDBStructType;
    const read = (name: string) => (Object.hasOwn(value.entries, name) ? value.entries[name]! : null);
    return Object.fromEntries(entryNames.map((name, place) => [name, toPlainValue(read(name), entryTypes[place]!)]));
  }
  if (value instanceof DuckDBMapValue) {
    const { keyType, valueType } = type as DuckDBMapType;
    return Object.fromEntries(
      value.entries.map((entry) => [writeKey(toPlainValue(entry.key, keyType)), toPlainValue(entry.value, valueType)]),
    );
  }
  if (value instanceof DuckDBUnionValue)
    return toPlainValue(value.value, (type as DuckDBUnionType).memberTypeForTag(value.tag));
  if (value instanceof DuckDBVariantValue)
    return value.type ? toPlainValue(value.value, value.type) : value.value === null ? null : String(value.value);
  return toPlainScalar(value, type.typeId);
}

function toPlainScalar(value: NonNullable<DuckDBValue>, typeId: DuckDBTypeId): PlainValue {
  switch (typeId) {
    case DuckDBTypeId.FLOAT:
      return Number.isFinite(value) ? shortenFloat(value as number) : String(value);
    case DuckDBTypeId.DECIMAL: {
      const text = String(value);
      return text.replace(/\D/g, "").replace(/^0+/, "").length <= DOUBLE_DIGITS ? Number(text) : text;
    }
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
    case DuckDBTypeId.TIMESTAMP_NS:
      return String(value).replace(" ", "T");
    case DuckDBTypeId.TIMESTAMP_TZ:
      return String(value)
        .replace(" ", "T")
        .replace(/\+00(?::00)?$/, "Z");
    default:
  }
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  return typeof value === "boolean" ? value : String(value);
}

/** Returns the number with the fewest digits that is this one as a float. */
function shortenFloat(value: number): number {
  for (let digits = 6; digits < FLOAT_DIGITS; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(FLOAT_DIGITS));
}

function writeKey(key: PlainValue): string {
  return typeof key === "string" ? key : JSON.stringify(key);
}
