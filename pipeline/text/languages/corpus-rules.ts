import { ENGLISH } from "./english.ts";
import type { LanguageRules, WordRules } from "./language-rules.ts";
import { hasLinkingWords } from "./linking-words.ts";
import { buildListedWords } from "./listed-words.ts";
import { hasStopList } from "./stop-lists.ts";
import { buildTokenizer, isUnspaced, type Tokenizer } from "./tokenizer.ts";

/** Share of the texts from which on a word holds sentences together, where no list tells. */
const SHARE_OF_FUNCTION_WORDS = 0.3;
const TOKENS_PER_WORD = { plain: 1, linked: 1.5, unspaced: 2 };
/** Languages whose nouns are written with capitals. */
const CAPITAL_NOUNS = new Set(["de", "lb"]);

/**
 * Returns the rules of a corpus by the languages whose function words count, that of most papers first; none is taken for English. Of a language without list of stop words, those in three
 * tenths of the texts are taken.
 */
export function chooseLanguageRules(languages: readonly string[], texts: readonly string[]): LanguageRules {
  const [main = "en", ...others] = languages;
  if (main === "en" && others.length === 0) return ENGLISH;
  const tokenizer = buildTokenizer(languages);
  const read = (language: string) => readWordRules(language, texts, tokenizer);
  return {
    ...tokenizer,
    ...joinRules(read(main), others.map(read)),
    tokensPerWord: TOKENS_PER_WORD[isUnspaced(main) ? "unspaced" : hasLinkingWords(main) ? "linked" : "plain"],
    readsThroughLinks: hasLinkingWords(main),
    compoundsAreAdjectives: main === "en",
    lowers: CAPITAL_NOUNS.has(main) ? "first" : "all",
  };
}

/** The rules of the first language, with the function words of the others. */
function joinRules(main: WordRules, others: readonly WordRules[]): WordRules {
  const isOther = (word: string) => others.some((rules) => rules.isFunctionWord(word));
  return {
    ...main,
    isFunctionWord: (word) => main.isFunctionWord(word) || isOther(word),
    isEmptyWord: (word) => main.isEmptyWord(word) || isOther(word),
    mayBegin: (word) => main.mayBegin(word) && !isOther(word),
    mayEnd: (word) => main.mayEnd(word) && !isOther(word),
    mayStandInside: (word) => main.mayStandInside(word) && !isOther(word),
  };
}

function readWordRules(language: string, texts: readonly string[], tokenizer: Tokenizer): WordRules {
  if (language === "en") return ENGLISH;
  return buildListedWords(language, hasStopList(language) ? new Set() : findFrequentWords(texts, tokenizer));
}

function findFrequentWords(texts: readonly string[], { splitTokens }: Tokenizer): Set<string> {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const word of new Set(splitTokens(text.toLowerCase()))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Set(
    [...counts].filter(([, count]) => count > SHARE_OF_FUNCTION_WORDS * texts.length).map(([word]) => word),
  );
}
