import { DATABASE_FILE } from "../database/open-atlas-database.ts";

/** Files that the program itself writes beside its database, by their place there. */
const OWN_FILE =
  /^(?:atlas(?:\.(?:kept|damaged)-\d+)?\.duckdb(?:\.wal)?|eval\.duckdb(?:\.wal)?|atlas\.html|report\.(?:html|md)|charts\/[\w-]+\.(?:png|svg|vl\.json)|digest(?:-personal)?\/(?:digest\.(?:eml|html|md|png|svg)|feed\.xml))$/;

/** Endings that programs give a file for as long as they write it. */
const UNFINISHED = /\.(?:part|partial|tmp|crdownload|download)$/i;

/** Returns whether an entry of an input folder is no input by its name: hidden, a README, packages of a program, or not yet whole. */
export function isPassedOver(name: string): boolean {
  return /^(?:\.|README)/i.test(name) || name === "node_modules" || UNFINISHED.test(name);
}

/**
 * Returns what tells the program's own output in a folder that holds `names`, by the place of a file in that folder, parted by `/`. In a
 * folder that is no output it is never true.
 */
export function findOwnOutput(names: readonly string[]): (place: string) => boolean {
  const isOutput = names.includes(DATABASE_FILE);
  return (place) => isOutput && OWN_FILE.test(place);
}
