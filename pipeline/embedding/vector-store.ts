import { hashText } from "../hash.ts";
import { type Log, withProgress } from "../log.ts";
import type { Vectors } from "../numeric/vectors.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import type { Embedder } from "./embedder.ts";

/** What a text gave: its unit-length vector and the word pieces that were read. */
export type TextVector = { vector: Float32Array; tokens: number };

/** Vectors of texts, a row for each. `hashes` are the SHA-256 of the texts. */
export type EmbeddedTexts = { hashes: string[]; tokens: Int32Array; vectors: Vectors };

/** What a vector depends on besides its text. */
export type VectorOrigin = Pick<Embedder, "version" | "model" | "modelSha256" | "dtype" | "maxTokens">;

/** Where vectors are kept: by the hash of their text and by what made them. */
export type VectorStore = {
  /** Returns the vectors that are kept of such an embedder, by text hash. */
  read(origin: VectorOrigin): Promise<Map<string, TextVector>>;
  /** Keeps vectors, each of an own text. */
  add(origin: VectorOrigin, texts: EmbeddedTexts): Promise<void>;
};

/** Texts that are embedded at once and then kept: what a run that is stopped loses at most. */
const BATCH = 64;

/** How far from 1 the length of a vector may be: half-precision weights round. */
export const LENGTH_TOLERANCE = 1e-3;

/**
 * Returns the vectors of texts, a row for each, in their order: from the store, else from the embedder, the shortest first, kept in the
 * store as they are made. `embedded` counts those that were made. Throws when a vector is not of unit length.
 */
export async function embedTexts(
  texts: readonly string[],
  embedder: Embedder,
  store: VectorStore,
  { log, label, unit }: { log: Log; label: string; unit: string },
): Promise<EmbeddedTexts & { embedded: number }> {
  const hashes = texts.map(hashText);
  const textOf = new Map(hashes.map((hash, row) => [hash, texts[row]!]));
  const known = await store.read(embedder);
  const missing = [...textOf.keys()]
    .filter((hash) => !known.has(hash))
    .sort((a, b) => textOf.get(a)!.length - textOf.get(b)!.length || compareCodeUnits(a, b));
  await withProgress(log, { label, total: missing.length, unit }, async (advance) => {
    for (let start = 0; start < missing.length; start += BATCH) {
      const batch = missing.slice(start, start + BATCH);
      const made = await embedBatch(batch, textOf, embedder);
      await store.add(embedder, made);
      for (const [row, hash] of batch.entries()) known.set(hash, viewText(made, row));
      advance(batch.length);
    }
  });
  const [first] = hashes;
  const dimensions = first === undefined ? (await embedder.embed([])).dimensions : known.get(first)!.vector.length;
  return { ...gatherTexts(hashes, known, dimensions), embedded: missing.length };
}

/** A NaN or a zero vector would go through all that follows unseen. */
async function embedBatch(
  hashes: string[],
  textOf: ReadonlyMap<string, string>,
  embedder: Embedder,
): Promise<EmbeddedTexts> {
  const { vectors: values, dimensions, tokens } = await embedder.embed(hashes.map((hash) => textOf.get(hash)!));
  if (values.length !== hashes.length * dimensions || tokens.length !== hashes.length) {
    throw new Error(
      `vectors of ${hashes.length} texts: ${values.length} numbers and ${tokens.length} lengths where ${hashes.length} x ${dimensions} were expected`,
    );
  }
  for (const [row, hash] of hashes.entries()) {
    const length = Math.hypot(...values.subarray(row * dimensions, (row + 1) * dimensions));
    if (!(Math.abs(length - 1) < LENGTH_TOLERANCE))
      throw new Error(`length of the vector of text ${hash}: ${length} where 1 was expected`);
  }
  return { hashes, tokens, vectors: { values, dimensions } };
}

function viewText({ tokens, vectors: { values, dimensions } }: EmbeddedTexts, row: number): TextVector {
  return { vector: values.subarray(row * dimensions, (row + 1) * dimensions), tokens: tokens[row]! };
}

function gatherTexts(hashes: string[], known: ReadonlyMap<string, TextVector>, dimensions: number): EmbeddedTexts {
  const values = new Float32Array(hashes.length * dimensions);
  for (const [row, hash] of hashes.entries()) values.set(known.get(hash)!.vector, row * dimensions);
  return {
    hashes,
    tokens: Int32Array.from(hashes, (hash) => known.get(hash)!.tokens),
    vectors: { values, dimensions },
  };
}
