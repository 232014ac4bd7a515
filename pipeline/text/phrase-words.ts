import type { Acronyms } from "./acronyms.ts";
import { matchStopWords } from "./corpus-stop-words.ts";
import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { normalizeParts } from "./phrase-keys.ts";
import { countWordUses, isFreeHead, isUsedAsVerb } from "./word-company.ts";

/** A word as written, with what it may be in a phrase. */
export type PhraseWord = {
  lower: string;
  parts: string[];
  /** The parts run together. */
  key: string;
  /** The phrase before or after it ends here. */
  isOpen: boolean;
  isStop: boolean;
  isInside: boolean;
  begins: boolean;
  ends: boolean;
};

/**
 * Reads every word of a corpus, given as segments of each text, and says what it may be in a phrase: by its form, by its company, and by the
 * stop words of the corpus. A word in fewer than `minDocuments` texts stands in no phrase.
 */
export function readPhraseWords(
  segments: readonly string[][][],
  { stopWords, minDocuments }: { stopWords: ReadonlySet<string>; minDocuments: number },
  acronyms: Acronyms,
  rules: LanguageRules = ENGLISH,
): Map<string, PhraseWord> {
  const words = new Map<string, PhraseWord>();
  const spread = new Map<string, { count: number; last: number }>();
  segments.forEach((segmentsOfText, row) => {
    for (const token of segmentsOfText.flat()) {
      let word = words.get(token);
      if (!word) {
        const flags = { isOpen: false, isStop: false, isInside: false, begins: false, ends: false };
        const parts = normalizeParts([token], rules);
        word = { lower: token.toLowerCase(), parts, key: parts.join(""), ...flags };
        words.set(token, word);
      }
      for (const part of word.parts) {
        let counted = spread.get(part);
        if (!counted) {
          counted = { count: 0, last: -1 };
          spread.set(part, counted);
        }
        if (counted.last !== row) counted.count++;
        counted.last = row;
      }
    }
  });
  const isRare = (parts: readonly string[]) => parts.some((part) => spread.get(part)!.count < minDocuments);
  const isStopWord = matchStopWords(stopWords, rules);
  const lowered = segments.flatMap((ofText) => ofText.map((tokens) => tokens.map((token) => words.get(token)!.lower)));
  const uses = countWordUses(lowered, isStopWord, rules);
  for (const [token, word] of words) {
    const { lower } = word;
    const isVerb = isUsedAsVerb(uses.get(lower));
    word.isStop = isStopWord(lower);
    word.isOpen = rules.isEmptyWord(lower) || word.isStop;
    word.isInside = rules.mayStandInside(lower) && (!isRare(word.parts) || acronyms.knows(token));
    word.begins = word.isInside && rules.mayBegin(lower) && !isVerb;
    word.ends =
      word.isInside && rules.mayEnd(lower) && !isVerb && (word.isStop || isFreeHead(lower, uses.get(lower), rules));
  }
  return words;
}
