import { dirname } from "node:path";
import type { Database } from "../database/database.ts";
import { findAtlasFile } from "../database/open-atlas-database.ts";

/** Returns what an export must not replace: what the run made, the folders of charts and digests whole, and what it read. */
export async function readKeptFiles(database: Database, output: string): Promise<string[]> {
  const file = findAtlasFile(output);
  const folder = dirname(file);
  const made = [
    "atlas.html",
    "atlas-data",
    "report.html",
    "report.md",
    "charts",
    "digest",
    "digest-personal",
    "duplicate-decisions.json",
  ];
  const runs = await database.query<{ settings: string | null }>(
    "SELECT settings FROM runs ORDER BY run_id DESC LIMIT 1",
  );
  return [file, ...made.map((name) => `${folder}/${name}`), ...readInputs(runs[0]?.settings ?? null)];
}

/** A file of someone else may hold anything. */
function readInputs(settings: string | null): string[] {
  try {
    const { input } = JSON.parse(settings ?? "{}") as { input?: unknown };
    return Array.isArray(input) ? input.filter((path) => typeof path === "string" && path !== "") : [];
  } catch {
    return [];
  }
}
