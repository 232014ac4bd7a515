import type { ExportedPaper } from "./exported-paper.ts";

/** Signs that TeX has a word for; the others of its own get a backslash. */
const SIGN_NAMES: Record<string, string> = {
  "\\": "\\textbackslash ",
  "{": "\\textbraceleft ",
  "}": "\\textbraceright ",
  "^": "\\textasciicircum ",
  "~": "\\textasciitilde ",
};

/** Returns papers as BibTeX: an entry a paper, named by its id; what is not known of it is left out. Authors are not in the feed. */
export function writeBibtex(papers: readonly ExportedPaper[]): string {
  return papers.map(writeEntry).join("\n");
}

function writeEntry(paper: ExportedPaper): string {
  const { arxiv_id } = paper;
  const address = arxiv_id ? `https://arxiv.org/abs/${arxiv_id}` : (paper.urls[0] ?? "").replace(/[{}\\\s]/g, "");
  const fields = [
    ["title", `{${escapeTex(paper.title)}}`],
    ["year", paper.listed[0]?.slice(0, 4) ?? ""],
    ["eprint", arxiv_id ?? ""],
    ["archiveprefix", arxiv_id ? "arXiv" : ""],
    ["url", address],
    ["keywords", escapeTex(paper.topic ?? "")],
    ["abstract", escapeTex(paper.abstract)],
  ].filter(([, text]) => text !== "");
  return `@misc{paper-${paper.paper_id},\n${fields.map(([name, text]) => `  ${name} = {${text}},\n`).join("")}}\n`;
}

/** Braces must stay in pairs, and TeX's own signs must not act. */
function escapeTex(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\{}$&#%_^~]/g, (sign) => SIGN_NAMES[sign] ?? `\\${sign}`);
}
