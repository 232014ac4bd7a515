import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { constants, gunzip } from "node:zlib";
import { describeError, UserError } from "../error.ts";
import { decodeText } from "../text/decode-text.ts";

/** How a file begins: its name without folder and without .gz, and its first bytes, unpacked, 64 KiB at most. */
export type FileHead = { name: string; bytes: Uint8Array };

/** A file to read, unpacked where its name ends in .gz. Nothing is read before it is asked for, and nothing is kept. */
export type FileContent = {
  /** Its name in tables and messages. */
  source: string;
  /** Where it lies, for formats that read by path; null where it is packed there. */
  path: string | null;
  readHead: () => Promise<FileHead>;
  readBytes: () => Promise<Uint8Array>;
  /** Returns UTF-8 as text, its lines parted by \n. Throws a UserError that names the line of the first byte that is none. */
  readText: () => Promise<string>;
};

const HEAD_BYTES = 2 ** 16;
const LARGEST_UNPACKED = 2 ** 29;

const unpackGzip = promisify(gunzip);

/** Returns the content of a file. Reading it throws a UserError where it is missing, unreadable or not packed as its name says. */
export function openFile(source: string, path: string): FileContent {
  const isPacked = path.endsWith(".gz");
  const unpack = async (bytes: Uint8Array, options: { finishFlush?: number; maxOutputLength?: number }) => {
    try {
      return isPacked ? await unpackGzip(bytes, options) : bytes;
    } catch (error) {
      throw new UserError(`${source}: cannot be unpacked: ${describeError(error)}. Pack it again or take it out.`);
    }
  };
  const readBytes = async () =>
    unpack(await orUserError(path, () => readFile(path)), { maxOutputLength: LARGEST_UNPACKED });
  return {
    source,
    path: isPacked ? null : path,
    readHead: async () => {
      const saved = await orUserError(path, () => buffer(createReadStream(path, { end: HEAD_BYTES - 1 })));
      const bytes = await unpack(saved, { finishFlush: constants.Z_SYNC_FLUSH });
      return { name: basename(path, ".gz"), bytes: bytes.subarray(0, HEAD_BYTES) };
    },
    readBytes,
    readText: async () => decodeText(await readBytes(), source),
  };
}

/** Returns what reading a path gives. Throws a UserError that names the path where it fails. */
export async function orUserError<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw new UserError(`${path}: cannot be read: ${describeError(error)}`);
  }
}
