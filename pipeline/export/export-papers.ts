import { type AtlasData, type AtlasTexts, ROLES, SHARE_UNIT } from "../atlas/atlas-data.ts";
import type { AtlasIndex } from "../atlas/client/atlas-index.ts";
import { writeDay } from "../atlas/client/panels/describe.ts";

/** A paper as it is written into files. */
export type ExportedPaper = {
  paper_id: string;
  title: string;
  abstract: string;
  topic: string | null;
  probability: number;
  role: string;
  arxiv_id: string | null;
  urls: string[];
  sources: string[];
  listed: string[];
};

/** Returns papers with all that the page knows of them, in the order of `rows`. */
export function exportPapers(
  rows: ArrayLike<number>,
  { papers, sources }: AtlasData,
  { abstract }: AtlasTexts,
  index: Pick<AtlasIndex, "topicOf">,
): ExportedPaper[] {
  const { appearances } = papers;
  return Array.from(rows, (row) => {
    const places = Array.from(
      { length: appearances.start[row + 1]! - appearances.start[row]! },
      (_, place) => appearances.start[row]! + place,
    );
    const days = [...new Set(places.map((place) => appearances.day[place]!))].filter((day) => day >= 0);
    return {
      paper_id: papers.id[row]!,
      title: papers.title[row]!,
      abstract: abstract[row]!,
      topic: index.topicOf(row)?.label ?? null,
      probability: papers.probability[row]! / SHARE_UNIT,
      role: ROLES[papers.role[row]!]!,
      arxiv_id: papers.arxivId[row] || null,
      urls: papers.urls[row]!,
      sources: [...new Set(places.map((place) => sources[appearances.source[place]!]!))],
      listed: days.sort((a, b) => a - b).map(writeDay),
    };
  });
}

export function writeJson(papers: readonly ExportedPaper[]): string {
  return `${JSON.stringify(papers, null, 2)}\n`;
}

/** Returns CSV (RFC 4180), lists joined by "; ". A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function writeCsv(papers: readonly ExportedPaper[]): string {
  const names = [
    ...([
      "paper_id",
      "title",
      "abstract",
      "topic",
      "probability",
      "role",
      "arxiv_id",
      "urls",
      "sources",
      "listed",
    ] as const),
  ];
  const lines = papers.map((paper) => names.map((name) => writeCell(paper[name])).join(","));
  return [names.join(","), ...lines, ""].join("\r\n");
}

function writeCell(value: ExportedPaper[keyof ExportedPaper]): string {
  if (typeof value === "number") return String(value);
  const text = Array.isArray(value) ? value.join("; ") : (value ?? "");
  // Spreadsheets skip white space before a formula's sign.
  const harmless = /^[\s\u0000]*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Returns BibTeX: an entry a paper, named by its id; authors are not in the feed. */
export function writeBibtex(papers: readonly ExportedPaper[]): string {
  return papers
    .map((paper) => {
      const fields = [
        ["title", `{${escapeBibtex(paper.title)}}`],
        ["year", paper.listed[0]?.slice(0, 4) ?? ""],
        ["eprint", paper.arxiv_id ?? ""],
        ["archiveprefix", paper.arxiv_id ? "arXiv" : ""],
        [
          "url",
          paper.arxiv_id ? `https://arxiv.org/abs/${paper.arxiv_id}` : (paper.urls[0] ?? "").replace(/[{}\\\s]/g, ""),
        ],
        ["keywords", escapeBibtex(paper.topic ?? "")],
        ["abstract", escapeBibtex(paper.abstract)],
      ].filter(([, text]) => text !== "");
      return `@misc{paper-${paper.paper_id},\n${fields.map(([name, text]) => `  ${name} = {${text}},\n`).join("")}}\n`;
    })
    .join("\n");
}

/** Braces must stay in pairs, and TeX's own signs must not act. */
function escapeBibtex(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\{}$&#%_^~]/g, (sign) => BIBTEX_SIGNS[sign] ?? `\\${sign}`);
}

const BIBTEX_SIGNS: Record<string, string> = {
  "\\": "\\textbackslash ",
  "{": "\\textbraceleft ",
  "}": "\\textbraceright ",
  "^": "\\textasciicircum ",
  "~": "\\textasciitilde ",
};
