import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { constants, createGunzip, gunzip } from "node:zlib";
import { describeError, UserError } from "../error.ts";
import { decodeText } from "../text/decode-text.ts";
import { toPrintableLine } from "../text/printable.ts";
import { type Line, splitLines } from "./split-lines.ts";

/** How a file begins: its name without folder and without .gz, and its first bytes, unpacked, 64 KiB at most. */
export type FileHead = { name: string; bytes: Uint8Array };

/** A file to read, unpacked where its name ends in .gz. Nothing is read before it is asked for, and nothing is kept. */
export type FileContent = {
  /** Its name in tables and messages. */
  source: string;
  /** Where it lies, for formats that read by path; null where it is packed there. */
  path: string | null;
  readHead: () => Promise<FileHead>;
  /** Returns the whole of it. Throws a UserError where it is larger than 64 MiB, unpacked. */
  readBytes: () => Promise<Uint8Array>;
  /** Returns UTF-8 as text, its lines parted by \n. Throws a UserError that names the line of the first byte that is none, or as readBytes. */
  readText: () => Promise<string>;
  /** Gives UTF-8 line by line, a file of any size. Throws a UserError that names the line of the first byte that is none. */
  readLines: () => AsyncIterable<Line>;
};

const HEAD_BYTES = 2 ** 16;
const MEBIBYTE = 2 ** 20;

/** Such a file is held several times over while it is read; a saved page has less than one. */
const LARGEST_WHOLE = 64 * MEBIBYTE;

/** A file that is read as a whole is larger than it may be; `fault` says so without naming it. */
export class FileTooLarge extends UserError {
  readonly fault = `holds more than ${LARGEST_WHOLE / MEBIBYTE} MiB, unpacked, the most for a file of its format`;

  constructor(source: string) {
    super();
    this.message = `${source}: ${this.fault}. Split it or take it out.`;
  }
}

const unpackGzip = promisify(gunzip);

/**
 * Returns the content of a file. Reading it throws a UserError where it is missing, unreadable, a pipe or a device, or not packed as its
 * name says. `onRead` is told how many bytes more were read, as they are saved.
 */
export function openFile(source: string, path: string, onRead: (bytes: number) => void = () => {}): FileContent {
  const isPacked = /\.gz$/i.test(path);
  const unpack = async (bytes: Uint8Array, options: { finishFlush?: number; maxOutputLength?: number }) => {
    try {
      return isPacked ? await unpackGzip(bytes, options) : bytes;
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE"
        ? new FileTooLarge(source)
        : badPacking(source, error);
    }
  };
  const readBytes = async () => {
    const { size } = await statFile(path);
    onRead(size);
    if (size > LARGEST_WHOLE) throw new FileTooLarge(source);
    return unpack(await orUserError(path, () => readFile(path)), { maxOutputLength: LARGEST_WHOLE });
  };
  async function* readChunks(): AsyncGenerator<Uint8Array> {
    await statFile(path);
    const saved = createReadStream(path);
    const unpacked: Readable = isPacked ? saved.pipe(createGunzip()) : saved;
    saved.on("error", (error) => unpacked.destroy(error));
    let counted = 0;
    try {
      for await (const chunk of unpacked) {
        onRead(saved.bytesRead - counted);
        counted = saved.bytesRead;
        yield chunk;
      }
    } catch (error) {
      const isPackingError = (error as NodeJS.ErrnoException).code?.startsWith("Z_");
      throw isPackingError ? badPacking(source, error) : unreadable(path, error);
    } finally {
      saved.destroy();
    }
  }
  return {
    source,
    path: isPacked ? null : path,
    readHead: async () => {
      await statFile(path);
      const saved = await orUserError(path, () => buffer(createReadStream(path, { end: HEAD_BYTES - 1 })));
      const bytes = await unpack(saved, { finishFlush: constants.Z_SYNC_FLUSH });
      return { name: isPacked ? basename(path).slice(0, -3) : basename(path), bytes: bytes.subarray(0, HEAD_BYTES) };
    },
    readBytes,
    readText: async () => decodeText(await readBytes(), source),
    readLines: () => splitLines(readChunks(), source),
  };
}

/** Returns what reading a path gives. Throws a UserError that names the path where it fails. */
export async function orUserError<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** A pipe may never end, and can be read only once. */
async function statFile(path: string): Promise<{ size: number }> {
  const stats = await orUserError(path, () => stat(path));
  if (!stats.isFile()) throw noFile(path);
  return stats;
}

/** Returns the error of a path that is neither a file nor a folder. */
export function noFile(path: string): UserError {
  return new UserError(
    `${toPrintableLine(path)}: is no file but a pipe, device or the like. Save what it gives in a file, and name that.`,
  );
}

function unreadable(path: string, error: unknown): UserError {
  return new UserError(`${toPrintableLine(path)}: cannot be read: ${toPrintableLine(describeError(error))}`);
}

function badPacking(source: string, error: unknown): UserError {
  return new UserError(`${source}: cannot be unpacked: ${describeError(error)}. Pack it again or take it out.`);
}
