import { InvalidArgumentError, Option } from "commander";
import { askAtlas } from "../database/ask-atlas.ts";
import { readDataDictionary } from "../database/data-dictionary.ts";
import { UserError } from "../error.ts";
import { listColumns, listRelations, type Relation, type RelationColumn } from "../sql/list-relations.ts";
import type { QueryAnswer } from "../sql/query-answer.ts";
import { runReadOnly } from "../sql/run-read-only.ts";
import { listAnswer, writeAnswerCsv, writeAnswerMarkdown, writeAnswerTable } from "../sql/write-answer.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type GlossaryEntry, writeGlossary } from "../terminal/write-glossary.ts";
import { formatCount, formatNumber } from "../text/format-figure.ts";
import { defineCommand } from "./define-command.ts";
import { printData, printJson, printNote, printStyled, printText } from "./print.ts";
import { readStandardInput } from "./read-standard-input.ts";
import { type AskOptions, addJsonOption, addOutputOption, parseLimit } from "./shared-options.ts";

const FORMATS = ["table", "csv", "json", "markdown"] as const;
type Format = (typeof FORMATS)[number];

type SqlOptions = AskOptions & { format: Format; limit?: number; timeout: number; list?: string | true };

const SHOWN_ROWS = 50;
const MOST_ROWS = 1_000_000;
/** Rows that are counted though they are not shown. */
const MOST_COUNTED = 10_000;
const MOST_SECONDS = 3600;

/** Asks an output folder in SQL. */
export const sql = defineCommand<SqlOptions>({
  name: "sql",
  description:
    "Runs one SQL statement of DuckDB on an output folder and prints the rows. It can read this one file and change nothing.",
  declare(command, program) {
    command.argument("[statement]", "a statement, or - for standard input");
    command.option("--list [name]", "list views, macros and tables; or the columns of one");
    command.addOption(new Option("--format <format>", "how rows are printed").choices(FORMATS).default("table"));
    addJsonOption(command);
    command.option("--limit <n>", `print at most n rows (default: ${SHOWN_ROWS} of a table, else all)`, parseLimit);
    command.option("--timeout <seconds>", "stop it after that time", parseSeconds, 30);
    addOutputOption(command, program);
  },
  examples: [
    [`"SELECT label, size FROM topic_overview ORDER BY size DESC LIMIT 10"`, "the ten largest topics"],
    ["--list", "what can be asked, with comments"],
    ["--list topic_overview", "the columns of a view"],
    [`"FROM papers_in_topic(1)" --format csv`, "the papers of a topic, for a spreadsheet"],
    [`"SUMMARIZE topics" --json`, "for a program"],
  ],
  notes: `JSON has numbers where they are exact, else strings; days and times are ISO 8601. In CSV, lists are joined by "; ".
Tables too wide for the terminal are printed a line a value. The whole file is open to other programs, too: it is plain DuckDB.`,
  async answer({ args, options, terminal }) {
    if (options.json) options.format = "json";
    if (options.list !== undefined) return printList(options, terminal);
    const statement = args[0] === "-" ? await readStandardInput() : args[0];
    if (statement === undefined)
      throw new UserError("no statement: give one in quotes, - for standard input, or --list");
    const isTable = options.format === "table";
    const shown = options.limit ?? (isTable ? SHOWN_ROWS : MOST_ROWS);
    const rows = isTable ? Math.max(shown, MOST_COUNTED) : shown;
    const answer = await runReadOnly(options.output, statement, { rows, seconds: options.timeout });
    print({ ...answer, rows: answer.rows.slice(0, shown) }, options.format, terminal);
    const note = describeRows(answer, shown);
    if (note !== "") printNote(note);
  },
});

async function printList({ output, format, list, limit }: SqlOptions, terminal: Terminal): Promise<void> {
  const dictionary = await askAtlas(output, readDataDictionary);
  const rows: (Relation | RelationColumn)[] =
    list === undefined || list === true ? listRelations(dictionary) : listColumns(dictionary, list);
  if (format === "table") return printStyled(writeGlossary(rows.slice(0, limit).map(toEntry), terminal));
  const columns = Object.keys(rows[0] ?? {});
  const answer = {
    columns,
    types: columns.map(() => "VARCHAR"),
    rows: rows.slice(0, limit).map((row) => Object.values(row)),
    isCut: false,
  };
  print(answer, format, terminal);
}

function toEntry(row: Relation | RelationColumn): GlossaryEntry {
  return "name" in row
    ? { term: row.name, kind: row.kind, text: row.comment ?? "" }
    : { term: row.column, kind: row.type ?? (row.comment === null ? "parameter" : "column"), text: row.comment ?? "" };
}

function print(answer: QueryAnswer, format: Format, terminal: Terminal): void {
  if (format === "json") printJson(listAnswer(answer));
  else if (format === "csv") printData(writeAnswerCsv(answer));
  else if (format === "markdown") printText(writeAnswerMarkdown(answer));
  else printStyled(writeAnswerTable(answer, terminal));
}

/** Says what is not printed; nothing where all is. */
function describeRows({ rows, isCut }: QueryAnswer, shown: number): string {
  if (rows.length === 0) return "No rows.";
  if (rows.length <= shown) return isCut ? `Cut: the first ${formatCount(rows.length, "row")} of more.` : "";
  const all = `${isCut ? "more than " : ""}${formatNumber(rows.length)}`;
  return `${formatNumber(shown)} of ${all} rows: --limit prints more.`;
}

function parseSeconds(value: string): number {
  const seconds = Number(value);
  if (!/^\d+(\.\d+)?$/.test(value) || seconds <= 0 || seconds > MOST_SECONDS)
    throw new InvalidArgumentError(`It must be a number of seconds, at most ${MOST_SECONDS}.`);
  return seconds;
}
