/** Words that may stand inside a phrase, and articles that may stand there behind one of them: "traitement de la parole". */
type LinkingWords = { links: readonly string[]; articles: readonly string[] };

const LINKING_WORDS: Readonly<Record<string, LinkingWords>> = {
  ca: { links: ["de", "del", "dels", "d'", "per"], articles: ["la", "les", "el", "els", "l'"] },
  da: { links: ["af"], articles: [] },
  de: { links: ["von", "vom", "der", "des"], articles: [] },
  es: { links: ["de", "del", "por"], articles: ["la", "las", "el", "los"] },
  fr: { links: ["de", "du", "des", "d'", "par", "à"], articles: ["la", "le", "les", "l'"] },
  gl: { links: ["de", "do", "da", "dos", "das", "por"], articles: ["a", "o", "as", "os"] },
  it: {
    links: ["di", "del", "della", "dello", "dei", "degli", "delle", "dell'", "d'", "da", "per"],
    articles: ["la", "il", "le", "i", "l'"],
  },
  nl: { links: ["van"], articles: ["de", "het", "der"] },
  no: { links: ["av"], articles: [] },
  pt: { links: ["de", "do", "da", "dos", "das", "por"], articles: ["a", "o", "as", "os"] },
  ro: { links: ["de", "a", "al", "ale"], articles: [] },
  sv: { links: ["av"], articles: [] },
  zh: { links: ["能", "点", "区", "光", "非", "自", "无", "多", "大", "小", "人"], articles: [] },
};

/** Returns whether a function word of a language may stand inside a phrase; `before` is the word before it, both in lower case. */
export function isLinkingWord(language: string, word: string, before: string): boolean {
  const { links = [], articles = [] } = LINKING_WORDS[language] ?? {};
  return links.includes(word) || (articles.includes(word) && links.includes(before));
}

/** Returns whether a language has words that link others in a phrase. */
export function hasLinkingWords(language: string): boolean {
  return language in LINKING_WORDS;
}
