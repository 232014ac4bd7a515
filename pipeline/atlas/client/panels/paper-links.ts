import type { PaperColumns } from "../../atlas-data.ts";
import { createElement } from "../elements.ts";

/** Returns links to what a paper has on the web; hidden where it has none. */
export function createLinks(papers: Pick<PaperColumns, "arxivId" | "urls">, row: number): HTMLElement {
  const links = createElement("p", { class: "links" });
  const add = (address: string, name: string) =>
    links.append(createElement("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, name));
  const arxivId = papers.arxivId[row]!;
  if (isArxivId(arxivId)) add(`https://arxiv.org/abs/${arxivId}`, `arXiv ${arxivId}`);
  for (const address of papers.urls[row]!) {
    const url = readWebAddress(address);
    if (url) add(url.href, `${url.host}${url.pathname === "/" ? "" : url.pathname}`);
  }
  links.hidden = links.childElementCount === 0;
  return links;
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
