/** Returns a title of PubMed's without the full stop behind it, and without the brackets around one that it translated. */
export function cleanPubmedTitle(title: string): string {
  const unstopped = dropStop(title.trim());
  return /^\[[^[\]]*\]$/.test(unstopped) ? dropStop(unstopped.slice(1, -1)) : unstopped;
}

function dropStop(title: string): string {
  return title.replace(/(?<!\.)\.$/, "");
}

/** Returns the date of an issue as exactly as it is known: a span of several months or of a season is known to the year alone; null where it has none. */
export function readPubmedSpan(span: string): string | null {
  return /^\d{4} [A-Z][a-z]{2}(?: \d{1,2}$|(?= \d|$))/.exec(span)?.[0] ?? /\d{4}/.exec(span)?.[0] ?? null;
}
