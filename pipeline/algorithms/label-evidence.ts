import { keyOfPhrase, splitSegments } from "../text/phrases.ts";
import { type Sentence, splitSentences } from "../text/sentences.ts";

/** A sentence of one document that contains one of the phrases. */
export type Evidence = { row: number; term: string; sentence: Sentence };

/**
 * Returns up to `limit` sentences that carry a label: the first sentence of each document, in the order of `rows`, that contains one
 * of the phrases in any of its spellings; phrases take turns while each has documents left.
 */
export function findEvidence(
  texts: readonly string[],
  rows: readonly number[],
  phrases: readonly { key: string; surface: string }[],
  limit: number,
): Evidence[] {
  const sources = phrases.map((phrase) => citeDocuments(texts, rows, phrase));
  const open = new Set(sources);
  const evidence: Evidence[] = [];
  const cited = new Set<number>();
  for (let turn = 0; evidence.length < limit && open.size > 0; turn++) {
    const source = sources[turn % sources.length]!;
    const next = source.next();
    if (next.done) open.delete(source);
    else if (!cited.has(next.value.row)) {
      cited.add(next.value.row);
      evidence.push(next.value);
    }
  }
  return evidence;
}

function* citeDocuments(
  texts: readonly string[],
  rows: readonly number[],
  phrase: { key: string; surface: string },
): Generator<Evidence> {
  for (const row of rows) {
    const sentence = splitSentences(texts[row]!).find(({ text }) => containsPhrase(text, phrase));
    if (sentence) yield { row, term: phrase.surface, sentence };
  }
}

function containsPhrase(sentence: string, { key, surface }: { key: string; surface: string }): boolean {
  const words = surface.split(" ").length;
  return splitSegments(sentence).some((tokens) =>
    tokens.some((_, start) =>
      [words - 1, words, words + 1].some(
        (length) =>
          length > 0 &&
          start + length <= tokens.length &&
          keyOfPhrase(tokens.slice(start, start + length).join(" ")) === key,
      ),
    ),
  );
}
