const IDENTIFIER = /(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})/;
const WHOLE = new RegExp(
  `^(?:arxiv:\\s*|(?:https?://)?(?:\\w+\\.)?arxiv\\.org/\\w+/)?(${IDENTIFIER.source})(?:v\\d+)?(?:\\.pdf)?(?:[?#].*)?$`,
  "i",
);

/** Returns the arXiv identifier, without version, that a text is: bare, as arXiv:..., or an arxiv.org address; null when it is none. */
export function readArxivId(text: string): string | null {
  return WHOLE.exec(text.trim())?.[1] ?? null;
}

/** Returns the identifier of the one paper that the arxiv.org addresses among `urls` lead to; null when none or several do. */
export function findArxivId(urls: readonly string[]): string | null {
  const identifiers = new Set(
    urls.filter((url) => /^https?:\/\/(?:\w+\.)?arxiv\.org\//i.test(url)).map((url) => readArxivId(url)),
  );
  identifiers.delete(null);
  const [only = null] = identifiers;
  return identifiers.size === 1 ? only : null;
}
