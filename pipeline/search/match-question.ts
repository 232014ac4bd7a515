import { foldForm, foldWords } from "./match-words.ts";
import type { Clause, Question } from "./read-question.ts";
import type { SearchIndex, SearchText, SoughtWord } from "./search-index.ts";

/** What a question's words find, by the place of the texts. */
export type QuestionMatch = {
  /** What its words were looked up as. */
  sought: readonly SoughtWord[];
  /** By the words, 0 for a text that holds none. */
  scores: Float64Array;
  /** 1 where a text holds all words, or is what the question names. */
  whole: Uint8Array;
  /** 1 where a text meets all clauses; null where there are none. */
  allowed: Uint8Array | null;
};

/** A question of more words was not typed: its words are taken as they are. */
const MOST_CORRECTED = 16;

/** Returns what a question's words find in an index. `named`: the places of the texts that the question names; none or null where it names none, and is looked up by its words. */
export function matchQuestion(
  index: SearchIndex,
  { words, clauses }: Question,
  named: readonly number[] | null,
): QuestionMatch {
  const count = index.texts.length;
  if (named !== null && named.length > 0) {
    const whole = new Uint8Array(count);
    for (const row of named) whole[row] = 1;
    return { sought: [], scores: Float64Array.from(whole), whole, allowed: null };
  }
  const sought = index.seek(words, words.length <= MOST_CORRECTED);
  const { scores, held } = index.score(sought);
  return {
    sought,
    // A question that only leaves out finds all the others.
    scores: sought.length === 0 ? scores.fill(1) : scores,
    whole: Uint8Array.from(held, (number) => (number === sought.length ? 1 : 0)),
    allowed: clauses.length === 0 ? null : findAllowed(index, clauses),
  };
}

/** Returns which texts have the words of a clause, in any number and spelling, one after the other; a clause that leaves out is taken as one that keeps. */
export function findClause(index: SearchIndex, { words, field }: Omit<Clause, "isExcluded">): Uint8Array {
  const forms = words.map((word) => index.listForms(word));
  const counts = new Uint16Array(index.texts.length);
  for (const [place, group] of forms.entries())
    for (const form of group) for (const row of index.listHolders(form)) if (counts[row] === place) counts[row]!++;
  const isSettled = words.length === 1 && field === null;
  const test = isSettled ? null : createTest(forms);
  const fields = field === null ? (["title", "label", "authors", "abstract"] as const) : [field];
  return Uint8Array.from(counts, (number, row) => {
    if (number < words.length) return 0;
    return !test || fields.some((name) => test(index.texts[row]![name])) ? 1 : 0;
  });
}

/** What clauses found in an index: while more is typed, they are asked again. */
const found = new WeakMap<SearchIndex, Map<string, Uint8Array>>();

function recallClause(index: SearchIndex, { words, field }: Clause): Uint8Array {
  const known = found.get(index) ?? new Map<string, Uint8Array>();
  found.set(index, known);
  const name = `${field ?? ""}:${words.join(" ")}`;
  const mask = known.get(name) ?? findClause(index, { words, field });
  known.set(name, mask);
  return mask;
}

function findAllowed(index: SearchIndex, clauses: readonly Clause[]): Uint8Array {
  const allowed = new Uint8Array(index.texts.length).fill(1);
  for (const clause of clauses) {
    const held = recallClause(index, clause);
    for (let row = 0; row < allowed.length; row++) if (held[row] === Number(clause.isExcluded)) allowed[row] = 0;
  }
  return allowed;
}

/** Returns a test whether words, each in one of its forms, follow each other in a text. */
function createTest(forms: readonly (readonly string[])[]): (text: SearchText[keyof SearchText]) => boolean {
  const asked = forms.map((group) => new Set(group));
  // Words of plain letters are sought by a pattern, which is much faster than to fold every word.
  const isPlain = forms.every((group) => group.every((form) => /^[a-z0-9]+$/.test(form)));
  const edge = "(?:[^\\p{L}\\p{N}]|\\p{Ideographic})";
  const plain = new RegExp(
    `(?:^|${edge})${forms.map((group) => `(?:${group.join("|")})`).join("[^\\p{L}\\p{N}]+")}(?:$|${edge})`,
    "iu",
  );
  return (text) => {
    if (isPlain) return plain.test(foldAccents(text));
    const words = foldWords(text);
    return words.some((_, start) => asked.every((group, offset) => group.has(words[start + offset]?.word ?? "")));
  };
}

/** Returns a text whose words have no accents; signs go first, since some would become letters. */
function foldAccents(text: string): string {
  if (/^[\u0000-\u007f]*$/.test(text)) return text;
  return text
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "");
}

/** Returns a question's text with misspelt words put right, for a model to read. */
export function correctText(text: string, sought: readonly SoughtWord[]): string {
  const corrections = new Map(
    sought.flatMap(({ word, corrected }) => (corrected === null ? [] : [[foldForm(word), corrected] as const])),
  );
  return foldWords(text).reduceRight((corrected, { word, start, end }) => {
    const other = corrections.get(foldForm(word));
    return other === undefined ? corrected : corrected.slice(0, start) + other + corrected.slice(end);
  }, text);
}
