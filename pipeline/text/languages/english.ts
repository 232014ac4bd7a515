import {
  isEmptyWord,
  isGeneralNoun,
  isPlural,
  isVerbSign,
  mayBegin,
  mayEnd,
  mayStandInside,
  normalizeWord,
} from "../word-forms.ts";
import { isFunctionWord } from "../words.ts";
import type { LanguageRules } from "./language-rules.ts";
import { SPACED_WORDS } from "./tokenizer.ts";

/** The rules of English, which know more of its words than those of other languages know of theirs. */
export const ENGLISH: LanguageRules = {
  ...SPACED_WORDS,
  isFunctionWord,
  isEmptyWord,
  mayBegin,
  mayEnd,
  mayStandInside,
  mayLink: (word) => word === "of",
  isGeneralNoun,
  isVerbSign,
  normalizeWord,
  isPlural,
  tokensPerWord: 1,
  readsThroughLinks: false,
  compoundsAreAdjectives: true,
  lowers: "all",
};
