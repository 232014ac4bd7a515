import type { Database } from "../database/database.ts";

/** The tables of the history of runs, all of which the next run takes over. */
export const HISTORY_TABLES = [
  "run_inputs",
  "run_topics",
  "run_members",
  "run_maps",
  "numbered_papers",
  "topic_events",
] as const;

type FindTable = (table: (typeof HISTORY_TABLES)[number] | "papers") => Promise<string | null>;

/**
 * Takes over the history that the last run left, gives each paper that it does not know a number, and keeps the titles of papers that are gone. Without the
 * tables of a last run it begins anew.
 */
export async function copyHistory(database: Database, findPrevious: FindTable): Promise<void> {
  const known = await Promise.all(HISTORY_TABLES.map(findPrevious));
  if (known.every((table) => table !== null)) {
    for (const [place, table] of HISTORY_TABLES.entries())
      await database.execute(`INSERT INTO ${table} SELECT * FROM ${known[place]}`);
  }
  const lastPapers = await findPrevious("papers");
  if (lastPapers) {
    await database.execute(
      `UPDATE numbered_papers AS known SET title = last.clean_title FROM ${lastPapers} AS last WHERE last.paper_id = known.paper_id`,
    );
  }
  await database.execute(
    "UPDATE numbered_papers SET title = NULL WHERE paper_id IN (SELECT paper_id FROM papers) AND title IS NOT NULL",
  );
  await database.execute(
    `INSERT INTO numbered_papers
     SELECT row_number() OVER (ORDER BY paper_id) + (SELECT coalesce(max(number), 0) FROM numbered_papers), paper_id, NULL
     FROM papers WHERE paper_id NOT IN (SELECT paper_id FROM numbered_papers) ORDER BY paper_id`,
  );
}
