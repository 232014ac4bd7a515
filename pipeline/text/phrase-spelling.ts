import { compareCodeUnits } from "./compare-code-units.ts";
import { keyOfPhrase } from "./phrase-keys.ts";
import { isPlural, normalizeWord } from "./word-forms.ts";
import { isFunctionWord } from "./words.ts";

/** How often a phrase is spelled in a way, and how often of that no longer phrase went on after it. */
export type Spelling = { written: string; count: number; atEnd: number };

/** How the words of a corpus are written. */
export type Usage = {
  /** Whether a word in title case is also written without capitals in a fair share of its uses, so that it is no name. */
  isLowered(token: string): boolean;
  /** Whether a normalised word is in the plural in a fair share of its uses, so that it counts things. */
  isCountNoun(word: string): boolean;
};

const LEAST_SPELLED_OUT = 0.2;
const LEAST_PLURAL = 0.25;
const LEAST_LOWER_CASE = 0.15;
const LONGEST_ACRONYM = 6;
const TITLE_CASE = /^\p{Lu}[\p{Ll}’']+(?:-\p{L}[\p{Ll}’']*)*$/u;

/**
 * Returns how a phrase is shown: acronyms spelled out where a fifth of its uses are; in the plural where its last word counts things and the corpus has it so; of these as it is
 * commonest where nothing goes on ("time series", not "time-series forecasting"), equals by code unit; in lower case unless a word is a name.
 */
export function chooseSpelling(spellings: readonly Spelling[], key: string, usage: Usage): string {
  const spelledOut = spellings.filter(({ written }) => keyOfPhrase(written) === key);
  const isUsed = countAll(spelledOut) >= LEAST_SPELLED_OUT * countAll(spellings);
  const ofOneNumber = chooseNumber(isUsed ? spelledOut : spellings, usage);
  const plain = ofOneNumber.filter(({ written }) => !isShouted(written));
  const [commonest] = [...(plain.length > 0 ? plain : ofOneNumber)].sort(
    (a, b) => b.atEnd - a.atEnd || b.count - a.count || compareCodeUnits(a.written, b.written),
  );
  return lowerCase(commonest!.written, usage);
}

/** Counts how the words of texts are written, given as segments of each text. Number is counted where a word ends a noun phrase. */
export function readUsage(segments: readonly string[][][]): Usage {
  const words = new Map<string, { count: number; lower: number; atEnd: number; plural: number }>();
  const count = (token: string, isAtEnd: boolean) => {
    const parts = token.split("-");
    parts.forEach((part, place) => {
      const lower = part.toLowerCase();
      const word = normalizeWord(lower);
      const counted = words.get(word) ?? { count: 0, lower: 0, atEnd: 0, plural: 0 };
      words.set(word, counted);
      counted.count++;
      if (part === lower) counted.lower++;
      if (!isAtEnd || place < parts.length - 1) return;
      counted.atEnd++;
      if (isPlural(lower)) counted.plural++;
    });
  };
  for (const tokens of segments.flat()) {
    tokens.forEach((token, index) => {
      const next = tokens[index + 1];
      count(token, next === undefined || isFunctionWord(next.toLowerCase()));
    });
  }
  return {
    isLowered: (token) =>
      token.split("-").every((part) => {
        const counted = words.get(normalizeWord(part.toLowerCase()));
        return (
          part === part.toLowerCase() || (counted !== undefined && counted.lower >= LEAST_LOWER_CASE * counted.count)
        );
      }),
    isCountNoun: (word) => {
      const counted = words.get(word);
      return counted !== undefined && counted.plural > 0 && counted.plural >= LEAST_PLURAL * counted.atEnd;
    },
  };
}

function chooseNumber(spellings: readonly Spelling[], usage: Usage): readonly Spelling[] {
  const plural = spellings.filter(({ written }) => isPlural(lastPart(written)));
  if (plural.length === 0 || plural.length === spellings.length) return spellings;
  if (usage.isCountNoun(normalizeWord(lastPart(plural[0]!.written)))) return plural;
  return spellings.filter((spelling) => !plural.includes(spelling));
}

function countAll(spellings: readonly Spelling[]): number {
  return spellings.reduce((sum, { count }) => sum + count, 0);
}

function lastPart(written: string): string {
  return written.toLowerCase().split(/[\s-]/).at(-1)!;
}

function lowerCase(written: string, usage: Usage): string {
  const tokens = written.split(" ");
  const titled = tokens.filter((token) => TITLE_CASE.test(token));
  if (!titled.every(usage.isLowered)) return written;
  return tokens.map((token) => (TITLE_CASE.test(token) ? token.toLowerCase() : token)).join(" ");
}

/** Capitals throughout, and too long for an acronym. */
function isShouted(spelling: string): boolean {
  return spelling.length > LONGEST_ACRONYM && spelling === spelling.toUpperCase();
}
