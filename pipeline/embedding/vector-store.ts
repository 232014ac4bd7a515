import { UserError } from "../error.ts";
import { hashText } from "../hash.ts";
import { type Log, withProgress } from "../log.ts";
import type { Vectors } from "../numeric/vectors.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import type { Embedder } from "./embedder.ts";
import { TimedWriter } from "./timed-writer.ts";

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

/** Texts of a batch, where the embedder has no other number; more where they have fewer characters together, as phrases do. */
const BATCH = 16;
const BATCH_CHARACTERS = 4000;

export const LENGTH_TOLERANCE = 1e-3;

/** Texts that are embedded again to see whether a model is the one that it was. */
const CHECKED_TEXTS = 3;

/**
 * Returns the vectors of texts, a row for each, in their order: from the store, else from the embedder, kept in the store as they are made.
 * A batch has texts of like length; batches come in mixed order, so that the time left is well told. `embedded` counts what was made.
 * Throws when a vector is not of unit length.
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
  const missing = [...textOf.keys()].filter((hash) => !known.has(hash));
  const lengthOf = (hash: string) => textOf.get(hash)!.length;
  if (missing.length > 0) await checkKept(hashes, textOf, known, embedder);
  const characters = missing.reduce((sum, hash) => sum + lengthOf(hash), 0);
  const wide = missing.length > 0 ? ((await embedder.widen?.(characters)) ?? null) : null;
  const batches = cutBatches(
    missing,
    lengthOf,
    wide ? { texts: wide.batch, characters: 0 } : { texts: BATCH, characters: BATCH_CHARACTERS },
  );
  const writer = new TimedWriter<EmbeddedTexts>((made) => store.add(embedder, joinTexts(made)));
  try {
    await withProgress(log, { label, total: missing.length, unit }, (advance) =>
      shareOut(batches, wide?.lanes ?? 1, async (batch) => {
        const made = await embedBatch(batch, textOf, wide ?? embedder);
        writer.add(made);
        for (const [row, hash] of batch.entries()) known.set(hash, viewText(made, row));
        advance(batch.length);
      }),
    );
  } finally {
    await wide?.close();
    await writer.finish();
  }
  const [first] = hashes;
  const dimensions = first === undefined ? (await embedder.embed([])).dimensions : known.get(first)!.vector.length;
  return { ...gatherTexts(hashes, known, dimensions), embedded: missing.length };
}

/** Embeds some texts again whose vectors were kept, where another model may have made them. Throws a UserError where one did. */
async function checkKept(
  hashes: readonly string[],
  textOf: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, TextVector>,
  embedder: Embedder,
): Promise<void> {
  const { leastLikeness, model } = embedder;
  if (leastLikeness === undefined) return;
  const sample = [...new Set(hashes)]
    .filter((hash) => known.has(hash))
    .sort()
    .slice(0, CHECKED_TEXTS);
  if (sample.length === 0) return;
  const { vectors, tokens } = await embedBatch(sample, textOf, embedder);
  for (const [row, hash] of sample.entries()) {
    const { vector: kept } = known.get(hash)!;
    const { vector: made } = viewText({ hashes: sample, tokens, vectors }, row);
    const likeness = kept.length === made.length ? kept.reduce((sum, value, d) => sum + value * made[d]!, 0) : 0;
    if (likeness >= leastLikeness) continue;
    throw new UserError(
      `${model}: makes other vectors than those that are kept under this name: the cosine of a text's two is ${likeness.toFixed(3)}. Is it another model? Give it a name of its own, or embed all anew: --force`,
    );
  }
}

/** Returns texts, given by their hashes, in batches of like length: so many texts, and more up to so many characters. The order of the batches is that of their first hashes, which is as good as chance. */
function cutBatches(
  hashes: readonly string[],
  lengthOf: (hash: string) => number,
  most: { texts: number; characters: number },
): string[][] {
  const sorted = [...hashes].sort((a, b) => lengthOf(a) - lengthOf(b) || compareCodeUnits(a, b));
  const batches: string[][] = [];
  let characters = 0;
  for (const hash of sorted) {
    characters += lengthOf(hash);
    const batch = batches.at(-1);
    if (batch && (batch.length < most.texts || characters <= most.characters)) batch.push(hash);
    else {
      batches.push([hash]);
      characters = lengthOf(hash);
    }
  }
  return batches.sort((a, b) => compareCodeUnits(a[0]!, b[0]!));
}

/** Works through tasks in their order, so many at a time. After a failure none is begun; those under way end before it is thrown. */
async function shareOut<Task>(
  tasks: readonly Task[],
  lanes: number,
  work: (task: Task) => Promise<void>,
): Promise<void> {
  const left = tasks.values();
  const failures: unknown[] = [];
  const goOn = async () => {
    for (const task of left) {
      if (failures.length > 0) return;
      await work(task).catch((error) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, tasks.length) }, goOn));
  if (failures.length > 0) throw failures[0];
}

/** A NaN or a zero vector would go through all that follows unseen. */
async function embedBatch(
  hashes: string[],
  textOf: ReadonlyMap<string, string>,
  embedder: Pick<Embedder, "embed">,
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

function joinTexts(parts: readonly EmbeddedTexts[]): EmbeddedTexts {
  const { dimensions } = parts[0]!.vectors;
  const hashes = parts.flatMap((part) => part.hashes);
  const values = new Float32Array(hashes.length * dimensions);
  const tokens = new Int32Array(hashes.length);
  let row = 0;
  for (const part of parts) {
    values.set(part.vectors.values, row * dimensions);
    tokens.set(part.tokens, row);
    row += part.hashes.length;
  }
  return { hashes, tokens, vectors: { values, dimensions } };
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
