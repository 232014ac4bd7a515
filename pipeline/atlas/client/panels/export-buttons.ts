import { type ExportedPaper, exportPapers, writeBibtex, writeCsv, writeJson } from "../../../export/export-papers.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { countOf } from "./describe.ts";

type Form = { name: string; ending: string; type: string; write(papers: readonly ExportedPaper[]): string };

const FORMS: readonly Form[] = [
  // Spreadsheets take a file for UTF-8 by its mark alone.
  { name: "CSV", ending: "csv", type: "text/csv;charset=utf-8", write: (papers) => `\ufeff${writeCsv(papers)}` },
  { name: "JSON", ending: "json", type: "application/json", write: writeJson },
  { name: "BibTeX", ending: "bib", type: "text/plain;charset=utf-8", write: writeBibtex },
];

/** Returns buttons that save papers as a file. */
export function createExportButtons(atlas: Atlas, listRows: () => ArrayLike<number>, name: string): HTMLElement {
  const buttons = FORMS.map((form) => {
    const button = createElement(
      "button",
      { type: "button", class: "plain", "data-export": form.ending, "aria-label": `Save as ${form.name}` },
      form.name,
    );
    button.addEventListener("click", () => void save(atlas, listRows(), form, name));
    return button;
  });
  return createElement("div", { class: "exports", role: "group", "aria-label": "Save as a file" }, ...buttons);
}

const KEEP_MS = 10_000;

async function save(atlas: Atlas, rows: ArrayLike<number>, form: Form, name: string): Promise<void> {
  const papers = exportPapers(rows, atlas.data, await atlas.readTexts(), atlas.index);
  const address = URL.createObjectURL(new Blob([form.write(papers)], { type: form.type }));
  createElement("a", { href: address, download: `topic-atlas-${name}.${form.ending}` }).click();
  window.setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
  atlas.announce(`${countOf(rows.length, "paper")} saved as ${form.name}.`);
}
