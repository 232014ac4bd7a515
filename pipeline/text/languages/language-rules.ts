import type { Tokenizer } from "./tokenizer.ts";

/** What a language says of words in lower case: how they make phrases. */
export type WordRules = {
  /** Whether a word only holds sentences together, such as "the" or "because". */
  isFunctionWord(word: string): boolean;
  /** Whether a word says nothing by itself at the edge of a phrase. */
  isEmptyWord(word: string): boolean;
  mayBegin(word: string): boolean;
  mayEnd(word: string): boolean;
  mayStandInside(word: string): boolean;
  /** Whether a word may stand inside a phrase though it is a function word, as "of" may; `before` is the word before it. */
  mayLink(word: string, before: string): boolean;
  /** Whether a noun says little where it stands alone: "property". */
  isGeneralNoun(word: string): boolean;
  /** Whether the word before or after one shows that it is used as a verb. */
  isVerbSign(neighbor: string, side: "before" | "after"): boolean;
  /** Returns one spelling for the forms of a word. */
  normalizeWord(word: string): string;
  /** Whether a word is the plural of another. */
  isPlural(word: string): boolean;
};

/** The rules by which the texts of a corpus are split into words and its phrases made. */
export type LanguageRules = Tokenizer &
  WordRules & {
    /** Tokens that a phrase may have for each word that it may have: more where words are short or linked. */
    tokensPerWord: number;
    /** Whether what stands before a linking word belongs to what stands behind: "reforço" is cut off "aprendizado por reforço". */
    readsThroughLinks: boolean;
    /** Whether a word joined by hyphens is an adjective before many others, as "long-video" is, and no noun. */
    compoundsAreAdjectives: boolean;
    /** Words of a phrase whose capitals are taken off where the corpus has them without, too: all, or the first where nouns have capitals. */
    lowers: "all" | "first";
  };
