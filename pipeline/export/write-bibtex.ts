import type { ExportedPaper } from "./exported-paper.ts";
import { chooseExportedUrl } from "./exported-url.ts";
import { readPublicationKind } from "./publication-kind.ts";

/** Signs that TeX has a word for; the others of its own get a backslash. */
const SIGN_NAMES: Record<string, string> = {
  "\\": "\\textbackslash ",
  "{": "\\textbraceleft ",
  "}": "\\textbraceright ",
  "^": "\\textasciicircum ",
  "~": "\\textasciitilde ",
};

const TYPES = { journal: "article", conference: "inproceedings", manuscript: "misc" } as const;

/** BibTeX's own names of the months, which a style writes as it likes. */
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * Returns papers as BibTeX: an entry a paper, named by its id; what is not known of it is left out. By its venue it is an article or in proceedings. The year
 * is that of publication, else of the first listing.
 */
export function writeBibtex(papers: readonly ExportedPaper[]): string {
  return papers.map(writeEntry).join("\n");
}

function writeEntry(paper: ExportedPaper): string {
  const { arxiv_id, doi, venue, published } = paper;
  const kind = readPublicationKind(venue);
  const month = MONTHS[Number(published?.slice(5, 7)) - 1];
  const fields = [
    ["title", `{${escapeTex(paper.title)}}`],
    ["author", paper.authors.map(writeName).join(" and ")],
    [kind === "conference" ? "booktitle" : "journal", kind === "manuscript" ? "" : escapeTex(venue ?? "")],
    ["year", (published ?? paper.listed[0])?.slice(0, 4) ?? ""],
    ["month", month ?? ""],
    ["doi", escapeTex(doi ?? "")],
    ["eprint", arxiv_id ?? ""],
    ["archiveprefix", arxiv_id ? "arXiv" : ""],
    ["url", chooseExportedUrl(paper).replace(/[{}\\\s]/g, "")],
    ["note", escapeTex(paper.author_comment ?? "")],
    ["keywords", [paper.topic ?? "", ...paper.keywords].filter(Boolean).map(escapeTex).join(", ")],
    ["abstract", escapeTex(paper.abstract)],
  ].filter(([, text]) => text !== "");
  const lines = fields.map(([name, text]) => `  ${name} = ${name === "month" ? text : `{${text}}`},\n`);
  return `@${TYPES[kind]}{paper-${paper.paper_id},\n${lines.join("")}}\n`;
}

/** A name is one name, though it holds what parts names ("and"), or more commas than "von Last, Jr, First" has. */
function writeName(name: string): string {
  const written = escapeTex(name);
  const isWhole = /(?:^|\s)and(?:\s|$)/i.test(name) || /^\s*,|,\s*$|,.*,.*,/.test(name);
  return isWhole ? `{${written}}` : written;
}

/** Braces must stay in pairs, and TeX's own signs must not act. */
function escapeTex(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\{}$&#%_^~]/g, (sign) => SIGN_NAMES[sign] ?? `\\${sign}`);
}
