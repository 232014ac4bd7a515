import { type DuckDBConnection, type DuckDBPreparedStatement, StatementType } from "@duckdb/node-api";
import { UserError } from "../error.ts";

const BLANK = String.raw`(?:\s|--[^\n]*(?:\n|$)|/\*[\s\S]*?\*/)`;
const EXPLAIN = new RegExp(`^${BLANK}*explain${BLANK}+(?:analyze${BLANK}+)?(?:\\([^()]*\\)${BLANK}*)?`, "i");
const NOTHING = new RegExp(`^(?:${BLANK}|;)*$`);

const ALLOWED = "SELECT, FROM, WITH, VALUES, SHOW, DESCRIBE, SUMMARIZE and EXPLAIN";

/** Returns the only statement of a text, prepared. Throws a UserError where there is none or another, or where it is more than a question. */
export async function prepareQuestion(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  const statement = await prepareOnly(connection, sql);
  const { statementType, parameterCount } = statement;
  if (parameterCount > 0)
    throw new UserError(`${parameterCount} parameters without a value: write values in their place.`);
  if (statementType === StatementType.SELECT) return statement;
  if (statementType !== StatementType.EXPLAIN)
    throw new UserError(
      `${StatementType[statementType]} is not allowed: the file is only read. What is: ${ALLOWED}. Table macros are asked by FROM.`,
    );
  // EXPLAIN ANALYZE does what it explains.
  const explained = sql.replace(EXPLAIN, "");
  if (explained === sql || (await prepareOnly(connection, explained)).statementType !== StatementType.SELECT)
    throw new UserError("EXPLAIN of anything but a question is not allowed.");
  return statement;
}

async function prepareOnly(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  if (NOTHING.test(sql)) throw new UserError("nothing to run: give a statement.");
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1)
    throw new UserError(
      `${statements.count} statements: one is allowed. PIVOT counts as one where its values are listed: PIVOT … ON … IN (…).`,
    );
  return statements.prepare(0);
}
