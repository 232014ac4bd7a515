/** Folder beside the page for what it reads when it is needed. */
export const CHUNK_FOLDER = "atlas-data";
/** Id of the data block that names the chunks of a page; a page that holds all texts has none. */
export const CHUNKS_BLOCK = "atlas-chunks";
/** Function that a chunk calls with its name and its content: JSON in gzip in base64. */
export const CHUNK_RECEIVER = "receiveAtlasChunk";

/**
 * The chunks of a page, by their names. A name is a hash of the content, so that a page never reads what belongs to another one.
 * Text chunk `i` has the rows from `i * papers` up to, not including, `(i + 1) * papers`.
 */
export type ChunkIndex = {
  /** Papers of a text chunk; the last may have fewer. */
  papers: number;
  /** Abstracts, reasons, details and nearest papers, as `PackedTexts`. */
  texts: string[];
  /** Terms that tie papers to their topics, of all papers, as `NameLists`. */
  terms: string;
  /** Details of all papers, as `PackedDetails`. */
  details: string;
};

const NAME = /^[0-9a-f]{16}$/;

/** Returns the path of a chunk, from the page. Throws on what is no name of a chunk. */
export function locateChunk(name: string): string {
  if (!NAME.test(name)) throw new Error(`name of a chunk: ${JSON.stringify(name)}`);
  return `${CHUNK_FOLDER}/${name}.js`;
}
