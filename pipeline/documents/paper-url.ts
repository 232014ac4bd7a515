/** Returns the address of a paper on arXiv, else the first of its own that is of the web, else null. */
export function choosePaperUrl(urls: readonly string[], arxivId: string | null): string | null {
  const candidates = arxivId ? [`https://arxiv.org/abs/${arxivId}`, ...urls] : urls;
  for (const candidate of candidates) {
    if (/^https?:\/\//i.test(candidate) && URL.canParse(candidate)) return new URL(candidate).href;
  }
  return null;
}
