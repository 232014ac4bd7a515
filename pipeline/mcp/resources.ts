import type { McpServer } from "@modelcontextprotocol/server";
import { type DescribedTable, readDataDictionary } from "../database/data-dictionary.ts";
import { toPrintable } from "../text/printable.ts";
import { QUOTED } from "./define-tool.ts";
import { makePrintable } from "./printable-values.ts";
import { readOverview } from "./read-overview.ts";
import type { AtlasSession } from "./session.ts";

/** Adds what can be read without a question: the overview of the file, and its data dictionary. */
export function registerResources(server: McpServer, session: AtlasSession): void {
  server.registerResource(
    "overview",
    "atlas://overview",
    {
      title: "Overview",
      description: "How many papers and topics, of which days, when and with which model it was made.",
      mimeType: "application/json",
    },
    async ({ href: uri }) => {
      const overview = makePrintable({ quoted: QUOTED, ...(await session.ask(readOverview)) });
      return { contents: [{ uri, mimeType: "application/json", text: JSON.stringify(overview, null, 2) }] };
    },
  );
  server.registerResource(
    "dictionary",
    "atlas://dictionary",
    {
      title: "Data dictionary",
      description: "Every view, macro and table for run_sql, with the meaning of each column.",
      mimeType: "text/markdown",
    },
    async ({ href: uri }) => {
      const tables = await session.ask(readDataDictionary);
      const text = toPrintable(`# Data dictionary\n\n${tables.map(writeTable).join("\n")}`);
      return { contents: [{ uri, mimeType: "text/markdown", text }] };
    },
  );
}

function writeTable({ name, kind, comment, parameters, columns }: DescribedTable): string {
  const call = parameters.length > 0 ? `${name}(${parameters.join(", ")})` : name;
  const lines = columns.map(
    (column) =>
      `- \`${column.name}\`${column.type === null ? "" : ` ${column.type}`}: ${column.comment ?? "not described"}`,
  );
  return [`## \`${call}\` (${kind})`, "", comment ?? "not described", "", ...lines, ""].join("\n");
}
