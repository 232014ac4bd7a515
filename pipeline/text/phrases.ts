import { type Acronyms, findAcronyms } from "./acronyms.ts";
import { compareCodeUnits } from "./compare-code-units.ts";
import { keyOfPhrase, normalizeParts } from "./phrase-keys.ts";
import { countWordUses, isFreeHead, isUsedAsVerb } from "./word-company.ts";
import { isEmptyWord, isGeneralNoun, mayBegin, mayEnd, mayStandInside } from "./word-forms.ts";
import { splitSegments } from "./words.ts";

/** A phrase of a corpus: its concept key, how it is written and the documents that contain it. */
export type Phrase = {
  /** The normalised words run together: "on-line" and "online", "layer" and "layers" share one; an acronym has its long form's. */
  key: string;
  /** The commonest spelling, spelled out where it may be. */
  surface: string;
  /** Normalised words, with acronyms spelled out. */
  parts: string[];
  /** Words of the surface. */
  words: number;
  /** Last word, normalised. */
  head: string;
  /** Keys of the spellings that occur, acronyms as they are. */
  forms: string[];
  /** One word that says little by itself, such as "property". */
  isGeneral: boolean;
  /** Rows of the documents that contain it, ascending. */
  documents: number[];
};

/** Which phrases are wanted. */
export type PhraseOptions = {
  maxWords: number;
  minDocuments: number;
  /** Normalised words that no phrase may contain; see findCorpusStopWords. */
  stopWords: ReadonlySet<string>;
  /** What acronyms mean; by default what the texts themselves define. */
  acronyms?: Acronyms;
};

/** A word as written, with what it may be in a phrase. */
type Word = {
  lower: string;
  parts: string[];
  isOpen: boolean;
  isInside: boolean;
  begins: boolean;
  ends: boolean;
};

type Tally = {
  parts: string[];
  spellings: Map<string, number>;
  documents: number[];
  count: number;
  openBefore: number;
  openAfter: number;
};

const LEAST_OPEN_AFTER = 0.35;
const LEAST_OPEN_BEFORE = 0.3;
const LEAST_STEM_LENGTH = 5;
const LEAST_LOWER_CASE = 0.15;
const LONGEST_ACRONYM = 6;

/**
 * Returns the phrases that could name a topic, in order of key: of up to `maxWords` words, in at least `minDocuments` texts, without a
 * stop word. A phrase is a run of content words, perhaps with "of" inside, without punctuation. Its outer words are no verbs by their
 * company. It stands alone often enough to be whole: "language processing" in "natural language processing" does not.
 */
export function extractPhrases(texts: readonly string[], options: PhraseOptions): Phrase[] {
  const { maxWords, minDocuments, acronyms = findAcronyms(texts) } = options;
  const segments = texts.map(splitSegments);
  const words = readWords(segments, options, acronyms);
  const tallies = new Map<string, Tally>();
  segments.forEach((segmentsOfText, row) => {
    for (const tokens of segmentsOfText) {
      const read = tokens.map((token) => words.get(token)!);
      const parts = read.map((word, index) => acronyms.spellOut(tokens[index]!, row) ?? word.parts);
      tallySegment(tallies, { tokens, words: read, parts, row }, maxWords);
    }
  });
  return [...tallies]
    .filter(([, tally]) => tally.documents.length >= minDocuments && isWhole(tally))
    .map(([key, tally]) => toPhrase(key, tally))
    .sort((a, b) => compareCodeUnits(a.key, b.key));
}

/**
 * Returns the stop words of a corpus, normalised: content words in more than `share` of the texts. They are what all of it is about,
 * so that they set no topic apart, alone or in a phrase.
 */
export function findCorpusStopWords(texts: readonly string[], share: number): Set<string> {
  const documentCounts = new Map<string, number>();
  for (const text of texts) {
    const tokens = new Set(splitSegments(text).flat());
    for (const word of new Set(normalizeParts([...tokens]))) {
      documentCounts.set(word, (documentCounts.get(word) ?? 0) + 1);
    }
  }
  return new Set([...documentCounts].filter(([, count]) => count > share * texts.length).map(([word]) => word));
}

/**
 * Returns whether one phrase stands inside a longer one, from the beginning of a word: "language model" in "large language models",
 * "robot" in "robotics", but not "AI" in "training" or "aircraft": a short word must end where a word ends, too.
 */
export function isPhraseInside(short: Phrase, long: Phrase): boolean {
  if (short.key.length >= long.key.length || !long.key.includes(short.key)) return false;
  const borders = [0];
  for (const part of long.parts) borders.push(borders.at(-1)! + part.length);
  return borders.some(
    (start) =>
      long.key.startsWith(short.key, start) &&
      (short.key.length >= LEAST_STEM_LENGTH || borders.includes(start + short.key.length)),
  );
}

/** One stretch of a text: its words, and the normalised parts of each, acronyms spelled out. */
type Segment = {
  tokens: readonly string[];
  words: readonly Word[];
  parts: readonly (readonly string[])[];
  row: number;
};

function readWords(
  segments: readonly string[][][],
  { stopWords, minDocuments }: PhraseOptions,
  acronyms: Acronyms,
): Map<string, Word> {
  const words = new Map<string, Word>();
  const spread = new Map<string, { count: number; last: number }>();
  const rare = (parts: readonly string[]) => parts.some((part) => spread.get(part)!.count < minDocuments);
  segments.forEach((segmentsOfText, row) => {
    for (const token of segmentsOfText.flat()) {
      let word = words.get(token);
      if (!word) {
        const flags = { isOpen: false, isInside: false, begins: false, ends: false };
        word = { lower: token.toLowerCase(), parts: normalizeParts([token]), ...flags };
        words.set(token, word);
      }
      for (const part of word.parts) {
        const counted = spread.get(part) ?? { count: 0, last: -1 };
        spread.set(part, counted);
        if (counted.last !== row) counted.count++;
        counted.last = row;
      }
    }
  });
  const isStopWord = matchStopWords(stopWords);
  const lowered = segments.flatMap((ofText) => ofText.map((tokens) => tokens.map((token) => words.get(token)!.lower)));
  const uses = countWordUses(lowered, isStopWord);
  for (const [token, word] of words) {
    const { lower } = word;
    const isStop = isStopWord(lower);
    const isVerb = isUsedAsVerb(uses.get(lower));
    word.isOpen = isEmptyWord(lower) || isStop;
    word.isInside = !isStop && mayStandInside(lower) && (!rare(word.parts) || acronyms.knows(token));
    word.begins = word.isInside && mayBegin(lower) && !isVerb;
    word.ends = word.isInside && mayEnd(lower) && !isVerb && isFreeHead(uses.get(lower));
  }
  return words;
}

function tallySegment(tallies: Map<string, Tally>, { tokens, words, parts, row }: Segment, maxWords: number): void {
  for (let start = 0; start < tokens.length; start++) {
    if (!words[start]!.begins) continue;
    const last = Math.min(start + maxWords, tokens.length);
    for (let end = start; end < last && (words[end]!.isInside || words[end]!.lower === "of"); end++) {
      if (!words[end]!.ends) continue;
      const phraseParts = parts.slice(start, end + 1).flat();
      const key = phraseParts.join("");
      let tally = tallies.get(key);
      if (!tally) {
        tally = { parts: phraseParts, spellings: new Map(), documents: [], count: 0, openBefore: 0, openAfter: 0 };
        tallies.set(key, tally);
      }
      const spelling = end === start ? tokens[start]! : tokens.slice(start, end + 1).join(" ");
      tally.spellings.set(spelling, (tally.spellings.get(spelling) ?? 0) + 1);
      if (tally.documents.at(-1) !== row) tally.documents.push(row);
      tally.count++;
      if (start === 0 || words[start - 1]!.isOpen) tally.openBefore++;
      if (end === tokens.length - 1 || words[end + 1]!.isOpen) tally.openAfter++;
    }
  }
}

function isWhole({ count, openBefore, openAfter }: Tally): boolean {
  return openAfter >= LEAST_OPEN_AFTER * count && openBefore >= LEAST_OPEN_BEFORE * count;
}

function toPhrase(key: string, { parts, spellings, documents }: Tally): Phrase {
  const surface = chooseSpelling(spellings, key);
  const words = surface.split(" ").length;
  return {
    key,
    surface,
    parts,
    words,
    head: parts.at(-1)!,
    forms: [...new Set([...spellings.keys()].map(keyOfPhrase))].sort(),
    isGeneral: words === 1 && isGeneralNoun(surface.toLowerCase()),
    documents,
  };
}

/**
 * The commonest spelling of those that spell acronyms out, if any; in lower case where a fair share of them is, since capitals of a name
 * are always written and those of a heading are not; equals by code unit.
 */
function chooseSpelling(spellings: ReadonlyMap<string, number>, key: string): string {
  const all = [...spellings].sort(([a, countOfA], [b, countOfB]) => countOfB - countOfA || compareCodeUnits(a, b));
  const spelledOut = all.filter(([spelling]) => keyOfPhrase(spelling) === key);
  const candidates = spelledOut.length > 0 ? spelledOut : all;
  const total = candidates.reduce((sum, [, count]) => sum + count, 0);
  const plain = candidates.filter(
    ([spelling]) => !/^\p{Lu}[\p{Ll}’'-]|\s\p{Lu}\p{Ll}/u.test(spelling) && !isShouted(spelling),
  );
  const plainCount = plain.reduce((sum, [, count]) => sum + count, 0);
  return (plainCount >= LEAST_LOWER_CASE * total ? plain : candidates)[0]![0];
}

/** Capitals throughout, and too long for an acronym. */
function isShouted(spelling: string): boolean {
  return spelling.length > LONGEST_ACRONYM && spelling === spelling.toUpperCase();
}

/** Also in a derived form: "layered" and "layerwise" contain "layer". */
function matchStopWords(stopWords: ReadonlySet<string>): (word: string) => boolean {
  if (stopWords.size === 0) return () => false;
  const stems = [...stopWords].filter((stopWord) => stopWord.length >= LEAST_STEM_LENGTH);
  const known = new Map<string, boolean>();
  return (word) => {
    let isStop = known.get(word);
    if (isStop === undefined) {
      isStop = normalizeParts([word]).some(
        (part) => stopWords.has(part) || stems.some((stem) => part.startsWith(stem)),
      );
      known.set(word, isStop);
    }
    return isStop;
  };
}
