import type { Vectors } from "./algorithms/vectors.ts";

/** Turns texts into sentence vectors. Tests hand in a fake one. */
export type Embedder = {
  /** Hash of the model's files: part of the cache key. */
  modelSha256: string;
  dimensions: number;
  /** Returns how many word pieces of the text are read, the marks at its ends included. */
  countTokens(text: string): number;
  /** Returns the unit-length vector of one text. */
  embed(text: string): Promise<Float32Array>;
  close(): Promise<void>;
};
export type { Vectors };
