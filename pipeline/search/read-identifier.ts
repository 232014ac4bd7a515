import { readArxivId } from "../text/arxiv-id.ts";
import { readDoi } from "../text/doi.ts";

/** What a text names a paper by, in lower case; null for what it is not. */
export type Identifier = { paperId: string | null; arxivId: string | null; doi: string | null; address: string | null };

const PAPER_ID = /^[0-9a-f]{16}$/;
const ARXIV_DOI = /^10\.48550\/arxiv\./;
/** An address elsewhere that ends with an arXiv identifier, as those of pages that list papers do. */
const LAST_STEP = /^(?:https?:\/\/)?[\w.-]+\.\w+\/[^?#]*?([^/?#]+)\/?(?:[?#].*)?$/i;
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/i;

/** Returns how a whole text names a paper: by its id, an arXiv identifier with or without version, a DOI, or an address; null where it does not. */
export function readIdentifier(text: string): Identifier | null {
  const asked = text.trim();
  const paperId = PAPER_ID.test(asked.toLowerCase()) ? asked.toLowerCase() : null;
  if (paperId !== null) return { paperId, arxivId: null, doi: null, address: null };
  const doi = readDoi(asked);
  const arxivId = readArxivId(doi?.replace(ARXIV_DOI, "") ?? LAST_STEP.exec(asked)?.[1] ?? asked) ?? readArxivId(asked);
  const address = ADDRESS.test(asked) ? asked : null;
  if (arxivId === null && doi === null && address === null) return null;
  return { paperId: null, arxivId: arxivId?.toLowerCase() ?? null, doi, address };
}

/** What a paper goes by: identifiers in lower case, and addresses. */
export type PaperNames = {
  ids: readonly string[];
  arxivIds: readonly string[];
  dois: readonly string[];
  urls: readonly string[];
};

/** Returns the places of the papers that an identifier names; by an address where nothing else does. */
export function findIdentified(
  { paperId, arxivId, doi, address }: Identifier,
  papers: readonly PaperNames[],
): number[] {
  const find = (test: (paper: PaperNames) => boolean) => [...papers.keys()].filter((place) => test(papers[place]!));
  const tests: ((paper: PaperNames) => boolean)[] = [
    ...(paperId === null ? [] : [({ ids }: PaperNames) => ids.includes(paperId)]),
    ...(arxivId === null ? [] : [({ arxivIds }: PaperNames) => arxivIds.includes(arxivId)]),
    ...(doi === null ? [] : [({ dois }: PaperNames) => dois.includes(doi)]),
    ...(address === null
      ? []
      : [({ urls }: PaperNames) => urls.some((url) => shortenAddress(url) === shortenAddress(address))]),
  ];
  for (const test of tests) {
    const found = find(test);
    if (found.length > 0) return found;
  }
  return [];
}

/** Returns an address without what may differ between two ways to write it. */
function shortenAddress(url: string): string {
  return url
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:www\.)?/, "")
    .replace(/\/$/, "");
}
