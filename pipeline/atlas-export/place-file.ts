import { randomBytes } from "node:crypto";
import { existsSync, realpathSync, statSync } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { describeCause, UserError } from "../error.ts";

/** A file that is to be written. */
export type Place = { path: string; force: boolean };

/**
 * Throws a UserError where a file must not be written: its folder is missing, it exists and `force` does not allow to replace it, or it is one of
 * `kept`, files and folders that nothing here may replace.
 */
export function checkPlace({ path, force }: Place, kept: readonly string[]): void {
  const folder = dirname(resolve(path));
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UserError(`${path}: its folder is not there: ${folder}. Make it first.`);
  const real = join(realpathSync(folder), basename(path));
  if (existsSync(real) && statSync(real).isDirectory()) throw new UserError(`${path}: is a folder. Name a file.`);
  const owner = kept.find((one) => existsSync(one) && isWithin(real, realpathSync(one)));
  if (owner !== undefined) throw new UserError(`${path}: belongs to ${owner}, which is read. Name another file.`);
  if (existsSync(real) && !force) throw new UserError(`${path}: is there already. Name another file, or give --force.`);
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || (!way.startsWith("..") && resolve(folder, way) === path && !/^[A-Za-z]:/.test(way));
}

/** Has `write` make a file under another name beside it and puts it in its place when it is whole; returns its bytes. */
export async function placeFile(path: string, write: (path: string) => Promise<void>): Promise<number> {
  const part = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.part`);
  try {
    await write(part);
    const { size } = await stat(part);
    await rename(part, path);
    return size;
  } catch (error) {
    await rm(part, { force: true });
    if (!isOfSystem(error)) throw error;
    throw new UserError(`${path}: cannot be written: ${describeCause(error)}`, { cause: error });
  }
}

/** Whether the operating system refused something, to Node.js or to DuckDB. */
function isOfSystem(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).syscall !== undefined || /^IO Error/.test(describeCause(error));
}
