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
  /** In how many texts its rarest part is; infinite for an acronym that stands for others. */
  documents: number;
  /** The phrase before or after it ends here. */
  isOpen: boolean;
  isStop: boolean;
  isInside: boolean;
  begins: boolean;
  ends: boolean;
};

/** In how many texts a part of words is, and the last of them. */
type Spread = { count: number; last: number };

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
  const spread = new Map<string, Spread>();
  const spreadsOf = new Map<string, Spread[]>();
  segments.forEach((segmentsOfText, row) => {
    for (const tokens of segmentsOfText) {
      for (const token of tokens) {
        let own = spreadsOf.get(token);
        if (!own) {
          const word = readWord(token, rules);
          words.set(token, word);
          own = word.parts.map((part) => findSpread(spread, part));
          spreadsOf.set(token, own);
        }
        for (const counted of own) {
          if (counted.last !== row) counted.count++;
          counted.last = row;
        }
      }
    }
  });
  const isStopWord = matchStopWords(stopWords, rules);
  const lowered = segments.flatMap((ofText) => ofText.map((tokens) => tokens.map((token) => words.get(token)!.lower)));
  const uses = countWordUses(lowered, isStopWord, rules);
  for (const [token, word] of words) {
    const { lower } = word;
    word.documents = acronyms.knows(token) ? Number.POSITIVE_INFINITY : countTexts(spreadsOf.get(token)!);
    const isVerb = isUsedAsVerb(uses.get(lower));
    word.isStop = isStopWord(lower);
    word.isOpen = rules.isEmptyWord(lower) || word.isStop;
    word.isInside = rules.mayStandInside(lower) && word.documents >= minDocuments;
    word.begins = word.isInside && rules.mayBegin(lower) && !isVerb;
    word.ends =
      word.isInside && rules.mayEnd(lower) && !isVerb && (word.isStop || isFreeHead(lower, uses.get(lower), rules));
  }
  return words;
}

function readWord(token: string, rules: LanguageRules): PhraseWord {
  const parts = normalizeParts([token], rules);
  const flags = { documents: 0, isOpen: false, isStop: false, isInside: false, begins: false, ends: false };
  return { lower: token.toLowerCase(), parts, key: parts.join(""), ...flags };
}

function countTexts(parts: readonly Spread[]): number {
  return parts.reduce((least, { count }) => Math.min(least, count), Number.POSITIVE_INFINITY);
}

function findSpread(spread: Map<string, Spread>, part: string): Spread {
  const known = spread.get(part) ?? { count: 0, last: -1 };
  spread.set(part, known);
  return known;
}
