import type { ChunkIndex } from "./chunk-format.ts";
import { type Chunk, encodeChunk } from "./encode-chunk.ts";
import { createDetailPacker, createNamePacker } from "./pack-details.ts";
import { packTexts } from "./pack-texts.ts";
import type { TextBlock } from "./read-large-atlas.ts";

/** Papers of a text chunk: some 150 KB, which a disk and a network give at once. */
export const CHUNK_PAPERS = 256;
/** Chunks that are packed while the next one is read. */
const MOST_PENDING = 4;

/** Packs the blocks that `readBlocks` gives for so many papers each, hands every chunk to `write` as it is made, and returns their index. */
export async function writeChunks(
  readBlocks: (papers: number) => AsyncIterable<TextBlock>,
  write: (chunk: Chunk) => Promise<void>,
  papers = CHUNK_PAPERS,
): Promise<ChunkIndex> {
  const terms = createNamePacker();
  const details = createDetailPacker();
  const texts: Promise<string>[] = [];
  const make = async (tree: unknown): Promise<string> => {
    const chunk = await encodeChunk(tree);
    await write(chunk);
    return chunk.name;
  };
  for await (const block of readBlocks(papers)) {
    for (const list of block.texts.terms) terms.add(list.map(({ term }) => term));
    for (const paper of block.texts.details) details.add(paper);
    const made = make(packTexts(block.texts, block.titles));
    // A failure is thrown where it is awaited, not before.
    made.catch(() => {});
    texts.push(made);
    await texts[texts.length - MOST_PENDING];
  }
  return {
    papers,
    texts: await Promise.all(texts),
    terms: await make(terms.pack()),
    details: await make(details.pack()),
  };
}
