import { z } from "zod";
import type { PlainValue } from "../../sql/query-answer.ts";
import { defineTool } from "../define-tool.ts";
import { type AtlasSession, SQL_LIMITS } from "../session.ts";

const USUAL_ROWS = 50;
const MOST_ROWS = 500;
const LONGEST_SQL = 20_000;
/** Characters of JSON that a value may have, and all rows together. */
const LONGEST_VALUE = 1_500;
const LONGEST_ROWS = 20_000;

/** Runs one statement on the file, confined. */
export function runSql(session: AtlasSession) {
  return defineTool({
    name: "run_sql",
    title: "Run SQL",
    description: `Runs one SELECT (DuckDB SQL) on the file and returns its rows. It cannot write, attach, load or read other files, and is stopped after ${SQL_LIMITS.seconds} s. Begin with the views: paper_overview, topic_overview, topic_tree, paper_days, input_account; describe_tables has the rest. Select the columns you need: abstracts and vectors are long.`,
    input: z.strictObject({
      sql: z.string().min(1).max(LONGEST_SQL),
      max_rows: z.int().min(1).max(MOST_ROWS).default(USUAL_ROWS),
    }),
    output: z.object({
      columns: z.array(z.string()),
      rows: z.array(z.array(z.json())).describe("a value a column; what is too long ends with …"),
      more: z.string().nullable().describe("what was cut and how to get it; null where nothing was"),
    }),
    async answer({ sql, max_rows: limit }) {
      const { columns, rows, isCut } = await session.runSql(sql, limit);
      const shown = takeRows(rows.map((row) => row.map(cutValue)));
      return { columns, rows: shown, more: describeRest(shown.length, rows.length, isCut) };
    },
  });
}

/** Returns as many of the rows as the answer may hold, at least one. */
function takeRows(rows: PlainValue[][]): PlainValue[][] {
  let characters = 0;
  const end = rows.findIndex((row, place) => {
    characters += JSON.stringify(row).length;
    return place > 0 && characters > LONGEST_ROWS;
  });
  return end < 0 ? rows : rows.slice(0, end);
}

function cutValue(value: PlainValue): PlainValue {
  if (typeof value === "string" && value.length <= LONGEST_VALUE) return value;
  if (value === null || (typeof value !== "object" && typeof value !== "string")) return value;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text.length <= LONGEST_VALUE) return value;
  return `${text.slice(0, LONGEST_VALUE).replace(/\p{Cs}$/u, "")}… (${text.length} characters)`;
}

function describeRest(shown: number, read: number, isCut: boolean): string | null {
  if (shown < read)
    return `Only ${shown} rows fit. Select fewer columns, or ask on with ORDER BY … LIMIT … OFFSET ${shown}.`;
  return isCut
    ? `There are more than ${shown} rows. Aggregate, raise max_rows, or ask on with ORDER BY … LIMIT … OFFSET ${shown}.`
    : null;
}
