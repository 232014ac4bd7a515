import { createHash, hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

/** Returns the SHA-256 of a text, in hex. */
export function hashText(text: string): string {
  return hash("sha256", text);
}

/** Returns the SHA-256 of bytes, in hex. */
export function hashBytes(bytes: Uint8Array): string {
  return hash("sha256", bytes);
}

/** Bytes read at once: with the 64 KiB of streams a large file takes twice as long. */
const CHUNK_BYTES = 1 << 20;

/** Returns the SHA-256 of a file, in hex. */
export async function hashFile(path: string): Promise<string> {
  const running = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: CHUNK_BYTES }), running);
  return running.digest("hex");
}

/** Returns what hashes files as `hashFile` does, and reads one again only when its size or time of change is another. */
export function rememberHashes(): (path: string) => Promise<string> {
  const hashes = new Map<string, Promise<string>>();
  return async (path) => {
    const { size, mtimeMs } = await stat(path);
    const key = JSON.stringify([path, size, mtimeMs]);
    const known = hashes.get(key) ?? hashFile(path);
    hashes.set(key, known);
    return known;
  };
}
