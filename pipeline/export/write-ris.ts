import type { ExportedPaper } from "./exported-paper.ts";
import { chooseExportedUrl } from "./exported-url.ts";
import { readPublicationKind } from "./publication-kind.ts";
import { splitName } from "./split-name.ts";

const TYPES = { journal: "JOUR", conference: "CPAPER", manuscript: "UNPB" } as const;

/**
 * Returns papers as RIS, which Zotero, EndNote and Mendeley read: a reference a paper, what is not known of it left out. A paper without a
 * venue is unpublished work. Its topic is the first keyword.
 */
export function writeRis(papers: readonly ExportedPaper[]): string {
  return papers.map(writeReference).join("");
}

function writeReference(paper: ExportedPaper): string {
  const kind = readPublicationKind(paper.venue);
  const [year, ...rest] = (paper.published ?? paper.listed[0] ?? "").split("-");
  const date = paper.published === null ? "" : [year, rest[0] ?? "", rest[1] ?? "", ""].join("/");
  const tags: [tag: string, text: string | null][] = [
    ["ID", `paper-${paper.paper_id}`],
    ["TI", paper.title],
    ...paper.authors.map((name): [string, string] => ["AU", writeName(name)]),
    ["PY", year || null],
    ["DA", date],
    [kind === "conference" ? "T2" : "JO", kind === "manuscript" ? null : paper.venue],
    ["DO", paper.doi],
    ["UR", chooseExportedUrl(paper)],
    ["AN", paper.arxiv_id && `arXiv:${paper.arxiv_id}`],
    ["LA", paper.language],
    ...[paper.topic, ...paper.keywords].map((word): [string, string | null] => ["KW", word]),
    ["N1", paper.author_comment],
    ["AB", paper.abstract],
  ];
  const lines = tags.flatMap(([tag, text]) => (text ? [writeLine(tag, text)] : []));
  return [writeLine("TY", TYPES[kind]), ...lines, "ER  - ", "", ""].join("\r\n");
}

/** A line break in a text would begin another tag. */
function writeLine(tag: string, text: string): string {
  return `${tag}  - ${text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, " ").trim()}`;
}

function writeName(name: string): string {
  const parts = splitName(name);
  if (parts === null) return name;
  const { family, given, suffix } = parts;
  return [family, given, ...(suffix === "" ? [] : [suffix])].join(", ");
}
