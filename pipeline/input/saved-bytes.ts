import { closeSync, createReadStream, openSync, readSync, statSync } from "node:fs";
import { stat } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { describeError, UserError } from "../error.ts";
import { toPrintableLine } from "../text/printable.ts";

/** Bytes as they are saved, packed or not: a file, or a member of a zip. Nothing is read before it is asked for. */
export type SavedBytes = {
  readSize: () => Promise<number>;
  /** Returns the first bytes, this many at most. */
  readHead: (length: number) => Promise<Uint8Array>;
  /** Gives all bytes in chunks; `onRead` is told how many more were read. */
  readChunks: (onRead?: (bytes: number) => void) => AsyncGenerator<Uint8Array>;
};

/** Returns the bytes of a file. Reading them throws a UserError where it is missing, unreadable, a pipe or a device. */
export function savedFile(path: string): SavedBytes {
  return {
    readSize: async () => (await statFile(path)).size,
    readHead: async (length) => {
      await statFile(path);
      return orUserError(path, () => buffer(createReadStream(path, { end: length - 1 })));
    },
    readChunks: async function* (onRead = () => {}) {
      await statFile(path);
      const saved = createReadStream(path);
      try {
        for await (const chunk of saved) {
          onRead(chunk.length);
          yield chunk;
        }
      } catch (error) {
        throw unreadable(path, error);
      } finally {
        saved.destroy();
      }
    },
  };
}

/** Returns the first bytes of a file, this many at most; none where it cannot be read or is no file. It does not wait for a pipe. */
export function peekSync(path: string, length: number): Uint8Array {
  try {
    if (!statSync(path).isFile()) return new Uint8Array(0);
    const file = openSync(path, "r");
    try {
      const head = new Uint8Array(length);
      return head.subarray(0, readSync(file, head, 0, length, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return new Uint8Array(0);
  }
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
    `${toPrintableLine(path)}: is no file but a pipe, device or the like. Save what it gives in a file and name that, or give it on standard input and name - instead.`,
  );
}

function unreadable(path: string, error: unknown): UserError {
  return new UserError(`${toPrintableLine(path)}: cannot be read: ${toPrintableLine(describeError(error))}`);
}
