import { existsSync } from "node:fs";
import { findSchemaDifference, type SchemaDifference } from "../database/ask-atlas.ts";
import type { Database } from "../database/database.ts";
import { hashTable } from "../engine/fingerprint.ts";
import { formatCount } from "../text/format-figure.ts";
import { type Finding, note, ok, problem } from "./finding.ts";

const CHECK = "database";

/** Reads every table of an open database once, and compares its schema with this version's. Throws a UserError where it is damaged. */
export async function checkDatabase(database: Database, file: string): Promise<Finding[]> {
  const tables = await database.query<{ name: string; rows: number }>(
    `SELECT table_name AS name, estimated_size::DOUBLE AS rows FROM duckdb_tables()
     WHERE database_name = current_database() AND schema_name = 'main' ORDER BY name`,
  );
  for (const { name } of tables) await hashTable(database, `"${name.replaceAll('"', '""')}"`);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const findings: Finding[] = [
    ok(CHECK, `${file}: ${formatCount(tables.length, "table")} with ${formatCount(rows, "row")} read`),
  ];
  return [...findings, judgeSchema(await findSchemaDifference(database))];
}

function judgeSchema(difference: SchemaDifference | null): Finding {
  if (difference === null) return ok("schema", "it has every table, view and column of this version");
  const message = `made by another version: ${difference.description}`;
  return difference.isLent
    ? note("schema", `${message}; what the program asks of it works nevertheless`, "A run gives it what is missing.")
    : problem("schema", message, "Run again on the same input and output.");
}

/** Checks that no log of an unfinished write lies beside a database. */
export function checkLog(file: string): Finding[] {
  if (!existsSync(`${file}.wal`)) return [];
  return [
    problem(
      CHECK,
      `${file}.wal: a write of another program was not ended`,
      "Open the file in that program and close it, or delete the .wal to lose that write; a run writes none.",
    ),
  ];
}
