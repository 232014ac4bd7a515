import type { Database } from "../database/database.ts";

/** Forgets all runs of the history but the last `kept`. The map of the oldest that stays is then written whole, and papers of no run lose their number. */
export async function forgetRuns(database: Database, kept: number): Promise<void> {
  const { oldest } = await database.queryOne<{ oldest: number | null }>(
    "SELECT min(run_id) AS oldest FROM (SELECT run_id FROM run_inputs ORDER BY run_id DESC LIMIT $1::INTEGER)",
    [kept],
  );
  const { first } = await database.queryOne<{ first: number | null }>("SELECT min(run_id) AS first FROM run_inputs");
  if (oldest === first) return;
  await database.execute(
    `CREATE TEMP TABLE oldest_map AS
     SELECT list(number ORDER BY number) AS papers, list(x ORDER BY number) AS x, list(y ORDER BY number) AS y FROM map_of_run(${oldest})`,
  );
  await database.execute(`DELETE FROM run_maps WHERE run_id <= ${oldest}`);
  await database.execute(
    `INSERT INTO run_maps SELECT ${oldest}, papers, x, y FROM oldest_map WHERE papers IS NOT NULL`,
  );
  await database.execute("DROP TABLE oldest_map");
  for (const table of ["run_inputs", "run_topics", "run_members"])
    await database.execute(`DELETE FROM ${table} WHERE run_id < ${oldest}`);
  await database.execute("DELETE FROM numbered_papers WHERE number NOT IN (SELECT unnest(papers) FROM run_members)");
}
