import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** A file of a case: its text, how that becomes bytes, and whether it is packed: whole, cut short, or not at all in spite of its name. */
export type FuzzFile = {
  name: string;
  text: string;
  encoding: "utf8" | "utf16le" | "latin1";
  packing: "none" | "gzip" | "cut gzip" | "wrong";
};

/** Returns the bytes of a file as they are saved. */
export function encodeFile({ text, encoding, packing }: FuzzFile): Buffer {
  const bytes = Buffer.from(text, encoding);
  if (packing === "none" || packing === "wrong") return bytes;
  const packed = gzipSync(bytes);
  return packing === "gzip" ? packed : packed.subarray(0, Math.floor(packed.length / 2));
}

/** Writes the files to a folder, made if it does not exist, and returns how many bytes they have. */
export async function writeInput(folder: string, files: readonly FuzzFile[]): Promise<number> {
  await mkdir(folder, { recursive: true });
  let size = 0;
  for (const file of files) {
    const bytes = encodeFile(file);
    await writeFile(join(folder, file.name), bytes);
    size += bytes.length;
  }
  return size;
}
