import type { TableEntry } from "./read-dictionary.ts";
import { RELATIONS, type Relation } from "./table-relations.ts";

/** The tables that most questions are about. */
const DRAWN = [
  "input_files",
  "records",
  "appearances",
  "duplicates",
  "papers",
  "neighbors",
  "space",
  "positions",
  "topic_papers",
  "topics",
  "topic_terms",
  "label_evidence",
  "paper_terms",
];

/**
 * Returns an entity diagram of the main tables with their keys, as Mermaid: one line for two tables, that of their first relation, and none
 * from a table to itself. Throws where a table is not among `tables`.
 */
export function drawEntityDiagram(tables: readonly TableEntry[]): string {
  const drawn = DRAWN.map((name) => {
    const table = tables.find((entry) => entry.name === name);
    if (!table) throw new Error(`table of the diagram that is not there: ${name}`);
    return table;
  });
  const relations = RELATIONS.filter(({ from, to }) => DRAWN.includes(from) && DRAWN.includes(to));
  const lines = [
    "direction LR",
    ...relations
      .filter(
        ({ from, to }, place) =>
          from !== to && place === relations.findIndex((other) => other.from === from && other.to === to),
      )
      .map((relation) => drawRelation(relation, drawn.find(({ name }) => name === relation.from)!)),
    ...drawn.flatMap((table) => drawTable(table, relations)),
  ];
  return ["erDiagram", ...lines.map((line) => `  ${line}`)].join("\n");
}

function drawRelation({ from, columns, to, meaning }: Relation, { key, columns: all }: TableEntry): string {
  const isWhole = columns.length === key.length && columns.every((name) => key.includes(name));
  const isNeeded = columns.every((name) => all.find((column) => column.name === name)!.isNeeded);
  return `${to} ${isNeeded ? "||" : "|o"}--${isWhole ? "o|" : "o{"} ${from} : "${meaning}"`;
}

function drawTable({ name, key, columns }: TableEntry, relations: readonly Relation[]): string[] {
  const referring = new Set(relations.filter(({ from }) => from === name).flatMap((relation) => relation.columns));
  const lines = columns.flatMap((column) => {
    const marks = [...(key.includes(column.name) ? ["PK"] : []), ...(referring.has(column.name) ? ["FK"] : [])];
    return marks.length > 0 ? [`  ${column.type} ${column.name} ${marks.join(", ")}`] : [];
  });
  return [`${name} {`, ...lines, "}"];
}
