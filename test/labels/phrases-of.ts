import type { CorpusPhrases } from "../../pipeline/labels/corpus-phrases.ts";
import { modifierOf } from "../../pipeline/labels/corpus-phrases.ts";
import type { LabelCandidate } from "../../pipeline/labels/phrase-likeness.ts";
import { PhraseSpace } from "../../pipeline/labels/phrase-likeness.ts";
import { keyOfPhrase, normalizeParts } from "../../pipeline/text/phrase-keys.ts";
import type { Phrase } from "../../pipeline/text/phrases.ts";

/** Returns a phrase that is spelled one way only and stands in the documents of these rows. */
export function phraseOf(surface: string, documents: number[]): Phrase {
  const words = surface.split(" ");
  const parts = normalizeParts(words);
  const key = keyOfPhrase(surface);
  return {
    key,
    surface,
    parts,
    words: words.length,
    head: parts.at(-1)!,
    forms: [key],
    isGeneral: false,
    hasStopWord: false,
    documents,
  };
}

/** Returns a candidate for its phrase, middling in all that is not given. */
export function candidateOf(
  surface: string,
  documents: number[],
  counts: Partial<LabelCandidate> = {},
): LabelCandidate {
  return {
    phrase: phraseOf(surface, documents),
    inside: documents.length,
    outside: 0,
    ctfidf: 0.5,
    f1: 0.5,
    precision: 1,
    familyF1: 0,
    inTitles: 0,
    titleShare: 0,
    compounds: 0,
    cosine: 0.5,
    contrast: 0.5,
    cosines: Float64Array.of(0.5),
    ...counts,
  };
}

/** Returns a space in which every phrase has a direction of its own. */
export function spaceOf(candidates: readonly { phrase: Phrase }[]): PhraseSpace {
  const phrases = [...new Map(candidates.map(({ phrase }) => [phrase.key, phrase])).values()];
  const dimensions = phrases.length;
  const values = new Float32Array(dimensions * dimensions);
  for (let row = 0; row < dimensions; row++) values[row * (dimensions + 1)] = 1;
  return new PhraseSpace(phrases, { values, dimensions });
}

/** Returns a corpus of these phrases; the first word of a phrase stands in the same papers, unless `modifiers` says more. */
export function corpusOf(
  phrases: readonly Phrase[],
  inTitles: Record<string, number[]> = {},
  modifiers: Record<string, number[]> = {},
): CorpusPhrases {
  const byKey = (rows: Record<string, number[]>) =>
    new Map(Object.entries(rows).map(([written, own]) => [keyOfPhrase(written), own]));
  const firstWords = phrases.map((phrase) => [modifierOf(phrase), phrase.documents] as const);
  return { phrases, inTitles: byKey(inTitles), modifiers: new Map([...firstWords, ...byKey(modifiers)]) };
}
