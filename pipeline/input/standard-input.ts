import { UserError } from "../error.ts";

/** What is given in the place of a path for standard input. */
export const STANDARD_INPUT = "-";

let spool: string | null = null;

/** Tells where what standard input gave was saved: it can be read once, and files are read several times. */
export function provideStandardInput(path: string): void {
  spool = path;
}

/** Returns the file with what standard input gave. Throws a UserError where there was none. */
export function findStandardInput(): string {
  if (spool === null) throw new UserError(`${STANDARD_INPUT}: no standard input was given. Name a file or folder.`);
  return spool;
}
