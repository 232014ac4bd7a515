import { randomBytes } from "node:crypto";
import { existsSync, realpathSync, statSync } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { describeCause, UserError } from "../error.ts";

/** A file that is to be written. */
export type Place = { path: string; force: boolean };

/**
 * Throws a UserError where a file must not be written: its folder is missing, it exists and is no file or `force` does not allow to replace it, or it is one of
 * `kept`, files and folders that nothing here may replace.
 */
export function checkPlace({ path, force }: Place, kept: readonly string[]): void {
  const folder = dirname(resolve(path));
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UserError(`${path}: its folder is not there: ${folder}. Make it first.`);
  const real = join(realpathSync(folder), basename(path));
  if (existsSync(real) && statSync(real).isDirectory()) throw new UserError(`${path}: is a folder. Name a file.`);
  // A device or pipe would be replaced by the file.
  if (existsSync(real) && !statSync(real).isFile())
    throw new UserError(`${path}: is no file. Name one, or none to print.`);
  const owner = kept.find((one) => existsSync(one) && isWithin(real, realpathSync(one)));
  if (owner !== undefined) throw new UserError(`${path}: belongs to ${owner}, which is read. Name another file.`);
  if (existsSync(real) && !force) throw new UserError(`${path}: is there already. Name another file, or give --force.`);
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || (!way.startsWith("..") && resolve(folder, way) === path && !/^[A-Za-z]:/.test(way));
}

/** A file to be made: `write` makes it under the name that it is given. */
export type FileToPlace = { path: string; write(path: string): Promise<void> };

/** Has files made under other names beside their own and puts them in their places once all are whole, else none; returns their bytes. */
export async function placeFiles(files: readonly FileToPlace[]): Promise<number[]> {
  const parts = files.map(({ path }) =>
    join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.part`),
  );
  const sizes: number[] = [];
  let current = files[0]!.path;
  try {
    for (const [place, { path, write }] of files.entries()) {
      current = path;
      await write(parts[place]!);
      sizes.push((await stat(parts[place]!)).size);
    }
    for (const [place, { path }] of files.entries()) {
      current = path;
      await rename(parts[place]!, path);
    }
    return sizes;
  } catch (error) {
    for (const part of parts) await rm(part, { force: true });
    if (!isOfSystem(error)) throw error;
    throw new UserError(`${current}: cannot be written: ${describeCause(error)}`, { cause: error });
  }
}

/** Whether the operating system refused something, to Node.js or to DuckDB. */
function isOfSystem(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).syscall !== undefined || /^IO Error/.test(describeCause(error));
}
