import { isFunctionWord } from "../text/words.ts";
import { listEditions, listNumbers, listYears } from "./numbers-in-words.ts";
import type { WordTable } from "./word-table.ts";

/** The words of a text in order, as they are compared: those of the title, of what stands before its colon, and of the abstract. */
export type ComparedWords = { head: string[]; title: string[]; abstract: string[] };

/** Words of a title that make it a piece on another piece, and none a paper has in one source and lacks in the next. */
const REMARKS = new Set(
  "reply replies response responses comment comments commentary rejoinder discussion erratum errata corrigendum corrigenda correction retraction retracted addendum supplement supplementary appendix".split(
    " ",
  ),
);

/** Words of a text from which on likeness says something. */
const FEWEST_WORDS = 12;

/** Two spellings of one word, such as a renamed method, share at least this part of the longer one at their ends. */
const SPELLED_ALIKE = 0.5;

/** Words of a title that are looked at as its subject. */
const MOST_SUBJECTS = 60;

/** Numbers of an abstract from which on others in their place are no revised result. */
const FEWEST_NUMBERS = 3;

/** Words other than numbers that two texts of one template share at least. */
const SAME_TEMPLATE = 0.95;

/** Returns a text's words in order. */
export function readWords({ words, starts, headEnds, titleEnds, spellings }: WordTable, row: number): ComparedWords {
  const spell = (start: number, end: number) => Array.from(words.subarray(start, end), (word) => spellings[word]!);
  return {
    head: spell(starts[row]!, headEnds[row]!),
    title: spell(starts[row]!, titleEnds[row]!),
    abstract: spell(titleEnds[row]!, starts[row + 1]!),
  };
}

/**
 * Returns in words what tells two texts apart however alike they are: parts, years, editions and versions of one series, replies and
 * corrections, one template filled with other names or numbers. Null where nothing does.
 */
export function findDistinction(a: ComparedWords, b: ComparedWords): string | null {
  return (
    findShortness(a, b) ??
    compareLists("numbers in the titles", listNumbers(a.title), listNumbers(b.title)) ??
    findRemark(a.title, b.title) ??
    compareDisjoint("years", listYears(a.abstract), listYears(b.abstract)) ??
    compareDisjoint("editions", listEditions(a.abstract), listEditions(b.abstract)) ??
    findOtherName(a, b) ??
    findOtherNumbers(a.abstract, b.abstract)
  );
}

/** In order: of "study 1-2" and "study 2-1" each is its own. */
function compareLists(what: string, a: readonly string[], b: readonly string[]): string | null {
  const [left, right] = [a, b].map((values) => values.join(", "));
  return left === right ? null : `other ${what}: ${left || "none"} | ${right || "none"}`;
}

/** A text may name more years than another; that of what it is about is then among both. */
function compareDisjoint(what: string, a: readonly string[], b: readonly string[]): string | null {
  const isDisjoint = a.length > 0 && b.length > 0 && !a.some((value) => b.includes(value));
  return isDisjoint ? compareLists(what, [...new Set(a)], [...new Set(b)]) : null;
}

function findShortness(a: ComparedWords, b: ComparedWords): string | null {
  const fewest = Math.min(...[a, b].map(({ title, abstract }) => title.length + abstract.length));
  return fewest < FEWEST_WORDS ? `too short to tell: ${fewest} words, ${FEWEST_WORDS} are needed` : null;
}

function findRemark(a: readonly string[], b: readonly string[]): string | null {
  for (const word of REMARKS) if (a.includes(word) !== b.includes(word)) return `one title alone has the word ${word}`;
  return null;
}

/**
 * Finds a word of each title that the other text has nowhere, and its own abstract has: the subject of another paper. A name before the
 * colon may change from version to version, and so may a word's form, unless it is the only word that the titles differ in.
 */
function findOtherName(a: ComparedWords, b: ComparedWords): string | null {
  const areForms = !differInOneWord(a.title, b.title);
  const left = listOwnSubjects(a, b, areForms);
  const right = listOwnSubjects(b, a, areForms);
  for (const word of left)
    for (const other of right)
      if (!isSpelledAlike(word, other)) return `another word in title and abstract: ${word} | ${other}`;
  return null;
}

function differInOneWord(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.filter((word, place) => word !== b[place]).length === 1;
}

/** `areForms`: whether a word is known to the other text where a form of it is. */
function listOwnSubjects(own: ComparedWords, other: ComparedWords, areForms: boolean): string[] {
  const others = new Set([...other.title, ...other.abstract]);
  const abstract = new Set(own.abstract);
  const isSubject = (word: string) =>
    word.length > 2 &&
    !isFunctionWord(word) &&
    !others.has(word) &&
    abstract.has(word) &&
    !(areForms && [...others].some((known) => known.length > 2 && isFormOf(word, known)));
  return [...new Set(own.title.slice(own.head.length))].slice(0, MOST_SUBJECTS).filter(isSubject);
}

/** Whether one word begins with the other: forms, plurals, parts of a word with a hyphen. */
function isFormOf(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long.startsWith(short.slice(0, Math.max(4, short.length - 2)));
}

function isSpelledAlike(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return start + end >= SPELLED_ALIKE * longest;
}

/** The same words with other numbers are two reports of one template, not two versions: those change words as well. */
function findOtherNumbers(a: readonly string[], b: readonly string[]): string | null {
  const numbers = [a, b].map((words) => new Set(listNumbers(words))) as [Set<string>, Set<string>];
  if (numbers.some(({ size }) => size < FEWEST_NUMBERS) || measureOverlap(...numbers) > 0.25) return null;
  const words = [a, b].map((all) => new Set(all.filter((word) => !/\p{N}/u.test(word)))) as [Set<string>, Set<string>];
  return measureOverlap(...words) >= SAME_TEMPLATE ? "the same words with other numbers" : null;
}

function measureOverlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((value) => b.has(value)).length;
  return shared / Math.max(1, a.size + b.size - shared);
}
