import { z } from "zod";
import { type DescribedTable, readDataDictionary } from "../../database/data-dictionary.ts";
import { UserError } from "../../error.ts";
import { defineTool } from "../define-tool.ts";
import type { AtlasSession } from "../session.ts";

const MOST_NAMES = 10;
/** Where a comment on a table begins to tell who writes it, and its key. */
const STAGE = / \((?:stage|written for) /;

/** Tells what can be asked by SQL: all in short, or some with their columns. */
export function describeTables(session: AtlasSession) {
  return defineTool({
    name: "describe_tables",
    title: "Describe tables",
    description:
      "What run_sql can ask: views and macros, which answer most questions, with their columns, and the tables under them by name. Name some to get types and meanings of their columns.",
    input: z.strictObject({
      names: z.array(z.string()).min(1).max(MOST_NAMES).optional().describe("which to describe in full"),
    }),
    output: z.object({
      tables: z.array(
        z.object({
          name: z.string(),
          kind: z.enum(["view", "macro", "table macro", "table"]),
          about: z.string().nullable(),
          parameters: z.array(z.string()).optional(),
          columns: z
            .array(
              z.union([
                z.string(),
                z.object({ name: z.string(), type: z.string().nullable(), about: z.string().nullable() }),
              ]),
            )
            .optional()
            .describe("in full where it was named, else names alone, and none of a table"),
        }),
      ),
    }),
    async answer({ names }) {
      const tables = await session.ask(readDataDictionary);
      if (names === undefined) return { tables: tables.map((table) => describe(table, false)) };
      return { tables: names.map((name) => describe(find(tables, name), true)) };
    },
  });
}

function find(tables: readonly DescribedTable[], name: string): DescribedTable {
  const table = tables.find((one) => one.name === name.toLowerCase());
  if (table === undefined)
    throw new UserError(`names: ${name}: no such table. Call describe_tables without names for all.`);
  return table;
}

function describe({ name, kind, comment, parameters, columns }: DescribedTable, isFull: boolean) {
  const isShort = !isFull && kind === "table";
  return {
    name,
    kind,
    about: isShort ? (comment?.split(STAGE)[0] ?? null) : comment,
    ...(parameters.length > 0 && { parameters }),
    ...(columns.length > 0 &&
      !isShort && {
        columns: columns.map((column) =>
          isFull ? { name: column.name, type: column.type, about: column.comment } : column.name,
        ),
      }),
  };
}
