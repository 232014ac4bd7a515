import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { hashText } from "../hash.ts";
import { CHUNK_RECEIVER } from "./chunk-format.ts";
import { clearSystem } from "./encode.ts";
import { packColumns } from "./pack-columns.ts";

const compress = promisify(gzip);
/** A sixth smaller than at level 1, and as small as at level 9 for a third of the time. */
const LEVEL = 6;
const NAME_DIGITS = 16;

/** A chunk: its name, which is a hash of its content, and the script that gives it to the page. */
export type Chunk = { name: string; script: string };

/** Returns a tree of columns as a chunk. Texts stand in it as base64, so that nothing in them is read as script. The same tree gives the same chunk. */
export async function encodeChunk(tree: unknown): Promise<Chunk> {
  const content = clearSystem(await compress(packColumns(tree, "base64"), { level: LEVEL })).toString("base64");
  const name = hashText(content).slice(0, NAME_DIGITS);
  return { name, script: `${CHUNK_RECEIVER}("${name}","${content}");\n` };
}
