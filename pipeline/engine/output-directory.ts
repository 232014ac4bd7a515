import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describeError, UserError } from "../error.ts";

/**
 * The folder of a run's results. A run writes to `next` and nobody sees it until `commit`.
 * `commit` renames `next` to `ready`, the point of no return, and then moves its files into place;
 * a run that was killed between the two is finished by the next one.
 */
export class OutputDirectory {
  readonly path: string;
  readonly #lock: DuckDBInstance;

  private constructor(path: string, lock: DuckDBInstance) {
    this.path = path;
    this.#lock = lock;
  }

  /** Takes the folder for this process, made if it does not exist. Throws a UserError when another run has it. */
  static async open(path: string): Promise<OutputDirectory> {
    const work = join(path, WORK);
    try {
      await mkdir(work, { recursive: true });
    } catch (error) {
      throw new UserError(`--output ${path}: cannot be made: ${describeError(error)}`);
    }
    const directory = new OutputDirectory(path, await lock(path));
    await directory.#moveReadyFiles();
    await rm(directory.next, { recursive: true, force: true });
    await mkdir(directory.next);
    return directory;
  }

  /** Folder that the run writes to. */
  get next(): string {
    return join(this.path, WORK, "next");
  }

  /** File for work of this run that is worth keeping when it does not end; gone after a commit. */
  get journal(): string {
    return join(this.path, WORK, "vectors.duckdb");
  }

  /** Puts the files of `next` in the place of the last ones. Files that this run did not write stay. */
  async commit(): Promise<void> {
    await rename(this.next, this.#ready);
    await this.#moveReadyFiles();
    await rm(this.journal, { force: true });
  }

  /** Gives the folder free and takes away what an unfinished run left. */
  async release(): Promise<void> {
    await rm(this.next, { recursive: true, force: true });
    // Taken away while it is still locked: another run then either finds it locked or makes a new one.
    await rm(join(this.path, WORK, LOCK), { force: true });
    this.#lock.closeSync();
    await rmdir(join(this.path, WORK)).catch(() => {});
  }

  get #ready(): string {
    return join(this.path, WORK, "ready");
  }

  async #moveReadyFiles(): Promise<void> {
    if (!existsSync(this.#ready)) return;
    for (const entry of await readdir(this.#ready, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const from = join(entry.parentPath, entry.name);
      const to = join(this.path, relative(this.#ready, from));
      await mkdir(dirname(to), { recursive: true });
      await rename(from, to);
    }
    await rm(this.#ready, { recursive: true });
  }
}

const WORK = ".atlas";
const LOCK = "lock.duckdb";

/** Locks by an open DuckDB file: the operating system gives it free when the process ends, however it ends. */
async function lock(path: string): Promise<DuckDBInstance> {
  const file = join(path, WORK, LOCK);
  try {
    return await DuckDBInstance.create(file);
  } catch (error) {
    const message = describeError(error);
    if (!message.includes("lock")) throw new UserError(`--output ${path}: cannot be written: ${message}`);
    const holder = /\(PID (\d+)\)/.exec(message)?.[1];
    throw new UserError(
      `--output ${path}: another run is writing to it${holder ? ` (process ${holder})` : ""}. Wait for it to end, or give another --output.`,
    );
  }
}
