import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { DATABASE_FILE } from "../database/open-atlas-database.ts";
import { BusyError, describeError, UserError } from "../error.ts";
import { dropContentList, isContentFolder, listContent, pruneContent } from "./content-folder.ts";
import { FolderLock } from "./folder-lock.ts";
import { makeFolder } from "./make-folder.ts";
import { syncFolder, syncNames } from "./sync-folder.ts";

/** Folder within an output, for the work of a run, and what stands in it. */
export const WORK = ".atlas";
/** The lock, held while a run writes. */
export const LOCK = "lock";
/** Folder that a run writes to. */
export const NEXT = "next";
/** Folder of the files of a run that ended well, while they are moved into place. */
export const READY = "ready";
/** Vectors of a run that has not ended. */
export const JOURNAL = "vectors.duckdb";

/** Shards of a run that has not ended. */
export const SHARDS = "shards";

/** Log that DuckDB writes beside a database, and replays onto whatever database has the name. */
const LOG_ENDING = ".wal";

/**
 * The folder of a run's results. A run writes to `next` and nobody sees it until `commit`. `commit` renames `next` to `ready`, the
 * point of no return, and then moves its files into place; one that was killed in between is finished when the folder is next opened.
 */
export class OutputDirectory {
  readonly path: string;
  readonly #lock: FolderLock;
  readonly #made: readonly string[];
  #isDecided = false;

  private constructor(path: string, lock: FolderLock, made: readonly string[]) {
    this.path = path;
    this.#lock = lock;
    this.#made = made;
  }

  /**
   * Takes the folder for this process, made if it does not exist. `holder` says who this is, to another run that finds it taken.
   * Throws a BusyError when another run has it, a UserError when it cannot be made or written.
   */
  static async open(path: string, holder = ""): Promise<OutputDirectory> {
    const work = join(resolve(path), WORK);
    const made: string[] = [];
    const prepare = async () => {
      made.push(...(await makeFolder(work)));
    };
    const lock = await orUserError(path, () => FolderLock.take(join(work, LOCK), holder, prepare)).catch(
      async (error) => {
        await removeEmpty(made);
        throw error;
      },
    );
    if (typeof lock === "string") {
      throw new BusyError(
        `--output ${path}: another run is writing to it${lock ? ` (${lock})` : ""}. Wait for it to end, or give another --output.`,
      );
    }
    const directory = new OutputDirectory(
      path,
      lock,
      made.filter((folder) => folder !== work),
    );
    try {
      await orUserError(path, async () => {
        await moveReadyFiles(path);
        await rm(directory.next, { recursive: true, force: true });
        await mkdir(directory.next);
      });
    } catch (error) {
      await directory.release();
      throw error;
    }
    return directory;
  }

  /** Folder that the run writes to. */
  get next(): string {
    return join(this.path, WORK, NEXT);
  }

  /** Whether the new files will stand in the place of the last ones, come what may: from the middle of `commit` on. */
  get isDecided(): boolean {
    return this.#isDecided;
  }

  /** File for work of this run that is worth keeping when it does not end; gone after a commit. */
  get journal(): string {
    return join(this.path, WORK, JOURNAL);
  }

  /** Folder for shards that other machines made for this run, kept when it does not end; gone after a commit. */
  get shards(): string {
    return join(this.path, WORK, SHARDS);
  }

  /** Throws a UserError where something that is no file stands in the place of a file to be written, or no folder in that of a folder. */
  async refuseObstacles(files: readonly string[]): Promise<void> {
    for (const file of files) {
      if (isContentFolder(file)) {
        await refuseNoFolder(join(this.path, file.slice(0, -1)));
        continue;
      }
      const found = await stat(join(this.path, file)).catch(() => null);
      if (found && !found.isFile())
        throw new UserError(`${join(this.path, file)}: is no file, so it would not be replaced. Move it away.`);
      await refuseNoFolder(dirname(join(this.path, file)));
    }
  }

  /**
   * Puts the files of `next` in the place of the last ones, and takes those away that are `outdated`. Other files stay. In `contentFolders` those of the
   * last run stay beside the new ones.
   */
  async commit(outdated: readonly string[] = [], contentFolders: readonly string[] = []): Promise<void> {
    const last = new Map<string, Set<string>>();
    for (const folder of contentFolders) last.set(folder, await listContent(join(this.path, folder)));
    await syncFolder(this.next);
    for (const folder of this.#made) await syncNames(dirname(folder));
    await rename(this.next, join(this.path, WORK, READY));
    this.#isDecided = true;
    await syncNames(join(this.path, WORK));
    await moveReadyFiles(this.path);
    // Where a run is killed before this, the next one finds a file that the log has not, and runs the stage again.
    for (const file of outdated) {
      if (isContentFolder(file)) await dropContentList(join(this.path, file));
      else await rm(join(this.path, file), { force: true });
    }
    for (const [folder, kept] of last) {
      const path = join(this.path, folder);
      await pruneContent(path, new Set([...kept, ...(await listContent(path))]));
    }
    await rm(this.journal, { force: true });
    await rm(this.journal + LOG_ENDING, { force: true });
    await rm(this.shards, { recursive: true, force: true });
  }

  /**
   * Gives the folder free and takes away what an unfinished run left: the folder itself where the run made it and nothing is in it. What
   * cannot be taken away, the next command takes away.
   */
  async release(): Promise<void> {
    await rm(this.next, { recursive: true, force: true }).catch(() => {});
    await this.#lock.release();
    await rmdir(join(this.path, WORK)).catch(() => {});
    if (this.#isDecided) return;
    await removeEmpty(this.#made);
  }
}

async function refuseNoFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found && !found.isDirectory())
    throw new UserError(`${path}: is no folder, and files are to be put into it. Move it away.`);
}

async function removeEmpty(folders: readonly string[]): Promise<void> {
  for (const folder of folders) await rmdir(folder).catch(() => {});
}

/** Finishes the commit of a run that was killed while its files were moved into place. Throws a UserError where they cannot be moved. */
export async function finishCommit(path: string): Promise<void> {
  if (!existsSync(join(path, WORK, READY))) return;
  const directory = await OutputDirectory.open(path);
  await directory.release();
}

async function moveReadyFiles(path: string): Promise<void> {
  const ready = join(path, WORK, READY);
  if (!existsSync(ready)) return;
  const entries = await readdir(ready, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const folders = new Set<string>();
  // What lies in folders comes first: a page is not seen before what it reads.
  for (const from of files.sort((a, b) => Number(dirname(a) === ready) - Number(dirname(b) === ready))) {
    const to = join(path, relative(ready, from));
    for (const made of await makeFolder(dirname(to))) await syncNames(dirname(made));
    if (basename(to) === DATABASE_FILE) await rm(to + LOG_ENDING, { force: true });
    await rename(from, to);
    folders.add(dirname(to));
  }
  for (const folder of folders) await syncNames(folder);
  await rm(ready, { recursive: true });
}

async function orUserError<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError || !(error as NodeJS.ErrnoException).code) throw error;
    throw new UserError(`--output ${path}: cannot be written: ${describeError(error)}`);
  }
}
