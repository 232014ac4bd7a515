import type { Acronyms } from "./acronyms.ts";
import { matchStopWords } from "./corpus-stop-words.ts";
import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { countParts } from "./part-counts.ts";
import type { TokenPlaces } from "./token-places.ts";
import { countWordUses, isFreeHead, isUsedAsVerb } from "./word-company.ts";

/** A word as written, with what it may be in a phrase. */
export type PhraseWord = {
  token: string;
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

/**
 * Reads every token of a corpus, and says what it may be in a phrase: by its form, by its company, and by the stop words of the corpus. A word in fewer than `minDocuments`
 * texts stands in no phrase.
 */
export function readPhraseWords(
  texts: TokenPlaces,
  { stopWords, minDocuments }: { stopWords: ReadonlySet<string>; minDocuments: number },
  acronyms: Acronyms,
  rules: LanguageRules = ENGLISH,
): PhraseWord[] {
  const { parts, texts: textsOf, partsOf } = countParts(texts, rules);
  const isStopWord = matchStopWords(stopWords, rules);
  const lowered = texts.tokens.map((token) => token.toLowerCase());
  const uses = countWordUses(texts, lowered, isStopWord, rules);
  return texts.tokens.map((token, number): PhraseWord => {
    const lower = lowered[number]!;
    const own = partsOf[number]!;
    const ownParts = own.map((part) => parts[part]!);
    const leastTexts = own.reduce((least, part) => Math.min(least, textsOf[part]!), Number.POSITIVE_INFINITY);
    const documents = acronyms.knows(token) ? Number.POSITIVE_INFINITY : leastTexts;
    const isVerb = isUsedAsVerb(uses.get(lower));
    const isStop = isStopWord(lower);
    const isInside = rules.mayStandInside(lower) && documents >= minDocuments;
    const mayEnd = isInside && rules.mayEnd(lower) && !isVerb;
    return {
      token,
      lower,
      parts: ownParts,
      key: ownParts.join(""),
      documents,
      isOpen: rules.isEmptyWord(lower) || isStop,
      isStop,
      isInside,
      begins: isInside && rules.mayBegin(lower) && !isVerb,
      ends: mayEnd && (isStop || isFreeHead(lower, uses.get(lower), rules)),
    };
  });
}
