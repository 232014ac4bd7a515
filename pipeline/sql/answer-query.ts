import type { DuckDBConnection } from "@duckdb/node-api";
import { describeError, UserError } from "../error.ts";
import { prepareQuestion } from "./check-statement.ts";
import { openConfined } from "./open-confined.ts";
import { toPlainValue } from "./plain-value.ts";
import type { PlainValue, QueryAnswer, QueryFailure, QueryReply, QueryRequest } from "./query-answer.ts";

/** What an answer may hold, in characters, whatever its rows. */
const MOST_CHARACTERS = 50_000_000;

const OUT_OF_MEMORY = /^Out of Memory Error/;
/** Where a statement would reach for files, extensions or settings. */
const REACH = /^Permission Error|disabled by configuration|configuration has been locked/;
/** Errors that a statement causes start with their kind, such as "Parser Error: "; the word before depends on where it was found. */
const STATEMENT_ERROR = /^(?:Failed to extract statements: )?([A-Z][\w -]* Error: [\s\S]*)/;

/** Answers one statement on a database file. It may be stuck in it, or take memory that DuckDB does not count: whoever calls must end it then. */
export async function answerQuery({ file, sql, limits }: QueryRequest): Promise<QueryReply> {
  const { connection, close } = await openConfined(file, limits.memory);
  try {
    return { answer: await readAnswer(connection, sql, limits.rows) };
  } catch (error) {
    return { failure: explainFailure(error) };
  } finally {
    close();
  }
}

async function readAnswer(connection: DuckDBConnection, sql: string, limit: number): Promise<QueryAnswer> {
  const result = await (await prepareQuestion(connection, sql)).stream();
  const types = result.columnTypes();
  const rows: PlainValue[][] = [];
  let characters = 0;
  let isCut = false;
  reading: for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    for (let row = 0; row < chunk.rowCount; row++) {
      if (rows.length === limit || characters > MOST_CHARACTERS) {
        isCut = true;
        break reading;
      }
      const values = types.map((type, column) => toPlainValue(chunk.getColumnVector(column).getItem(row), type));
      characters += values.reduce<number>((sum, value) => sum + measure(value), 0);
      rows.push(values);
    }
  }
  return { columns: result.deduplicatedColumnNames(), types: types.map(String), rows, isCut };
}

/** Returns about how many characters a value is written with. */
function measure(value: PlainValue): number {
  if (typeof value === "string") return value.length;
  if (value === null || typeof value !== "object") return 8;
  return Object.values(value).reduce<number>((sum, part) => sum + measure(part), 2);
}

function explainFailure(error: unknown): QueryFailure {
  const message = describeError(error);
  if (error instanceof UserError) return { kind: "refused", message };
  if (OUT_OF_MEMORY.test(message)) return { kind: "memory" };
  const [, statementError] = STATEMENT_ERROR.exec(message) ?? [];
  if (statementError === undefined) throw error;
  const hint = REACH.test(statementError) ? "\nIt can read the tables of this file and nothing else." : "";
  return { kind: "refused", message: `${statementError}${hint}` };
}
