import { ENGLISH } from "../text/languages/english.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { keyOfPhrase } from "../text/phrase-keys.ts";
import type { Phrase } from "../text/phrases.ts";
import { type Sentence, splitSentences } from "../text/sentences.ts";

/** A sentence of one document that contains one of the phrases. */
export type Evidence = { row: number; term: string; sentence: Sentence };

/** The spellings of a phrase as keys, and in how many words they may be written. */
type Spellings = { forms: ReadonlySet<string>; lengths: readonly number[] };

/**
 * Returns up to `limit` sentences that carry a label: the first sentence of each document, in the order of `rows`, that contains one
 * of the phrases in any of its spellings; phrases take turns while each has documents left.
 */
export function findEvidence(
  texts: readonly string[],
  rows: readonly number[],
  phrases: readonly Pick<Phrase, "surface" | "forms" | "parts">[],
  limit: number,
  rules: LanguageRules = ENGLISH,
): Evidence[] {
  const sources = phrases.map((phrase) => citeDocuments(texts, rows, phrase, rules));
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
  phrase: Pick<Phrase, "surface" | "forms" | "parts">,
  rules: LanguageRules,
): Generator<Evidence> {
  const spellings = {
    forms: new Set(phrase.forms),
    lengths: Array.from({ length: phrase.parts.length + 1 }, (_, words) => words + 1),
  };
  for (const row of rows) {
    const sentence = splitSentences(texts[row]!).find(({ text }) => containsPhrase(text, spellings, rules));
    if (sentence) yield { row, term: phrase.surface, sentence };
  }
}

function containsPhrase(sentence: string, { forms, lengths }: Spellings, rules: LanguageRules): boolean {
  return rules
    .splitSegments(sentence)
    .some((tokens) =>
      tokens.some((_, start) =>
        lengths.some(
          (length) =>
            start + length <= tokens.length &&
            forms.has(keyOfPhrase(tokens.slice(start, start + length).join(" "), rules)),
        ),
      ),
    );
}
