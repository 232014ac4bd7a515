import { InferenceSession, Tensor } from "onnxruntime-node";
import { countVectors, type Vectors } from "./vectors.ts";

const VARINT = 0;
const BYTES = 2;
const FLOAT = 1;
const ATTRIBUTE_INT = 2;
const IR_VERSION = 8;
const OPSET = 13;

/**
 * An ONNX model of one node: Gemm with transB.
 * Written out by the field numbers of onnx.proto3, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3.
 */
const GEMM_MODEL = ((): Uint8Array => {
  const transB = [...text(1, "transB"), ...number(3, 1), ...number(20, ATTRIBUTE_INT)];
  const node = [...text(1, "a"), ...text(1, "b"), ...text(2, "product"), ...text(4, "Gemm"), ...message(5, transB)];
  const graph = [
    ...message(1, node),
    ...text(2, "product"),
    ...message(11, describeMatrix("a", "rows_a", "columns")),
    ...message(11, describeMatrix("b", "rows_b", "columns")),
    ...message(12, describeMatrix("product", "rows_a", "rows_b")),
  ];
  return Uint8Array.from([...number(1, IR_VERSION), ...message(7, graph), ...message(8, number(2, OPSET))]);
})();

/**
 * Multiplies rows by rows on ONNX Runtime: some 30 times as fast as a loop here, and the same to the last bit on one thread or two.
 */
export class MatrixProduct {
  readonly #session: InferenceSession;

  private constructor(session: InferenceSession) {
    this.#session = session;
  }

  static async open(): Promise<MatrixProduct> {
    return new MatrixProduct(
      await InferenceSession.create(GEMM_MODEL, { extra: { session: { intra_op: { allow_spinning: "0" } } } }),
    );
  }

  /** Returns a times b transposed: entry i * rows(b) + j is the dot product of row i of a and row j of b. */
  async multiplyTransposed(a: Vectors, b: Vectors): Promise<Float32Array> {
    if (a.dimensions !== b.dimensions)
      throw new Error(`multiplyTransposed: ${a.dimensions} columns against ${b.dimensions}`);
    const { product } = await this.#session.run({
      a: new Tensor("float32", a.values, [countVectors(a), a.dimensions]),
      b: new Tensor("float32", b.values, [countVectors(b), b.dimensions]),
    });
    return product!.data as Float32Array;
  }

  async close(): Promise<void> {
    await this.#session.release();
  }
}

function describeMatrix(name: string, rows: string, columns: string): number[] {
  const shape = [...message(1, text(2, rows)), ...message(1, text(2, columns))];
  return [...text(1, name), ...message(2, message(1, [...number(1, FLOAT), ...message(2, shape)]))];
}

function number(field: number, value: number): number[] {
  return [...varint((field << 3) | VARINT), ...varint(value)];
}

function text(field: number, value: string): number[] {
  return message(field, [...new TextEncoder().encode(value)]);
}

function message(field: number, content: number[]): number[] {
  return [...varint((field << 3) | BYTES), ...varint(content.length), ...content];
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)];
}
