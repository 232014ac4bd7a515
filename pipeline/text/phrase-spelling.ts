import { compareCodeUnits } from "./compare-code-units.ts";
import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { keyOfPhrase } from "./phrase-keys.ts";
import { NO_TOKEN, type TokenPlaces } from "./token-places.ts";

/** How often a phrase is spelled in a way, and how often of that no longer phrase went on after it. */
export type Spelling = { written: string; count: number; atEnd: number };

/** How the words of a corpus are written. */
export type Usage = {
  /** Whether a word in title case is also written without capitals in a fair share of its uses, so that it is no name. */
  isLowered(token: string): boolean;
  /** Whether a normalised word is in the plural in a fair share of its uses, so that it counts things. */
  isCountNoun(word: string): boolean;
};

/** How often a word is used, in lower case, at the end of a noun phrase, and there in the plural. */
type WordUsage = { count: number; lower: number; atEnd: number; plural: number };

/** A token's words, parted at hyphens; `isPlural` is said of the last. */
type ReadToken = { parts: { usage: WordUsage; isLower: boolean }[]; isPlural: boolean; isFunctionWord: boolean };

const LEAST_SPELLED_OUT = 0.2;
const LEAST_PLURAL = 0.25;
const LEAST_LOWER_CASE = 0.15;
const LONGEST_ACRONYM = 6;
const TITLE_CASE = /^\p{Lu}[\p{Ll}’']+(?:-\p{L}[\p{Ll}’']*)*$/u;

/**
 * Returns how a phrase is shown: acronyms spelled out where a fifth of its uses are; in the plural where its last word counts things and the corpus has it so; of these as it is
 * commonest where nothing goes on ("time series", not "time-series forecasting"), equals by code unit; in lower case unless a word is a name.
 */
export function chooseSpelling(
  spellings: readonly Spelling[],
  key: string,
  usage: Usage,
  rules: LanguageRules = ENGLISH,
): string {
  const spelledOut = spellings.filter(({ written }) => keyOfPhrase(written, rules) === key);
  const isUsed = countAll(spelledOut) >= LEAST_SPELLED_OUT * countAll(spellings);
  const ofOneNumber = chooseNumber(isUsed ? spelledOut : spellings, usage, rules);
  const plain = ofOneNumber.filter(({ written }) => !isShouted(written));
  const [commonest] = [...(plain.length > 0 ? plain : ofOneNumber)].sort(
    (a, b) => b.atEnd - a.atEnd || b.count - a.count || compareCodeUnits(a.written, b.written),
  );
  return lowerCase(commonest!.written, usage, rules);
}

/** Counts how the words of texts are written. Number is counted where a word ends a noun phrase. */
export function readUsage({ tokens, places }: TokenPlaces, rules: LanguageRules = ENGLISH): Usage {
  const words = new Map<string, WordUsage>();
  const read = tokens.map((token) => readToken(token, words, rules));
  for (let place = 0; place < places.length; place++) {
    if (places[place] === NO_TOKEN) continue;
    const { parts, isPlural } = read[places[place]!]!;
    for (const { usage, isLower } of parts) {
      usage.count++;
      if (isLower) usage.lower++;
    }
    const next = places[place + 1]!;
    if (next !== NO_TOKEN && !read[next]!.isFunctionWord) continue;
    const { usage } = parts[parts.length - 1]!;
    usage.atEnd++;
    if (isPlural) usage.plural++;
  }
  return {
    isLowered: (token) =>
      token.split("-").every((part) => {
        const counted = words.get(rules.normalizeWord(part.toLowerCase()));
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

/** Reads a token once for all of its uses. Each of its words gets a place in `words`. */
function readToken(token: string, words: Map<string, WordUsage>, rules: LanguageRules): ReadToken {
  const parts = token.split("-").map((part) => {
    const lower = part.toLowerCase();
    const word = rules.normalizeWord(lower);
    const usage = words.get(word) ?? { count: 0, lower: 0, atEnd: 0, plural: 0 };
    words.set(word, usage);
    return { usage, isLower: part === lower };
  });
  return {
    parts,
    isPlural: rules.isPlural(token.toLowerCase().split("-").at(-1)!),
    isFunctionWord: rules.isFunctionWord(token.toLowerCase()),
  };
}

function chooseNumber(spellings: readonly Spelling[], usage: Usage, rules: LanguageRules): readonly Spelling[] {
  const plural = spellings.filter(({ written }) => rules.isPlural(lastPart(written)));
  if (plural.length === 0 || plural.length === spellings.length) return spellings;
  if (usage.isCountNoun(rules.normalizeWord(lastPart(plural[0]!.written)))) return plural;
  return spellings.filter((spelling) => !plural.includes(spelling));
}

function countAll(spellings: readonly Spelling[]): number {
  return spellings.reduce((sum, { count }) => sum + count, 0);
}

function lastPart(written: string): string {
  return written.toLowerCase().split(/[\s-]/).at(-1)!;
}

function lowerCase(written: string, usage: Usage, { lowers }: LanguageRules): string {
  if (lowers === "first") return lowerFirst(written, usage);
  const tokens = written.split(" ");
  const titled = tokens.filter((token) => TITLE_CASE.test(token));
  if (!titled.every(usage.isLowered)) return written;
  return tokens.map((token) => (TITLE_CASE.test(token) ? token.toLowerCase() : token)).join(" ");
}

/** Takes the capital off a first word that is no noun, before others: "künstliche Intelligenz". */
function lowerFirst(written: string, usage: Usage): string {
  const [first = "", ...others] = written.split(" ");
  const isLowered = others.length > 0 && TITLE_CASE.test(first) && usage.isLowered(first);
  return isLowered ? [first.toLowerCase(), ...others].join(" ") : written;
}

/** Capitals throughout, and too long for an acronym. */
function isShouted(spelling: string): boolean {
  return spelling.length > LONGEST_ACRONYM && spelling === spelling.toUpperCase();
}
