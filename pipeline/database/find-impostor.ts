import { readFile } from "node:fs/promises";
import { type Database, SCHEMA_URL } from "./database.ts";

const TABLE = /^CREATE TABLE (\w+)/gm;

/** A macro goes before the function of DuckDB that has its name. */
const SHADOWS = `
SELECT function_name AS name FROM duckdb_functions()
GROUP BY function_name HAVING bool_or(internal) AND bool_or(NOT internal) ORDER BY function_name`;

/** Topics that no topic of the broadest level is above: their parents run in a circle, or are not there. A file of another version may lack the columns. */
const LOOSE_TOPICS = `
WITH RECURSIVE reached AS (
  SELECT topic_id FROM topics WHERE parent_id IS NULL
  UNION SELECT topics.topic_id FROM topics JOIN reached ON topics.parent_id = reached.topic_id
)
SELECT topic_id FROM topics WHERE topic_id NOT IN (FROM reached) ORDER BY topic_id LIMIT 1`;
const HAS_PARENTS = "SELECT 1 FROM duckdb_columns() WHERE table_name = 'topics' AND column_name = 'parent_id'";

/**
 * Returns in words the first thing in a database that would do something else than it seems, when a question is asked: a view that has the name of a
 * table of a run, a macro with that of a function, or topics in a circle. Null where there is none, as in what a run made.
 */
export async function findImpostor(database: Database): Promise<string | null> {
  const tables = new Set([...(await readFile(SCHEMA_URL, "utf8")).matchAll(TABLE)].map(([, name]) => name!));
  const views = await database.query<{ name: string }>(
    "SELECT view_name AS name FROM duckdb_views() WHERE NOT internal ORDER BY view_name",
  );
  const view = views.find(({ name }) => tables.has(name.toLowerCase()));
  if (view) return `its ${view.name} is a view`;
  const [macro] = await database.query<{ name: string }>(SHADOWS);
  if (macro) return `it has a macro ${macro.name}, which is a function of DuckDB`;
  const [hasParents] = await database.query(HAS_PARENTS);
  const [loose] = hasParents ? await database.query<{ topic_id: number }>(LOOSE_TOPICS) : [];
  return loose ? `its topic ${loose.topic_id} is part of no topic of the broadest level` : null;
}
