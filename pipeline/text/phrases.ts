import { isEmptyWord, isVerbSign, mayBegin, mayEnd, mayStandInside, normalizeWord } from "./word-forms.ts";

/** A phrase of a corpus: its concept key, its commonest spelling and the documents that contain it. */
export type Phrase = {
  /** The normalised words run together: "on-line" and "online", "layer" and "layers" share one. */
  key: string;
  surface: string;
  words: number;
  /** Last word, normalised. */
  head: string;
  /** Rows of the documents that contain it, ascending. */
  documents: number[];
};

export type PhraseOptions = {
  maxWords: number;
  minDocuments: number;
  /** Normalised words that no phrase may contain; see findCorpusStopWords. */
  stopWords: ReadonlySet<string>;
};

type Occurrence = { key: string; tokens: string[]; isOpenBefore: boolean; isOpenAfter: boolean };

type Tally = {
  spellings: Map<string, number>;
  documents: Set<number>;
  head: string;
  words: number;
  count: number;
  openBefore: number;
  openAfter: number;
};

type WordUse = { count: number; asVerbBefore: number; asVerbAfter: number; openAfter: number };

const LEAST_OPEN_AFTER = 0.35;
const LEAST_OPEN_BEFORE = 0.3;
const LEAST_HEAD_OPEN_AFTER = 0.25;
const MOST_DETERMINER_AFTER = 0.15;
const MOST_VERB_SIGN_BEFORE = 0.3;
const LEAST_USES_TO_JUDGE = 3;
const LEAST_STEM_LENGTH = 5;

/**
 * Returns the phrases of up to `maxWords` words that could head a topic, in order of key: runs of content words inside one stretch of
 * text without punctuation, that neither begin nor end with an empty word, whose outer words are no verbs by their company, and
 * that stand by themselves often enough to be whole ("language processing" inside "natural language processing" is not).
 * Only phrases of at least `minDocuments` documents are returned, and none with a stop word.
 */
export function extractPhrases(
  texts: readonly string[],
  { maxWords, minDocuments, stopWords }: PhraseOptions,
): Phrase[] {
  const segments = texts.map(splitSegments);
  const uses = countWordUses(segments.flat(), stopWords);
  const tallies = new Map<string, Tally>();
  segments.forEach((segmentsOfText, row) => {
    for (const tokens of segmentsOfText) {
      for (const occurrence of listOccurrences(tokens, maxWords, uses, stopWords))
        addOccurrence(tallies, occurrence, row);
    }
  });
  return [...tallies]
    .filter(([, tally]) => tally.documents.size >= minDocuments && isWhole(tally))
    .map(([key, tally]) => ({
      key,
      surface: chooseSpelling(tally.spellings),
      words: tally.words,
      head: tally.head,
      documents: [...tally.documents],
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/**
 * Returns the stop words of a corpus, normalised: content words in more than `share` of the texts. They are what all of it is about,
 * so that they set no topic apart, alone or in a phrase.
 */
export function findCorpusStopWords(texts: readonly string[], share: number): Set<string> {
  const documentCounts = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(normalizeParts(splitSegments(text).flat()))) {
      documentCounts.set(word, (documentCounts.get(word) ?? 0) + 1);
    }
  }
  return new Set([...documentCounts].filter(([, count]) => count > share * texts.length).map(([word]) => word));
}

/** Returns the key under which all spellings of a phrase are counted. */
export function keyOfPhrase(phrase: string): string {
  return keyOfTokens(phrase.split(/\s+/));
}

/**
 * Returns whether one phrase stands inside a longer one, from the beginning of a word: "language model" in "large language models",
 * "robot" in "robotics", but not "AI" in "training" or "aircraft": a short word must end where a word ends, too.
 */
export function isPhraseInside(short: Phrase, long: Phrase): boolean {
  if (short.key.length >= long.key.length || !long.key.includes(short.key)) return false;
  const borders = [0];
  for (const part of normalizeParts(long.surface.split(" "))) borders.push(borders.at(-1)! + part.length);
  return borders.some(
    (start) =>
      long.key.startsWith(short.key, start) &&
      (short.key.length >= LEAST_STEM_LENGTH || borders.includes(start + short.key.length)),
  );
}

/** Returns the words of each stretch between punctuation, as written. A hyphen inside a word is part of it. */
export function splitSegments(text: string): string[][] {
  return text
    .split(/[^\p{L}\p{N}\s'’-]+|\s[-–—]+\s/u)
    .map((segment) => segment.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [])
    .filter((tokens) => tokens.length > 0);
}

function keyOfTokens(tokens: readonly string[]): string {
  return normalizeParts(tokens).join("");
}

function normalizeParts(tokens: readonly string[]): string[] {
  return tokens.flatMap((token) => token.toLowerCase().split("-")).map(normalizeWord);
}

function* listOccurrences(
  tokens: string[],
  maxWords: number,
  uses: Map<string, WordUse>,
  stopWords: ReadonlySet<string>,
): Generator<Occurrence> {
  const lower = tokens.map((token) => token.toLowerCase());
  const isEmpty = (word: string) => isEmptyWord(word) || containsStopWord(word, stopWords);
  const inside = lower.map((word) => mayStandInside(word) && !containsStopWord(word, stopWords));
  const begins = lower.map((word, index) => inside[index]! && mayBegin(word) && !isUsedAsVerb(uses.get(word)));
  const ends = lower.map(
    (word, index) => inside[index]! && mayEnd(word) && !isUsedAsVerb(uses.get(word)) && isFreeHead(uses.get(word)),
  );
  for (let start = 0; start < tokens.length; start++) {
    if (!begins[start]) continue;
    for (let end = start; end < Math.min(start + maxWords, tokens.length) && inside[end]; end++) {
      if (!ends[end]) continue;
      const words = tokens.slice(start, end + 1);
      yield {
        key: keyOfTokens(words),
        tokens: words,
        isOpenBefore: start === 0 || isEmpty(lower[start - 1]!),
        isOpenAfter: end === tokens.length - 1 || isEmpty(lower[end + 1]!),
      };
    }
  }
}

function addOccurrence(
  tallies: Map<string, Tally>,
  { key, tokens, isOpenBefore, isOpenAfter }: Occurrence,
  row: number,
): void {
  let tally = tallies.get(key);
  if (!tally) {
    const head = normalizeWord(tokens.at(-1)!.toLowerCase().split("-").at(-1)!);
    tally = {
      spellings: new Map(),
      documents: new Set(),
      head,
      words: tokens.length,
      count: 0,
      openBefore: 0,
      openAfter: 0,
    };
    tallies.set(key, tally);
  }
  const spelling = tokens.join(" ");
  tally.spellings.set(spelling, (tally.spellings.get(spelling) ?? 0) + 1);
  tally.documents.add(row);
  tally.count++;
  if (isOpenBefore) tally.openBefore++;
  if (isOpenAfter) tally.openAfter++;
}

function isWhole({ count, openBefore, openAfter }: Tally): boolean {
  return openAfter >= LEAST_OPEN_AFTER * count && openBefore >= LEAST_OPEN_BEFORE * count;
}

/** The commonest spelling; of equals one without capitals at the beginning of words, then the first by code unit. */
function chooseSpelling(spellings: Map<string, number>): string {
  const isTitleCase = (spelling: string) => /^\p{Lu}\p{Ll}/u.test(spelling);
  const candidates = [...spellings.keys()];
  const plain = candidates.filter((spelling) => !isTitleCase(spelling));
  return (plain.length > 0 ? plain : candidates).sort(
    (a, b) => spellings.get(b)! - spellings.get(a)! || (a < b ? -1 : 1),
  )[0]!;
}

function countWordUses(segments: readonly string[][], stopWords: ReadonlySet<string>): Map<string, WordUse> {
  const uses = new Map<string, WordUse>();
  for (const tokens of segments) {
    const lower = tokens.map((token) => token.toLowerCase());
    lower.forEach((word, index) => {
      let use = uses.get(word);
      if (!use) {
        use = { count: 0, asVerbBefore: 0, asVerbAfter: 0, openAfter: 0 };
        uses.set(word, use);
      }
      const next = lower[index + 1];
      use.count++;
      if (index > 0 && isVerbSign(lower[index - 1]!, "before")) use.asVerbBefore++;
      if (next !== undefined && isVerbSign(next, "after")) use.asVerbAfter++;
      if (next === undefined || isEmptyWord(next) || containsStopWord(next, stopWords)) use.openAfter++;
    });
  }
  return uses;
}

function isUsedAsVerb(use: WordUse | undefined): boolean {
  if (!use || use.count < LEAST_USES_TO_JUDGE) return false;
  return use.asVerbAfter > MOST_DETERMINER_AFTER * use.count || use.asVerbBefore > MOST_VERB_SIGN_BEFORE * use.count;
}

function isFreeHead(use: WordUse | undefined): boolean {
  return !use || use.openAfter >= LEAST_HEAD_OPEN_AFTER * use.count;
}

/** Also in a derived form: "layered" and "layerwise" contain "layer". */
function containsStopWord(word: string, stopWords: ReadonlySet<string>): boolean {
  if (stopWords.size === 0) return false;
  const stems = [...stopWords].filter((stopWord) => stopWord.length >= LEAST_STEM_LENGTH);
  return normalizeParts([word]).some((part) => stopWords.has(part) || stems.some((stem) => part.startsWith(stem)));
}
