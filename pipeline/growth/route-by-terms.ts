/** A topic's terms, by its number below k. */
export type TopicTerm = { topic: number; term: string };

/**
 * Returns the share of texts that the terms of topics lead to their own: the topic of which most terms stand in the text, and no other of which as many do. `topicOf` gives each text its topic, or
 * -1, which counts for nothing; NaN where no text has one.
 */
export function routeByTerms(
  texts: readonly string[],
  topicOf: ArrayLike<number>,
  terms: readonly TopicTerm[],
  k: number,
): number {
  const wanted = terms.map(({ topic, term }) => ({ topic, words: spell(term) }));
  let [routed, placed] = [0, 0];
  for (const [row, text] of texts.entries()) {
    if (topicOf[row]! < 0) continue;
    placed++;
    const spelled = spell(text);
    const counts = new Int32Array(k);
    for (const { topic, words } of wanted) if (spelled.includes(words)) counts[topic]!++;
    const most = Math.max(...counts);
    if (most > 0 && counts[topicOf[row]!] === most && counts.filter((count) => count === most).length === 1) routed++;
  }
  return routed / placed;
}

/** Words in lower case, without a plural s, between blanks. */
function spell(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return ` ${words.map((word) => word.replace(/([^s])s$/, "$1")).join(" ")} `;
}
