/** Returns words as a list in a sentence, such as "graphs, speech, and robots". */
export function joinWithAnd(words: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(words);
}
