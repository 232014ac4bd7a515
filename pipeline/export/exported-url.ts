import type { ExportedPaper } from "./exported-paper.ts";

/** Returns the address of the paper itself, else the first that its abstract names; "" for none. */
export function chooseExportedUrl({ arxiv_id, paper_url, urls }: ExportedPaper): string {
  if (arxiv_id) return `https://arxiv.org/abs/${arxiv_id}`;
  return paper_url ?? urls[0] ?? "";
}
