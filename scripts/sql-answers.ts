import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database } from "../pipeline/database/database.ts";
import { readTerminal } from "../pipeline/terminal/terminal.ts";
import { type TableColumn, writeTable } from "../pipeline/terminal/write-table.ts";

/** A question of docs/sql.md. `answer` is what stands below its SQL; null where nothing is shown. */
export type WorkedQuestion = { sql: string; answer: string | null };

type Row = Record<string, unknown>;

const QUESTION = /```sql\n([\s\S]*?)```\n(?:\n```text\n([\s\S]*?)```\n)?/g;
const NUMBER = /^(U?[A-Z]*INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*)$/;
/** The page is as wide as a window of this many columns, without colours. */
const PAGE = readTerminal({ isTTY: true, columns: 110 }, { NO_COLOR: "1" });
const CSV_LINES = 4;

/** Returns the questions of a page, in order. */
export function readQuestions(page: string): WorkedQuestion[] {
  return Array.from(page.matchAll(QUESTION), ([, sql, answer]) => ({ sql: sql!.trim(), answer: answer ?? null }));
}

/** Returns the page with every answer that it shows as the database of a run gives it now. */
export async function answerPage(page: string, path: string): Promise<string> {
  const database = await Database.open(path, { readOnly: true });
  try {
    const answers: string[] = [];
    for (const { sql, answer } of readQuestions(page)) {
      if (answer !== null) answers.push(await answerQuestion(sql, database, path));
    }
    return page.replaceAll(QUESTION, (block, sql: string, answer?: string) =>
      answer === undefined ? block : `\`\`\`sql\n${sql}\`\`\`\n\n\`\`\`text\n${answers.shift()!}\`\`\`\n`,
    );
  } finally {
    database.close();
  }
}

/** Returns the answer as a table of text; of a statement that writes a file the first lines of that file. */
async function answerQuestion(sql: string, database: Database, path: string): Promise<string> {
  if (isCopy(sql)) {
    const lines = (await copyToFile(sql, path)).split("\n").slice(0, CSV_LINES);
    return `${lines.join("\n")}\n`;
  }
  const types = await database.query<{ column_name: string; column_type: string }>(`DESCRIBE ${sql}`);
  const numbers = types.filter(({ column_type }) => NUMBER.test(column_type)).map(({ column_name }) => column_name);
  return writeAnswer(await database.query<Row>(sql), new Set(numbers));
}

/** Returns whether a statement writes a file. */
export function isCopy(sql: string): boolean {
  return /^COPY\b/i.test(sql);
}

/** Runs a COPY ... TO 'name', with the file in a folder of its own, and returns what it wrote. */
export async function copyToFile(sql: string, path: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-copy-"));
  const database = await Database.open(":memory:");
  try {
    const file = join(folder, "copied");
    await database.execute(`ATTACH ${quote(path)} AS atlas (READ_ONLY)`);
    await database.execute("USE atlas");
    await database.execute(sql.replace(/ TO '[^']+'/, ` TO ${quote(file)}`));
    return await readFile(file, "utf8");
  } finally {
    database.close();
    await rm(folder, { recursive: true });
  }
}

function writeAnswer(rows: readonly Row[], numbers: ReadonlySet<string>): string {
  const columns = Object.keys(rows[0] ?? {}).map(
    (name): TableColumn<Row> => ({
      heading: name,
      read: (row) => writeValue(row[name]),
      isNumber: numbers.has(name),
      isFlexible: true,
    }),
  );
  return writeTable(rows, columns, PAGE);
}

function writeValue(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return Array.isArray(value) ? `[${value.map(writeValue).join(", ")}]` : String(value);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
