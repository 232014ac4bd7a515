import { decodeBase64, unpackColumns } from "../pack-columns.ts";

/** Returns the tree of the data block with that id. Throws when the page has no such block. */
export async function decodeBlock<Tree>(id: string): Promise<Tree> {
  const element = document.getElementById(id) as HTMLScriptElement | null;
  if (!element) throw new Error(`data block is missing: ${id}`);
  const content = element.textContent ?? "";
  return unpackColumns<Tree>(element.type === "application/gzip" ? await unzip(decodeBase64(content)) : content);
}

async function unzip(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (typeof DecompressionStream === "undefined") {
    throw new Error("the browser cannot unpack its data (it needs Chrome 80, Firefox 113, Safari 16.4 or newer)");
  }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}
