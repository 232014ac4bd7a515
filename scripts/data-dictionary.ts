import { slug } from "github-slugger";
import { drawEntityDiagram } from "./entity-diagram.ts";
import type { ColumnEntry, Dictionary, MacroEntry, TableEntry, ViewEntry } from "./read-dictionary.ts";
import { RELATIONS } from "./table-relations.ts";

/** A stage and the tables that it writes. */
type Writer = { name: string; writes: readonly string[] };

const INTRODUCTION = `# Data dictionary

Every table, view and macro of \`atlas.duckdb\`, made of the comments in it by \`npm run dictionary\`. The file says the same:
\`SELECT table_name, comment FROM duckdb_tables()\`, \`SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'papers'\`.
[sql.md](sql.md) has questions with their answers; the [glossary](glossary.md) says what the words mean.

A view or macro is asked as a table is: \`FROM topic_overview\`, \`FROM papers_in_topic(3)\`. NULL is "none".
`;

/** Returns the data dictionary, in Markdown: diagram, views, macros, and the tables by the stage that writes them. */
export function writeDataDictionary({ tables, views, macros }: Dictionary, stages: readonly Writer[]): string {
  const written = stages.filter(({ writes }) => writes.length > 0);
  const others = tables.filter(({ name }) => !written.some(({ writes }) => writes.includes(name)));
  const groups = [
    ...written.map(({ name, writes }) => ({
      heading: `Written by ${name}`,
      tables: tables.filter((table) => writes.includes(table.name)),
    })),
    { heading: "Written by every run", tables: others },
  ];
  return [
    INTRODUCTION,
    "## How the tables hang together\n",
    'The main tables and their keys; PK is what tells the rows apart, FK what stands in another table. Lines read from the first to the second: a paper "stood at" appearances.\n',
    `\`\`\`mermaid\n${drawEntityDiagram(tables)}\n\`\`\`\n`,
    "## Views\n",
    writeList(views.map((view) => [view.name, view.comment])),
    ...views.map(describeView),
    "## Macros\n",
    writeList(macros.map((macro) => [writeCall(macro), macro.comment])),
    ...macros.map(describeMacro),
    "## Tables\n",
    writeList(groups.flatMap((group) => group.tables).map((table) => [table.name, table.comment])),
    ...groups.flatMap((group) => [`### ${group.heading}\n`, ...group.tables.map(describeTable)]),
  ].join("\n");
}

function describeTable({ name, comment, key, columns }: TableEntry): string {
  const rows = columns.map((column) => [code(column.name), code(column.type), describeColumn(name, column)]);
  return `#### ${name}\n\n${escapeText(comment)}.\n\nKey: ${key.map(code).join(", ")}\n\n${writeRows(["column", "type", "what it is"], rows)}`;
}

function describeColumn(table: string, { name, comment }: ColumnEntry): string {
  const targets = RELATIONS.filter((relation) => relation.from === table && relation.columns.includes(name)).map(
    ({ to, keys, columns }) => code(`${to}.${keys[columns.indexOf(name)]}`),
  );
  return [escapeText(comment), ...targets.map((target) => `→ ${target}`)].join(" ");
}

function describeView({ name, comment, columns }: ViewEntry): string {
  const rows = columns.map((column) => [code(column.name), code(column.type), escapeText(column.comment)]);
  return `### ${name}\n\n${escapeText(comment)}.\n\n${writeRows(["column", "type", "what it is"], rows)}`;
}

function describeMacro(macro: MacroEntry): string {
  const rows = macro.columns.map((column) => [code(column.name), code(column.type), escapeText(column.comment)]);
  if (rows.length === 0) return `### ${writeCall(macro)}\n\n${escapeText(macro.comment)}. It gives one value.\n`;
  return `### ${writeCall(macro)}\n\n${escapeText(macro.comment)}.\n\n${writeRows(["column", "type", "what it is"], rows)}`;
}

function writeCall({ name, parameters }: MacroEntry): string {
  return `${name}(${parameters.join(", ")})`;
}

function writeList(entries: [name: string, comment: string][]): string {
  return writeRows(
    ["name", "what it is"],
    entries.map(([name, comment]) => [`[${code(name)}](#${slug(name)})`, escapeText(comment)]),
  );
}

function writeRows(headings: string[], rows: string[][]): string {
  const lines = [headings, headings.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

function code(text: string): string {
  return `\`${text}\``;
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\|<*`[\]]/g, "\\$&");
}
