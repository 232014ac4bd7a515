import type { RootContent } from "mdast";
import { type Inline, inlineCode, list, paragraph, strong, table } from "../documents/markdown.ts";
import { formatCount } from "../text/format-figure.ts";
import type { RejectedRow, ReportData, SourceRow } from "./report-rows.ts";

const MOST_REJECTED = 50;

/** Returns the part of the report that accounts for every record of every file, and for what could not be used. */
export function accountForInput({ sources, rejected, totals }: ReportData): RootContent[] {
  return [
    paragraph(`Half of the abstracts have more than ${formatCount(totals.words, "word")}.`),
    table(
      ["File", "Read as", "Records", "Papers", "Merged", "Set aside"],
      ["left", "left", "right", "right", "right", "right"],
      [
        ...sources.map((row): Inline[] => [inlineCode(row.source), row.format ?? "", ...writeCounts(row)]),
        ...(sources.length > 1 ? [[strong("All"), "", ...writeCounts(sumUp(sources))]] : []),
      ],
    ),
    ...listRejected(rejected),
  ];
}

type Counts = Pick<SourceRow, "found" | "papers" | "merged" | "rejected">;

function writeCounts({ found, papers, merged, rejected }: Counts): string[] {
  return [found, papers, merged, rejected].map(String);
}

function sumUp(sources: readonly SourceRow[]): Counts {
  const sum = (name: keyof Counts) => sources.reduce((total, row) => total + row[name], 0);
  return { found: sum("found"), papers: sum("papers"), merged: sum("merged"), rejected: sum("rejected") };
}

function listRejected(rejected: readonly RejectedRow[]): RootContent[] {
  if (rejected.length === 0) return [paragraph("No record was set aside, and no file left out.")];
  const content: RootContent[] = [
    paragraph(
      `What could not be used, or is to be known (${rejected.length}; the raw text of records is in the table `,
      inlineCode("rejected"),
      ", files stand in ",
      inlineCode("input_files"),
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
