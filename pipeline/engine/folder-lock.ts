import { type FileHandle, open, rm, stat } from "node:fs/promises";
import { tryLock } from "fs-native-extensions";
import { describeError, UserError } from "../error.ts";

const MOST_TRIES = 20;

/**
 * A lock on a file, held by the operating system for as long as this process lives: it can be neither torn nor left behind.
 * What stands in the file is for people alone.
 */
export class FolderLock {
  readonly #path: string;
  readonly #file: FileHandle;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  /**
   * Takes the lock, or returns who holds it, in words. `prepare` makes the file's folder, again where the last holder just took it away.
   * Throws the system's error when the file cannot be made.
   */
  static async take(path: string, holder: string, prepare: () => Promise<void>): Promise<FolderLock | string> {
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      await prepare();
      const file = await open(path, "a+").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return null;
        throw error;
      });
      if (!file) continue;
      if (!(await tryToLock(path, file))) {
        const text = await file.readFile("utf8").finally(() => file.close());
        return text.trim();
      }
      if (await isStillThere(path, file)) {
        await describeHolder(file, holder);
        return new FolderLock(path, file);
      }
      await file.close();
    }
    throw new UserError(`${path}: is taken away as often as it is made. Wait for the other runs to end.`);
  }

  /** Gives the lock free and takes the file away. A file that cannot be taken away locks nothing. */
  async release(): Promise<void> {
    // Taken away while it is still locked: another run that opened it sees that it is gone, and makes a new one.
    await rm(this.#path, { force: true }).catch(() => {});
    await this.#file.close();
  }
}

/** Returns whether the lock is ours now. Throws a UserError where the file system has no locks. */
async function tryToLock(path: string, file: FileHandle): Promise<boolean> {
  try {
    return tryLock(file.fd);
  } catch (error) {
    await file.close();
    throw new UserError(
      `${path}: cannot be locked: ${describeError(error)}. Give an --output on a disk that has file locks.`,
    );
  }
}

/** The last holder takes the file away: a lock on a file that has no name any more protects nothing. */
async function isStillThere(path: string, file: FileHandle): Promise<boolean> {
  const named = await stat(path, { bigint: true }).catch(() => null);
  const opened = await file.stat({ bigint: true });
  return named !== null && named.ino === opened.ino && named.dev === opened.dev;
}

/** On a full disk the lock holds without a word in it. */
async function describeHolder(file: FileHandle, holder: string): Promise<void> {
  try {
    await file.truncate(0);
    await file.writeFile(holder);
  } catch {}
}
