import { hashInputs, TableHashes } from "../engine/fingerprint.ts";
import type { Stage } from "../engine/stage.ts";
import { describeError, UserError } from "../error.ts";
import { STANDARD_INPUT } from "../input/standard-input.ts";
import { findReason, readsMore, type Surroundings } from "./find-reason.ts";
import { type Finding, note, ok } from "./finding.ts";

const CHECK = "up to date";

/** A stage that would run again, and why; null where that is its code, or the contents of files that it reads. */
type Stale = { stage: Stage; reason: string | null };

/** Says which stages the same command would run again, and why. `version` is that of this program. */
export async function checkFreshness(
  stages: readonly Stage[],
  surroundings: Surroundings,
  version: string,
): Promise<Finding[]> {
  const { settings } = surroundings.run;
  if (settings === null)
    return [note(CHECK, "the settings of the run are not those of this version", "Run again to bring it up to date.")];
  const stale: Stale[] = [];
  const tables = new TableHashes(surroundings.database);
  for (const stage of stages) {
    const reason = await checkStage(stage, tables, surroundings);
    if (reason !== "fresh") stale.push({ stage, reason });
  }
  if (stale.length > 0) return describeStale(stale, surroundings, version);
  return [ok(CHECK, "the same run again would do nothing: input, settings, model and code are the same")];
}

async function checkStage(
  stage: Stage,
  tables: TableHashes,
  surroundings: Surroundings,
): Promise<string | "fresh" | null> {
  const { database, run, embedding } = surroundings;
  const settings = run.settings!;
  const [last] = await database.query<{ hash: string }>(
    "SELECT input_hash AS hash FROM stage_runs WHERE stage = $1 ORDER BY run_id DESC LIMIT 1",
    [stage.name],
  );
  if (!last) return "it never ran";
  if (stage.settings.includes("input") && settings.input.includes(STANDARD_INPUT))
    return "its input came from standard input, which is gone";
  try {
    if ((await hashInputs(stage, settings, tables, () => embedding.describe(settings))) === last.hash) return "fresh";
    return await findReason(stage, surroundings);
  } catch (error) {
    if (error instanceof UserError) return describeError(error).split("\n")[0]!;
    throw error;
  }
}

function describeStale(stale: readonly Stale[], { run }: Surroundings, version: string): Finding[] {
  const made = run.versions["topic-atlas"] ?? "an unknown version";
  const isCode = made !== version || stale.some(({ stage, reason }) => reason === null && !readsMore(stage, run));
  const changed = made === version ? "the program's code changed since" : `made by version ${made}, this is ${version}`;
  const groups = new Map<string, string[]>();
  for (const { stage, reason } of stale) {
    const why = reason ?? (isCode ? changed : "its code changed, or what is in the files that it reads");
    groups.set(why, [...(groups.get(why) ?? []), stage.name]);
  }
  const notes = Array.from(groups, ([why, names]) => note(CHECK, `${names.join(", ")} would run again: ${why}`));
  // The same advice is given once, behind all of it.
  notes.at(-1)!.next = "The output is good as it is. Run again to bring it up to date.";
  return notes;
}
