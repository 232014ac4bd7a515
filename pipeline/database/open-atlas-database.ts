import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { describeError, UserError } from "../error.ts";
import { useOwnViews } from "./add-missing-views.ts";
import { Database } from "./database.ts";
import { findImpostor } from "./find-impostor.ts";

/** The database in the output folder of a run. */
export const DATABASE_FILE = "atlas.duckdb";

/** Returns the database that a path names, there or not: itself, or that of an output folder. */
export function nameAtlasFile(path: string): string {
  const isFile = existsSync(path) ? !statSync(path).isDirectory() : path.endsWith(".duckdb");
  return isFile ? path : join(path, DATABASE_FILE);
}

/** Returns the database that a path names. Throws a UserError when it is not there, or is no file: a pipe would be waited for without end. */
export function findAtlasFile(path: string): string {
  const file = nameAtlasFile(path);
  if (!existsSync(file)) throw new UserError(`${file}: not there. Run the pipeline first, or name its output folder.`);
  if (!statSync(file).isFile())
    throw new UserError(`${file}: is no file. Name the output folder of a run, or the ${DATABASE_FILE} in it.`);
  return file;
}

/**
 * Opens the database of a run to read, given its file or the output folder. Its views and macros are those of this version.
 * Throws a UserError when it is not there, cannot be read, or was not made by a run.
 */
export async function openAtlasDatabase(path: string): Promise<Database> {
  const file = findAtlasFile(path);
  let database: Database;
  try {
    database = await Database.open(file, { readOnly: true });
  } catch (error) {
    const [reason] = describeError(error).split("\n");
    throw new UserError(
      `${file}: cannot be read: ${reason}\nName the output folder of a run, or run the pipeline with --force: it keeps this file under another name.`,
    );
  }
  try {
    const [run] = await database.query("SELECT 1 FROM duckdb_tables() WHERE table_name = 'stage_runs'");
    if (!run) throw new UserError(`${file}: no atlas: it has no table stage_runs. Name the ${DATABASE_FILE} of a run.`);
    const impostor = await findImpostor(database);
    if (impostor !== null)
      throw new UserError(
        `${file}: ${impostor}. A run of this version makes no such file: run the pipeline again where it is an older one of yours; else do not trust it.`,
      );
    await useOwnViews(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
