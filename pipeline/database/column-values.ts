import {
  arrayValue,
  DuckDBListValue,
  DuckDBTypeId,
  type DuckDBValue,
  type DuckDBVector,
  listValue,
} from "@duckdb/node-api";
import type { Vectors } from "../numeric/vectors.ts";

/** A column to append: one value a row; typed arrays, string lists and flat vectors are taken as they are. */
export type Column = ArrayLike<DuckDBValue | readonly string[]> | Vectors;

/** The numbers of a column of arrays as DuckDB holds them; left out of its own types. */
type FlatArrays = { childData: { items: ArrayLike<number> }; validity: { itemValid: (row: number) => boolean } };

/** Returns the vectors of a column, one after another: a number at a time they would take ten times as long. */
export function readVectors(column: DuckDBVector, rows: number): Float32Array {
  if (column.type.typeId === DuckDBTypeId.ARRAY) {
    const { childData, validity } = column as unknown as FlatArrays;
    for (let row = 0; row < rows; row++) if (!validity.itemValid(row)) throw new Error(`vector of a row: NULL`);
    return Float32Array.from(childData.items);
  }
  const vectors = column.toArray() as { items: number[] }[];
  const dimensions = vectors[0]!.items.length;
  const values = new Float32Array(rows * dimensions);
  for (const [row, { items }] of vectors.entries()) values.set(items, row * dimensions);
  return values;
}

/** Returns a value as a query gives it: lists as arrays. */
export function readValue(value: DuckDBValue): unknown {
  return value instanceof DuckDBListValue ? value.items.map(readValue) : value;
}

/** Returns how a column to append is read, row by row, and how many rows it has; null where it is not given. Throws where a vector holds a NaN. */
export function readColumn(
  table: string,
  name: string,
  column: Column | undefined,
): { count: number | null; read: (row: number) => DuckDBValue } {
  if (!column) return { count: null, read: () => null };
  if ("dimensions" in column) {
    const { values, dimensions } = column;
    if (values.some(Number.isNaN)) throw new Error(`not a number in a vector of ${table}.${name}`);
    return {
      count: values.length / dimensions,
      read: (row) => arrayValue(values.subarray(row * dimensions, (row + 1) * dimensions) as unknown as DuckDBValue[]),
    };
  }
  return {
    count: column.length,
    read: (row) => {
      const value = column[row] ?? null;
      return Array.isArray(value) ? listValue(value) : (value as DuckDBValue);
    },
  };
}
