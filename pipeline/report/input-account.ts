import type { RootContent } from "mdast";
import { heading, type Inline, inlineCode, list, paragraph, table } from "../documents/markdown.ts";
import type { RejectedRow, ReportData } from "./report-data.ts";

const MOST_REJECTED = 50;

/** Returns the part of the report that accounts for every record of every file, and for what could not be used. */
export function accountForInput({ sources, rejected }: ReportData): RootContent[] {
  return [
    heading(2, "What went in"),
    table(
      ["File", "Records", "Repeats merged", "Set aside"],
      ["left", "right", "right", "right"],
      sources.map((row): Inline[] => [
        inlineCode(row.source),
        String(row.records),
        String(row.repeats),
        String(row.rejected),
      ]),
    ),
    ...listRejected(rejected),
  ];
}

function listRejected(rejected: readonly RejectedRow[]): RootContent[] {
  if (rejected.length === 0) return [paragraph("No record was set aside.")];
  const content: RootContent[] = [
    paragraph(
      `What could not be used (${rejected.length}; the raw text is in the table `,
      inlineCode("rejected"),
      "):",
    ),
    list(
      rejected
        .slice(0, MOST_REJECTED)
        .map(({ source, line, reason }) => [inlineCode(line === 0 ? source : `${source}:${line}`), ` ${reason}`]),
    ),
  ];
  if (rejected.length > MOST_REJECTED) content.push(paragraph(`… and ${rejected.length - MOST_REJECTED} more.`));
  return content;
}
