import type { ExportedPaper } from "../../../export/exported-paper.ts";
import { writeBibtex } from "../../../export/write-bibtex.ts";
import { writeCsv } from "../../../export/write-csv.ts";
import { writeJson } from "../../../export/write-json.ts";
import { formatCount } from "../../../text/format-figure.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { passSourceFailure } from "../source-state.ts";
import { gatherPapers } from "./gather-papers.ts";

type Form = { name: string; ending: string; type: string; write(papers: readonly ExportedPaper[]): string };

const FORMS: readonly Form[] = [
  // Spreadsheets take a file for UTF-8 by its mark alone.
  { name: "CSV", ending: "csv", type: "text/csv;charset=utf-8", write: (papers) => `\ufeff${writeCsv(papers)}` },
  { name: "JSON", ending: "json", type: "application/json", write: writeJson },
  { name: "BibTeX", ending: "bib", type: "text/plain;charset=utf-8", write: writeBibtex },
];

/** Returns buttons that save the papers of `listRows` as a file, one a format; `fileName` stands in the file's name. */
export function createExportButtons(atlas: Atlas, listRows: () => ArrayLike<number>, fileName: string): HTMLElement {
  const buttons = FORMS.map((form) => {
    const button = createElement(
      "button",
      { type: "button", class: "plain", "data-export": form.ending, "aria-label": `Save as ${form.name}` },
      form.name,
    );
    button.addEventListener("click", () => {
      save(atlas, listRows(), form, fileName).catch(passSourceFailure);
    });
    return button;
  });
  const name = createElement("span", { class: "exports-name", "aria-hidden": "true" }, "Export");
  return createElement("div", { class: "exports", role: "group", "aria-label": "Save as a file" }, name, ...buttons);
}

const KEEP_MS = 10_000;

async function save(atlas: Atlas, rows: ArrayLike<number>, form: Form, name: string): Promise<void> {
  const papers = gatherPapers(rows, atlas.data, await atlas.texts.readTexts(rows), atlas.index);
  const address = URL.createObjectURL(new Blob([form.write(papers)], { type: form.type }));
  createElement("a", { href: address, download: `topic-atlas-${name}.${form.ending}` }).click();
  window.setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
  atlas.announce(`${formatCount(rows.length, "paper")} saved as ${form.name}.`);
}
