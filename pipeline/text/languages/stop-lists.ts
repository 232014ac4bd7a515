import lists from "stopwords-iso/stopwords-iso.json" with { type: "json" };

/** Words of the lists that make terms, as prefixes do: "大模型", "无监督", "自注意力". */
const TERM_WORDS: Readonly<Record<string, readonly string[]>> = {
  zh: ["大", "小", "多", "无", "自", "非", "人", "光"],
};

/** Languages that share a list: Norwegian in both of its forms. */
const LISTED_AS: Readonly<Record<string, string>> = { nb: "no", nn: "no" };

/** Returns whether there is a list of stop words for a language. */
export function hasStopList(language: string): boolean {
  return findList(language) !== undefined;
}

/** Returns the stop words of a language in lower case, from stopwords-iso; none where it has no list. */
export function listStopWords(language: string): Set<string> {
  const words = new Set((findList(language) ?? []).map((word) => word.toLowerCase()));
  for (const word of TERM_WORDS[language] ?? []) words.delete(word);
  return words;
}

function findList(language: string): readonly string[] | undefined {
  const listed = LISTED_AS[language] ?? language;
  return (lists as Readonly<Record<string, readonly string[]>>)[listed];
}
