import { ROW_PRODUCTS_CODE } from "./row-products-code.ts";
import { countVectors, type Vectors } from "./vectors.ts";

/** Dot products of n rows and some columns: that of row i and column c is entry i * width + c. Valid until the next ones are taken. */
export type Products = { dots: Float64Array; width: number };

type Kernel = {
  memory: WebAssembly.Memory;
  multiply: (rows: number, count: number, dimensions: number, columns: number, groups: number, dots: number) => void;
};

/** Rows and columns go through the kernel in groups of so many. */
const GROUP = 4;
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

  constructor(vectors: Vectors) {
    this.#vectors = vectors;
  }

  /** Returns the dot products of all rows and of `columns`, which are k x dimensions, row-major. */
  multiply(columns: Float64Array): Products {
    const { dimensions } = this.#vectors;
    const count = countVectors(this.#vectors);
    const k = dimensions === 0 ? 0 : columns.length / dimensions;
    const groups = Math.ceil(k / GROUP);
    const width = GROUP * groups;
    const rowsEnd = roundUp(count) * dimensions;
    const columnsEnd = rowsEnd + width * dimensions;
    const { memory, multiply } = this.#hold(columnsEnd + roundUp(count) * width);
    arrangeColumns(new Float64Array(memory.buffer, rowsEnd * BYTES, width * dimensions), columns, dimensions);
    multiply(0, count, dimensions, rowsEnd * BYTES, groups, columnsEnd * BYTES);
    return { dots: new Float64Array(memory.buffer, columnsEnd * BYTES, count * width), width };
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

/** Lays columns in groups of four whose numbers alternate, as the kernel reads them; those that fill up the last group are zeros. */
function arrangeColumns(target: Float64Array, columns: Float64Array, dimensions: number): void {
  target.fill(0);
  const k = columns.length / dimensions;
  for (let column = 0; column < k; column++) {
    const first = (column - (column % GROUP)) * dimensions + (column % GROUP);
    for (let d = 0; d < dimensions; d++) target[first + GROUP * d] = columns[column * dimensions + d]!;
  }
}

function roundUp(count: number): number {
  return GROUP * Math.ceil(count / GROUP);
}
