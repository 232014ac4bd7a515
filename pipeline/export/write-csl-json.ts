import type { ExportedPaper } from "./exported-paper.ts";
import { chooseExportedUrl } from "./exported-url.ts";
import { readPublicationKind } from "./publication-kind.ts";
import { splitName } from "./split-name.ts";

const TYPES = { journal: "article-journal", conference: "paper-conference", manuscript: "article" } as const;

/** Returns papers as CSL-JSON, which citation processors such as Pandoc's and Zotero read; what is not known of a paper is left out. */
export function writeCslJson(papers: readonly ExportedPaper[]): string {
  return `${JSON.stringify(papers.map(describeItem), null, 2)}\n`;
}

function describeItem(paper: ExportedPaper): object {
  const kind = readPublicationKind(paper.venue);
  const keywords = [paper.topic, ...paper.keywords].filter(Boolean).join(", ");
  const fields = {
    id: `paper-${paper.paper_id}`,
    type: TYPES[kind],
    title: paper.title,
    author: paper.authors.map(describeName),
    issued: describeDate(paper.published ?? paper.listed[0]?.slice(0, 4) ?? null),
    "container-title": kind === "manuscript" ? null : paper.venue,
    DOI: paper.doi,
    URL: chooseExportedUrl(paper),
    archive: paper.arxiv_id && "arXiv",
    archive_location: paper.arxiv_id,
    language: paper.language,
    keyword: keywords,
    note: paper.author_comment,
    abstract: paper.abstract,
  };
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== "" && !isEmptyList(value)),
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function describeName(name: string): object {
  const parts = splitName(name);
  if (parts === null) return { literal: name };
  const { family, given, suffix } = parts;
  return suffix === "" ? { family, given } : { family, given, suffix };
}

/** The parts of a day that are known. */
function describeDate(date: string | null): { "date-parts": number[][] } | null {
  return date === null ? null : { "date-parts": [date.split("-").map(Number)] };
}
