import type { PaperColumns, PaperDetails } from "../../atlas-data.ts";
import { createElement } from "../elements.ts";

/** An address of the web, and what its link says. */
export type PaperLink = { address: string; name: string };

type LinkedColumns = Pick<PaperColumns, "arxivId" | "urls">;
type LinkedDetails = Pick<PaperDetails, "doi" | "paperUrl" | "codeUrl" | "projectUrl">;

/** Returns links to what a paper has on the web; hidden where it has none. */
export function createLinks(papers: LinkedColumns, row: number, details?: LinkedDetails): HTMLElement {
  const links = listLinks(papers, row, details).map(({ address, name }) =>
    createElement("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, name),
  );
  return createElement("p", { class: "links", hidden: links.length === 0 }, ...links);
}

/** Returns what a paper has on the web, each address once: its identifiers, what its sources say it is, and the rest of its abstract. */
export function listLinks(papers: LinkedColumns, row: number, details?: LinkedDetails): PaperLink[] {
  const links = new Map<string, string>();
  const add = (address: string, name: (url: URL) => string) => {
    const url = readWebAddress(address);
    if (url && !links.has(url.href)) links.set(url.href, name(url));
  };
  const arxivId = papers.arxivId[row]!;
  if (isArxivId(arxivId)) add(`https://arxiv.org/abs/${arxivId}`, () => `arXiv ${arxivId}`);
  if (details) {
    const { doi } = details;
    if (isDoi(doi)) add(`https://doi.org/${doi.split("/").map(encodeURIComponent).join("/")}`, () => `DOI ${doi}`);
    add(details.paperUrl, ({ host }) => `Paper (${host})`);
    add(details.codeUrl, ({ host }) => `Code (${host})`);
    add(details.projectUrl, ({ host }) => `Project (${host})`);
  }
  for (const address of papers.urls[row]!)
    add(address, ({ host, pathname }) => host + (pathname === "/" ? "" : pathname));
  return Array.from(links, ([address, name]) => ({ address, name }));
}

/** Returns whether a text is a DOI, without address. */
export function isDoi(text: string): boolean {
  return /^10\.\d{4,9}(?:\.\d+)*\/\S+$/.test(text);
}

/** Returns whether a text is an arXiv identifier, of the form before or since 2007. */
export function isArxivId(text: string): boolean {
  return /^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})$/.test(text);
}

/** Returns an address of the web; null for any other, such as javascript:. */
export function readWebAddress(text: string): URL | null {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url : null;
  } catch {
    return null;
  }
}
