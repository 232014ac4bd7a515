/** A topic as it is named: its address in the atlas, null where none is known. */
export type LinkedTopic = { id: number; label: string; url: string | null };

/** Returns a topic as it is named; `atlas` is the address of the atlas, null for none. */
export function nameTopic(id: number, label: string, atlas: string | null): LinkedTopic {
  return { id, label, url: atlas === null ? null : linkTopic(atlas, id) };
}

/** Returns the address of the papers of some days in an atlas, from the first day to the last. */
export function linkDays(atlas: string, from: string, to: string): string {
  return `${atlas}#dates=${from}..${to}`;
}

/** Returns the address of a topic in an atlas: its part of the map, with its card open. */
export function linkTopic(atlas: string, topicId: number): string {
  return `${atlas}#topic=${topicId}`;
}

/** Returns the address of a paper in an atlas: its place on the map, with its card open. */
export function linkPaper(atlas: string, paperId: string): string {
  return `${atlas}#paper=${encodeURIComponent(paperId)}`;
}

/** Returns whether an address leads somewhere wherever it is read: a path does so beside the digest alone, and not in a mail. */
export function isOfWeb(atlas: string): boolean {
  return /^https?:\/\//i.test(atlas);
}

/**
 * Returns the address of an atlas as links need it: one of the web, or a path as seen from the digest; null for what is neither, what has a
 * part of its own behind a #, and what has a password in it.
 */
export function readAtlasAddress(text: string): string | null {
  if (text === "" || /[\s\p{Cc}\p{Cs}#"<>\\]/u.test(text) || text.startsWith("//")) return null;
  if (isOfWeb(text)) {
    if (!URL.canParse(text)) return null;
    const { href, username, password } = new URL(text);
    return username === "" && password === "" ? href : null;
  }
  return /^[a-z][a-z0-9+.-]*:/i.test(text)
    ? null
    : encodeURI(text.replace(/%(?![0-9a-f]{2})/gi, "%25")).replaceAll("%25", "%");
}
