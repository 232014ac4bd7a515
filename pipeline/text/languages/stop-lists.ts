import lists from "stopwords-iso/stopwords-iso.json" with { type: "json" };
import abstractWords from "./abstract-words.json" with { type: "json" };

/** Words of the lists that make terms: "cancer du sein", "sistema imune", "вода", and prefixes, as in "大模型" and "无监督". */
const TERM_WORDS: Readonly<Record<string, readonly string[]>> = {
  de: ["mensch", "menschen", "recht", "zeit"],
  es: ["empleo", "tiempo"],
  fr: ["mot", "multiple", "multiples", "naturel", "naturelle", "naturelles", "parole", "personnes", "sein"],
  pt: ["corrente", "pessoas", "posição", "sistema", "tempo"],
  ru: ["вода", "глаз", "голос", "город", "жизнь", "земля", "машина", "мир", "народ", "рука", "свет", "сила"],
  zh: ["大", "小", "多", "无", "自", "非", "人", "光"],
};

/** Languages that share a list: Norwegian in both of its forms. */
const LISTED_AS: Readonly<Record<string, string>> = { nb: "no", nn: "no" };

/** Returns words that abstracts of a language say of themselves, so that no topic is named by them: "results", "we propose". None where none are known. */
export function listAbstractWords(language: string): Set<string> {
  return new Set((abstractWords as Readonly<Record<string, readonly string[]>>)[language] ?? []);
}

/** Returns whether there is a list of stop words for a language. */
export function hasStopList(language: string): boolean {
  return findList(language) !== undefined;
}

/** Returns the stop words of a language in lower case, from stopwords-iso; none where it has no list. */
export function listStopWords(language: string): Set<string> {
  const words = new Set(
    (findList(language) ?? []).filter((word) => !/^\p{N}+$/u.test(word)).map((word) => word.toLowerCase()),
  );
  for (const word of TERM_WORDS[language] ?? []) words.delete(word);
  return words;
}

function findList(language: string): readonly string[] | undefined {
  const listed = LISTED_AS[language] ?? language;
  return (lists as Readonly<Record<string, readonly string[]>>)[listed];
}
