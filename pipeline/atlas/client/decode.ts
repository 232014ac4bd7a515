import { gunzipSync, strFromU8 } from "fflate";
import { decodeBase64, unpackColumns } from "../pack-columns.ts";

/** Returns whether the page has such a data block. */
export function hasBlock(id: string): boolean {
  return document.getElementById(id) !== null;
}

/** Returns the tree of the data block with that id. Throws when the page has no such block. */
export async function decodeBlock<Tree>(id: string): Promise<Tree> {
  const element = document.getElementById(id) as HTMLScriptElement | null;
  if (!element) throw new Error(`data block is missing: ${id}`);
  const content = element.textContent ?? "";
  return element.type === "application/gzip" ? decodePacked(content) : unpackColumns<Tree>(content);
}

/** Returns a tree that stands as JSON in gzip in base64. */
export async function decodePacked<Tree>(content: string): Promise<Tree> {
  return unpackColumns<Tree>(await unzip(decodeBase64(content)));
}

/** Browsers before Firefox 113 and Safari 16.4 cannot unpack by themselves. */
async function unzip(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (typeof DecompressionStream === "undefined") return strFromU8(gunzipSync(bytes));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}
