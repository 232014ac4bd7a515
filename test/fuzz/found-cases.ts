import { existsSync, readdirSync, readFileSync } from "node:fs";

/** A case that failed once: of which property, drawn from which seed, with which message, and the case itself. */
export type FoundCase = { property: string; seed: number; why: string; value: unknown };

/** Where cases that failed are kept. */
export const FOUND_FOLDER = new URL("./found/", import.meta.url);

/** Returns every case that was kept, by the name of its file. */
export function readFoundCases(): [name: string, found: FoundCase][] {
  if (!existsSync(FOUND_FOLDER)) return [];
  return readdirSync(FOUND_FOLDER)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => [name, JSON.parse(readFileSync(new URL(name, FOUND_FOLDER), "utf8"))]);
}
