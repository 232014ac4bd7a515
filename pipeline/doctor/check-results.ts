import type { Database } from "../database/database.ts";
import { hashOutputs, listOutputs, TableHashes } from "../engine/fingerprint.ts";
import type { Stage } from "../engine/stage.ts";
import { formatCount } from "../text/format-figure.ts";
import { type Finding, ok, problem } from "./finding.ts";

/** A table or file that is not as the run wrote it. */
export type Altered = { stage: string; name: string; isFile: boolean; isGone: boolean };

/** Returns what was altered of the tables and files that the stages wrote, by the hashes of the run log. */
export async function findAltered(database: Database, stages: readonly Stage[], folder: string): Promise<Altered[]> {
  const logged = await database.query<{ stage: string; output_hash: string }>(
    "SELECT stage, arg_max(output_hash, run_id) AS output_hash FROM stage_runs GROUP BY stage",
  );
  const tables = new TableHashes(database);
  const altered: Altered[] = [];
  for (const stage of stages) {
    const written = logged.find((row) => row.stage === stage.name)?.output_hash.split(" ");
    const names = listOutputs(stage);
    // Another version's stage may have written other tables.
    if (written?.length !== names.length) continue;
    const hashes = (await hashOutputs(stage, tables, folder)).split(" ");
    for (const [place, name] of names.entries()) {
      if (hashes[place] === written[place]) continue;
      altered.push({
        stage: stage.name,
        name,
        isFile: stage.artifacts.includes(name),
        isGone: hashes[place] === "missing",
      });
    }
  }
  return altered;
}

/** Says whether the tables and files of an output are as its run wrote them. */
export function describeResults(altered: readonly Altered[], stages: readonly Stage[]): Finding[] {
  if (altered.length > 0) return altered.map(describeAltered);
  const tables = stages.reduce((total, { writes }) => total + writes.length, 0);
  return [ok("results", `${formatCount(tables, "table")} and all files are as the run wrote them`)];
}

function describeAltered({ stage, name, isFile, isGone }: Altered): Finding {
  const what = isFile ? name : `table ${name}`;
  return problem(
    "results",
    `${what}: ${isGone ? "is gone, or cannot be read" : "was changed since the run wrote it"}`,
    `Run again: stage ${stage} makes it anew.`,
  );
}
