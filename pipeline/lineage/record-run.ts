import type { Database } from "../database/database.ts";

/** The files of this run that were read, the records in them, and the papers. */
const INPUTS = `
SELECT list(source ORDER BY source) AS files, coalesce(sum(usable), 0)::INTEGER AS records, (SELECT count(*)::INTEGER FROM papers) AS papers
FROM input_files WHERE status = 'read'`;

/** The papers of this run that no run put where they lie. */
const PLACED = `
SELECT number, positions.x::FLOAT AS x, positions.y::FLOAT AS y
FROM positions JOIN numbered_papers USING (paper_id) LEFT JOIN latest USING (number)
WHERE latest.x IS DISTINCT FROM positions.x::FLOAT OR latest.y IS DISTINCT FROM positions.y::FLOAT`;

const LATEST = `
WITH placed AS (SELECT run_id, unnest(papers) AS number, unnest(x) AS x, unnest(y) AS y FROM run_maps),
latest AS (SELECT number, arg_max(x, run_id) AS x, arg_max(y, run_id) AS y FROM placed GROUP BY number)`;

/** Returns the last run of the history, or null where there is none. */
export async function findLastRun(database: Database): Promise<number | null> {
  const { last } = await database.queryOne<{ last: number | null }>("SELECT max(run_id) AS last FROM run_inputs");
  return last;
}

/** Returns whether the files, papers, topics, labels and places of this run are those of one of the history, its last. */
export async function isRunLike(database: Database, last: number): Promise<boolean> {
  const sides = [
    [INPUTS, `SELECT files, records, papers FROM run_inputs WHERE run_id = ${last}`],
    [
      "SELECT topic_id, level, parent_id, label, size FROM topics",
      `SELECT topic_id, level, parent_id, label, size FROM run_topics WHERE run_id = ${last}`,
    ],
    ["SELECT paper_id, topic_id FROM topic_papers", `SELECT paper_id, topic_id FROM papers_in_run(${last})`],
    [`${LATEST} ${PLACED}`, "SELECT 0, 0::FLOAT, 0::FLOAT WHERE false"],
  ];
  for (const [now, before] of sides) {
    const { differs } = await database.queryOne<{ differs: boolean }>(
      `SELECT EXISTS ((${now}) EXCEPT (${before})) OR EXISTS ((${before}) EXCEPT (${now})) AS differs`,
    );
    if (differs) return false;
  }
  return true;
}

/** Adds a run to the history. */
export async function recordRun(database: Database, runId: number): Promise<void> {
  await database.execute(`INSERT INTO run_inputs SELECT $1, * FROM (${INPUTS})`, [runId]);
  await database.execute(
    "INSERT INTO run_topics SELECT $1, topic_id, level, parent_id, label, size, stability FROM topics ORDER BY topic_id",
    [runId],
  );
  await database.execute(
    `INSERT INTO run_members
     SELECT $1, topic_id, list(number ORDER BY number) FROM topic_papers JOIN numbered_papers USING (paper_id) GROUP BY topic_id ORDER BY topic_id`,
    [runId],
  );
  await database.execute(
    `INSERT INTO run_maps ${LATEST}, moved AS (${PLACED})
     SELECT $1, list(number ORDER BY number), list(x ORDER BY number), list(y ORDER BY number) FROM moved HAVING count(*) > 0`,
    [runId],
  );
}
