import { ROW_PRODUCTS_CODE } from "./row-products-code.ts";
import { countVectors, type Vectors } from "./vectors.ts";

/** Dot products of n rows and some columns: that of row i and column c is entry i * width + c. Valid until the next ones are taken. */
export type Products = { dots: Float64Array; width: number };

/** The nearest column of each row, and its squared length less twice the product: the squared distance but for the row's own squared length. */
export type NearestColumns = { nearest: Int32Array; least: Float64Array };

/** The functions of row-products.wat. All but counts and dimensions are bytes: places in memory, and the width of a row of products. */
type Kernel = {
  memory: WebAssembly.Memory;
  multiply: (
    rows: number,
    count: number,
    dimensions: number,
    columns: number,
    groups: number,
    places: number,
    dots: number,
    width: number,
  ) => void;
  findNearest: (dots: number, count: number, width: number, lengths: number, least: number, nearest: number) => void;
  sumRows: (rows: number, count: number, dimensions: number, clusterOf: number, sums: number) => void;
  sumLeast: (
    dots: number,
    count: number,
    width: number,
    lengths: number,
    rowLengths: number,
    least: number,
    sums: number,
  ) => void;
};

/** Rows and columns go through the kernel in groups of so many. */
const GROUP = 4;
/** Numbers of a row of products are a multiple of so many. */
const PAIR = 2;
const ROWS_AT_ONCE = 4096;
const BYTES = Float64Array.BYTES_PER_ELEMENT;
const BYTES_PER_PAGE = 65_536;

let kernel: Kernel | null = null;
/** Whose rows lie in the kernel's memory: there is one memory for all, since each takes gigabytes of addresses. */
let holder: RowProducts | null = null;

/**
 * Multiplies the same rows by changing columns, in WebAssembly (row-products.wat). Each product is summed in double precision from first to
 * last, so that it is to the bit what a plain loop gives.
 */
export class RowProducts {
  readonly #vectors: Vectors;
  readonly #count: number;
  /** Columns that products are kept of. */
  #k = -1;

  constructor(vectors: Vectors) {
    this.#vectors = vectors;
    this.#count = countVectors(vectors);
  }

  /**
   * Returns the dot products of all rows and of `columns`, which are k x dimensions, row-major. `isChanged` tells which columns are others than last time, where the rest, and k, are the
   * same: their products alone are taken.
   */
  multiply(columns: Float64Array, isChanged?: Uint8Array): Products {
    const { dimensions } = this.#vectors;
    const k = dimensions === 0 ? 0 : columns.length / dimensions;
    const isKept = isChanged !== undefined && holder === this && this.#k === k;
    const changed = listChanged(k, isKept ? isChanged : null);
    this.#k = k;
    const { width, places, numbers, dots, end } = this.#layOut(k);
    const { memory, multiply } = this.#hold(end);
    arrangeColumns(
      new Float64Array(memory.buffer, numbers * BYTES, roundUp(changed.length, GROUP) * dimensions),
      new Int32Array(memory.buffer, places * BYTES, roundUp(changed.length, GROUP)),
      columns,
      changed,
      k,
    );
    const groups = Math.ceil(changed.length / GROUP);
    multiply(0, this.#count, dimensions, numbers * BYTES, groups, places * BYTES, dots * BYTES, width * BYTES);
    return { dots: new Float64Array(memory.buffer, dots * BYTES, this.#count * width), width };
  }

  /** Returns for each row the nearest of the columns last multiplied by, the lower of equals. `lengths` are the columns' squared lengths. */
  findNearest(lengths: Float64Array): NearestColumns {
    const { width, dots, own, least, nearest, end } = this.#layOut(this.#k);
    const { memory, findNearest } = this.#hold(end);
    // Columns that fill up a row are never nearest.
    new Float64Array(memory.buffer, own * BYTES, width).fill(Number.POSITIVE_INFINITY).set(lengths);
    findNearest(dots * BYTES, this.#count, width * BYTES, own * BYTES, least * BYTES, nearest * BYTES);
    return {
      nearest: new Int32Array(memory.buffer, nearest * BYTES, this.#count).slice(),
      least: new Float64Array(memory.buffer, least * BYTES, this.#count).slice(),
    };
  }

  /**
   * Returns for each of the columns last multiplied by the sum over all rows of the lesser of the row's entry in `before` and its squared distance to the column.
   * `lengths` and `rowLengths` are the squared lengths of columns and rows.
   */
  sumLeast(lengths: Float64Array, rowLengths: Float64Array, before: Float64Array): Float64Array {
    const { width, dots, own, least, rowOwn, sums, end } = this.#layOut(this.#k);
    const { memory, sumLeast } = this.#hold(end);
    new Float64Array(memory.buffer, own * BYTES, width).fill(0).set(lengths);
    new Float64Array(memory.buffer, rowOwn * BYTES, this.#count).set(rowLengths);
    new Float64Array(memory.buffer, least * BYTES, this.#count).set(before);
    const summed = new Float64Array(memory.buffer, sums * BYTES, width).fill(0);
    sumLeast(dots * BYTES, this.#count, width * BYTES, own * BYTES, rowOwn * BYTES, least * BYTES, sums * BYTES);
    return summed.slice(0, lengths.length);
  }

  /** Returns the sums of the rows of each of the k clusters of the columns last multiplied by, k x dimensions, row-major. `clusterOf` gives each row its cluster, or -1. */
  sumRows(clusterOf: Int32Array): Float64Array {
    const { dimensions } = this.#vectors;
    const { nearest, sums, end } = this.#layOut(this.#k);
    const { memory, sumRows } = this.#hold(end);
    new Int32Array(memory.buffer, nearest * BYTES, this.#count).set(clusterOf);
    const summed = new Float64Array(memory.buffer, sums * BYTES, this.#k * dimensions).fill(0);
    sumRows(0, this.#count, dimensions, nearest * BYTES, sums * BYTES);
    return summed.slice();
  }

  /** Returns where what belongs to k columns lies in memory, in numbers from its start, and how wide a row of products is: one column at least is to spare. */
  #layOut(k: number) {
    const { dimensions } = this.#vectors;
    const rows = roundUp(this.#count, GROUP);
    const width = roundUp(k + 1, PAIR);
    const places = rows * dimensions;
    const numbers = places + roundUp(k, GROUP);
    const own = numbers + roundUp(k, GROUP) * dimensions;
    const sums = own + width;
    const rowOwn = sums + width * Math.max(1, dimensions);
    const least = rowOwn + rows;
    const nearest = least + rows;
    const dots = nearest + rows;
    return { width, places, numbers, own, sums, rowOwn, least, nearest, dots, end: dots + rows * width };
  }

  /** Returns the kernel with these rows in its memory, which has room for so many numbers. */
  #hold(numbers: number): Kernel {
    kernel ??= openKernel();
    const missing = numbers * BYTES - kernel.memory.buffer.byteLength;
    if (missing > 0) kernel.memory.grow(Math.ceil(missing / BYTES_PER_PAGE));
    if (holder !== this) {
      new Float64Array(kernel.memory.buffer).set(this.#vectors.values);
      holder = this;
    }
    return kernel;
  }
}

/** Returns the dot products of all rows and of `columns`, k x dimensions, as n x k, row-major: to the bit those of a plain loop. So many rows are held at once. */
export function multiplyRows(a: Vectors, columns: Float64Array, rowsAtOnce = ROWS_AT_ONCE): Float64Array {
  const count = countVectors(a);
  const k = a.dimensions === 0 ? 0 : columns.length / a.dimensions;
  const products = new Float64Array(count * k);
  for (let start = 0; start < count; start += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, count - start);
    const values = a.values.subarray(start * a.dimensions, (start + rows) * a.dimensions);
    const { dots, width } = new RowProducts({ values, dimensions: a.dimensions }).multiply(columns);
    for (let row = 0; row < rows; row++) products.set(dots.subarray(row * width, row * width + k), (start + row) * k);
  }
  return products;
}

function openKernel(): Kernel {
  const code = Buffer.from(ROW_PRODUCTS_CODE, "base64");
  return new WebAssembly.Instance(new WebAssembly.Module(code)).exports as Kernel;
}

/** Returns the numbers of the changed ones of k columns; all of them where nothing is known. */
function listChanged(k: number, isChanged: Uint8Array | null): number[] {
  const all = Array.from({ length: k }, (_, column) => column);
  return isChanged === null ? all : all.filter((column) => isChanged[column] !== 0);
}

/** Lays the changed columns in groups of four whose numbers alternate, and the byte in a row at which the product of each goes. What fills up the last group goes behind the k columns. */
function arrangeColumns(
  target: Float64Array,
  places: Int32Array,
  columns: Float64Array,
  changed: readonly number[],
  k: number,
): void {
  const dimensions = columns.length / k;
  target.fill(0);
  places.fill(k * BYTES);
  for (const [place, column] of changed.entries()) {
    const first = (place - (place % GROUP)) * dimensions + (place % GROUP);
    for (let d = 0; d < dimensions; d++) target[first + GROUP * d] = columns[column * dimensions + d]!;
    places[place] = column * BYTES;
  }
}

function roundUp(count: number, group: number): number {
  return group * Math.ceil(count / group);
}
