import type { Database } from "../database/database.ts";

/** A setting, or the version of a program, that is not the same in two runs; null where a run had none. */
export type SettingDifference = { setting: string; before: string | null; after: string | null };

/** What a run is asked to do, and where its files lie: what comes out does not depend on it, or the files tell it. */
const LEFT_OUT = new Set(["input", "output", "from", "only", "force", "fromScratch", "keepRuns", "memory"]);

/** Returns which settings and versions of programs two runs have differently, in order of name. */
export async function describeSettings(
  database: Database,
  first: number,
  second: number,
): Promise<SettingDifference[]> {
  const [before, after] = [await readSettings(database, first), await readSettings(database, second)];
  const names = [...new Set([...before.keys(), ...after.keys()])].filter((name) => !LEFT_OUT.has(name)).sort();
  return names
    .map((setting) => ({ setting, before: before.get(setting) ?? null, after: after.get(setting) ?? null }))
    .filter((difference) => difference.before !== difference.after);
}

async function readSettings(database: Database, runId: number): Promise<Map<string, string>> {
  const [run] = await database.query<{ settings: string; versions: string }>(
    "SELECT settings, versions FROM runs WHERE run_id = $1",
    [runId],
  );
  if (!run) return new Map();
  const versions = Object.entries(parseObject(run.versions)).map(
    ([name, value]) => [`version of ${name}`, value] as const,
  );
  return new Map(
    [...Object.entries(parseObject(run.settings)), ...versions].map(([name, value]) => [name, writeValue(value)]),
  );
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return { ...JSON.parse(text) };
  } catch {
    return {};
  }
}

function writeValue(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
