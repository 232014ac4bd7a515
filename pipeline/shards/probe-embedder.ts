import type { Embedder } from "../embedding/embedder.ts";
import { hashBytes } from "../hash.ts";

/** Long enough for every layer to round in many places, and the same for ever. */
const PROBE =
  "Vectors of one text are the same to the last bit on machines whose processors add and multiply alike, and differ in the last bits on others; this sentence is embedded on each, so that the difference is seen.";

/** What an embedder gives one text: two machines that give the same vector of it give the same vectors of all texts. */
export type Probe = { digest: string; dimensions: number };

/** Returns the hash of the vector that an embedder gives one text, and its width. */
export async function probeEmbedder(embedder: Embedder): Promise<Probe> {
  const { vectors } = await embedder.embed([PROBE]);
  const bytes = new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength);
  return { digest: hashBytes(bytes), dimensions: vectors.length };
}
