import { Readable } from "node:stream";
import { promisify } from "node:util";
import { constants, createGunzip, createInflateRaw, gunzip, inflateRaw } from "node:zlib";
import { unpackZstd, unpackZstdHead } from "./unpack-zstd.ts";

/** How bytes are packed: as a file by itself, or (deflate) within a zip. */
export type Packing = "gzip" | "zstd" | "deflate";

const SIGNATURES: readonly (readonly [kind: Packing | "zip", bytes: readonly number[]])[] = [
  ["gzip", [0x1f, 0x8b, 0x08]],
  ["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["zip", [0x50, 0x4b, 0x05, 0x06]],
];

/** Bytes of a file by which its packing is known. */
export const SIGNATURE_BYTES = 4;

/** Returns how a file is packed, by its first bytes, whatever its name; null where it is not. */
export function detectPacking(head: Uint8Array): Packing | "zip" | null {
  return SIGNATURES.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte))?.[0] ?? null;
}

/** Returns what the first bytes of packed content hold. Throws where they are not packed so. */
export async function unpackHead(packing: Packing, head: Uint8Array): Promise<Uint8Array> {
  const options = { finishFlush: constants.Z_SYNC_FLUSH };
  if (packing === "gzip") return promisify(gunzip)(head, options);
  if (packing === "deflate") return promisify(inflateRaw)(head, options);
  return unpackZstdHead(head);
}

/** Unpacks content as it comes, and holds a part of it alone. Throws where it is damaged or cut off. */
export async function* unpackChunks(packing: Packing, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (packing === "zstd") {
    yield* unpackZstd(chunks);
    return;
  }
  const packed = Readable.from(chunks);
  const unpacked: Readable = packed.pipe(packing === "gzip" ? createGunzip() : createInflateRaw());
  packed.on("error", (error) => unpacked.destroy(error));
  try {
    yield* unpacked;
  } finally {
    packed.destroy();
  }
}
