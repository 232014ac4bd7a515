/** A DOI: the prefix of its registrant, a slash, and what the registrant chose. See https://www.doi.org/doi-handbook. */
const DOI = /^(?:doi[:\s]\s*|(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\/)?(10\.\d{4,9}(?:\.\d+)*\/\S+)$/i;

/** Returns the DOI, in lower case, that a text is: bare, behind "doi", or a doi.org address; null when it is none. */
export function readDoi(text: string): string | null {
  const [, doi] = DOI.exec(text.trim()) ?? [];
  return doi === undefined ? null : decodePercent(doi).toLowerCase();
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
