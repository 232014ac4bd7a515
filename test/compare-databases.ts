import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Database } from "../pipeline/database/database.ts";

const RUN_LOG = ["runs", "stage_runs"];

/** Returns the tables whose rows differ between two databases, and how many rows differ: of all but the run log, which holds times, or of `only` some. */
export async function compareDatabases(
  a: string,
  b: string,
  only: readonly string[] | null = null,
): Promise<{ tables: number; differing: { table: string; rows: number }[] }> {
  const database = await Database.open(":memory:");
  await database.execute(`ATTACH '${a}' AS a (READ_ONLY)`);
  await database.execute(`ATTACH '${b}' AS b (READ_ONLY)`);
  const tables = await database.query<{ name: string }>(
    "SELECT DISTINCT table_name AS name FROM duckdb_tables() WHERE database_name IN ('a', 'b') ORDER BY ALL",
  );
  const compared = only ?? tables.map(({ name }) => name).filter((name) => !RUN_LOG.includes(name));
  const differing: { table: string; rows: number }[] = [];
  for (const table of compared) {
    const { rows } = await database.queryOne<{ rows: number }>(
      `SELECT count(*)::INTEGER AS rows FROM (
         (SELECT * FROM a.${table} EXCEPT ALL SELECT * FROM b.${table}) UNION ALL (SELECT * FROM b.${table} EXCEPT ALL SELECT * FROM a.${table}))`,
    );
    if (rows > 0) differing.push({ table, rows });
  }
  database.close();
  return { tables: compared.length, differing };
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { tables, differing } = await compareDatabases(process.argv[2]!, process.argv[3]!);
  for (const { table, rows } of differing) process.stdout.write(`${table}: ${rows} rows differ\n`);
  process.stdout.write(`${tables - differing.length} of ${tables} tables are the same\n`);
  process.exitCode = differing.length === 0 ? 0 : 1;
}
