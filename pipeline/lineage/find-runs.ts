import type { Database } from "../database/database.ts";
import { UserError } from "../error.ts";
import { listRanges } from "../text/list-ranges.ts";

/** The runs that someone wants compared: as the history has them; null where it has one run only, and no other is asked for by number. */
export type RunPair = { first: number; second: number } | null;

/**
 * Returns the runs that are meant by numbers or by `last` and `previous`; by default these two. A run that changed nothing is the one before it. Throws a
 * UserError that names the runs kept where one is asked for that is forgotten or never was.
 */
export async function findRuns(database: Database, asked: readonly string[]): Promise<RunPair> {
  const runs = await database.query<{ run_id: number; is_kept: boolean }>(
    `SELECT run_id, run_inputs.run_id IS NOT NULL AS is_kept FROM runs FULL JOIN run_inputs USING (run_id) ORDER BY run_id`,
  );
  const known = runs.map(({ run_id }) => run_id);
  const kept = runs.filter(({ is_kept }) => is_kept).map(({ run_id }) => run_id);
  if (kept.length === 0)
    throw new UserError("diff: the file has no history yet. Run the pipeline again on the same input and output.");
  const [first = "previous", second = "last"] = asked;
  if (kept.length === 1 && [first, second].every((word) => word === "previous" || word === "last")) return null;
  return { first: findRun(first, known, kept), second: findRun(second, known, kept) };
}

function findRun(asked: string, known: readonly number[], kept: readonly number[]): number {
  if (asked === "last") return kept.at(-1)!;
  if (asked === "previous" && kept.length > 1) return kept.at(-2)!;
  const number = Number(asked);
  const choices = `The file keeps ${kept.length === 1 ? "run" : "runs"} ${listRanges(kept)}.`;
  if (asked !== "previous" && !/^\d+$/.test(asked))
    throw new UserError(`run ${asked}: must be a number, last or previous. ${choices}`);
  if (asked === "previous" || !known.includes(number)) throw new UserError(`run ${asked}: there is none. ${choices}`);
  const found = kept.findLast((run) => run <= number);
  if (found === undefined)
    throw new UserError(`run ${asked}: is forgotten. ${choices} --keep-runs of the pipeline says how many are kept.`);
  return found;
}
