import { UserError } from "../error.ts";
import { formatNumber } from "../text/format-figure.ts";
import { isFunctionWord } from "../text/words.ts";
import { foldForm, foldWords } from "./match-words.ts";
import { type Identifier, readIdentifier } from "./read-identifier.ts";
import type { SearchText } from "./search-index.ts";

/** Characters; an abstract has some 2,000. */
export const LONGEST_QUESTION = 10_000;

/** Words that follow each other, and what a paper must have to do with them. */
export type Clause = {
  /** Folded; one or more. */
  words: readonly string[];
  /** Where they must stand; null for anywhere. */
  field: keyof SearchText | null;
  /** Whether papers that have them are left out. */
  isExcluded: boolean;
};

/** A question as it is looked up. */
export type Question = {
  /** The question in plain words, without what is left out and without signs: what a model reads. */
  text: string;
  /** Folded words to rank by, in its order, each form once; not those that only hold sentences together, unless there are no others. */
  words: readonly string[];
  /** What every paper found must meet: "phrases", title:words, and -words that it has not. */
  clauses: readonly Clause[];
  /** The paper that the whole question names; null where it names none. */
  identifier: Identifier | null;
};

/** What stands before a colon, and where its word must stand. */
const FIELD_NAMES: Readonly<Record<string, keyof SearchText>> = {
  title: "title",
  abstract: "abstract",
  author: "authors",
  authors: "authors",
  topic: "label",
};
/** A sign, a field, and a phrase in quotes or one word. */
const PART = new RegExp(
  `(^|\\s)(-?)(?:(${Object.keys(FIELD_NAMES).join("|")}):)?(?:["“”„]([^"“”„]*)["“”„]|([^\\s"“”„]\\S*))`,
  "gi",
);

/** Returns a question as it is looked up; one of signs alone has neither words nor clauses. */
export function parseQuestion(question: string): Question {
  const identifier = readIdentifier(question);
  if (identifier) return parseIdentifier(identifier);
  const clauses: Clause[] = [];
  const kept: string[] = [];
  let end = 0;
  for (const match of question.matchAll(PART)) {
    const [whole, space, sign, name, phrase, word] = match;
    const words = foldWords(phrase ?? word!).map((found) => found.word);
    const field = name === undefined ? null : FIELD_NAMES[name.toLowerCase()]!;
    const isExcluded = sign === "-";
    if (phrase === undefined && field === null && !isExcluded) continue;
    kept.push(question.slice(end, match.index), space!, isExcluded ? "" : `${phrase ?? word} `);
    end = match.index + whole.length;
    if (words.length > 0) clauses.push({ words, field, isExcluded });
  }
  const text = [...kept, question.slice(end)].join("").replace(/\s+/g, " ").trim();
  return { text, words: listWords(text), clauses, identifier: null };
}

/** Where no paper goes by an identifier, those are sought that mention it. */
function parseIdentifier(identifier: Identifier): Question {
  const { arxivId, doi, paperId, address } = identifier;
  const text = arxivId ?? doi ?? paperId ?? address!;
  const words = foldWords(text).map(({ word }) => word);
  return { text, words, clauses: [{ words, field: null, isExcluded: false }], identifier };
}

/**
 * Returns a question as it is looked up. Throws a UserError for a question without words, with only words to leave out, or of more than 10,000 characters.
 */
export function readQuestion(question: string): Question {
  if (question.length > LONGEST_QUESTION)
    throw new UserError(
      `question: ${formatNumber(question.length)} characters, ${formatNumber(LONGEST_QUESTION)} at most. Ask with a title or an abstract.`,
    );
  const read = parseQuestion(question);
  if (read.words.length > 0) return read;
  throw new UserError(
    read.clauses.length > 0
      ? "question: has only words to leave out. Ask with a word to look for, too."
      : "question: has no word. Ask with words, or a sentence.",
  );
}

function listWords(text: string): string[] {
  const words = new Map<string, string>();
  for (const { word } of foldWords(text)) {
    const form = foldForm(word);
    if (!words.has(form)) words.set(form, word);
  }
  const all = [...words.values()];
  const telling = all.filter((word) => !isFunctionWord(word));
  return telling.length > 0 ? telling : all;
}
