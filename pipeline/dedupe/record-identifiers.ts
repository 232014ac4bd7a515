import type { GivenFields } from "../input/record.ts";
import { readArxivId } from "../text/arxiv-id.ts";
import { readDoi } from "../text/doi.ts";

/** What identifies a record beside its text. */
export type Identifiers = { arxiv: string | null; doi: string | null; url: string | null };

type Identified = Pick<GivenFields, "arxiv_id" | "doi" | "paper_url">;

/** DOI that arXiv gives its papers. */
const ARXIV_DOI = /^10\.48550\/arxiv\.(.+)$/;

/** Pages of a paper on sites that call it by its arXiv identifier. */
const ARXIV_PAGE =
  /^https?:\/\/(?:www\.)?(?:huggingface\.co\/papers|alphaxiv\.org\/(?:abs|overview)|ar5iv\.(?:labs\.arxiv\.)?org\/(?:abs|html)|semanticscholar\.org\/arxiv)\/([^/?#]+)/i;

/** Parts of an address that say where a reader came from. */
const TRACKING = /^(?:utm_\w+|ref|source|fbclid|gclid)$/i;

/** Returns the identifiers that a record gives, each in one form. The arXiv identifier is also read from its DOI and addresses. */
export function readIdentifiers({ arxiv_id, doi, paper_url }: Identified): Identifiers {
  const page =
    paper_url === null ? null : (readArxivId(paper_url) ?? readArxivId(ARXIV_PAGE.exec(paper_url)?.[1] ?? ""));
  const arxivDoi = ARXIV_DOI.exec(doi ?? "")?.[1] ?? null;
  const arxiv = arxiv_id ?? (arxivDoi === null ? null : readArxivId(arxivDoi)) ?? page;
  const ownDoi = arxivDoi !== null ? null : (doi ?? (paper_url === null ? null : readDoi(paper_url)));
  return {
    arxiv: arxiv?.toLowerCase() ?? null,
    doi: ownDoi,
    url: paper_url === null || page !== null || readDoi(paper_url) !== null ? null : foldAddress(paper_url),
  };
}

/** Returns an address without what does not change the page: scheme, www., tracking, fragment, closing slash. */
function foldAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  const path = url.pathname.replace(/\/+$/, "");
  return path === "" && url.search === "" ? null : `${url.host.replace(/^www\./, "")}${path}${url.search}`;
}

/** Returns the words of authors' names by which two lists are compared: of two letters or more, in lower case, without accents. */
export function listNameWords(authors: readonly string[] | null): string[] {
  const words = (authors ?? [])
    .join(" ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[\p{L}]{2,}/gu);
  return [...new Set(words)];
}
