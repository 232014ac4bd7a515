import { ENGLISH } from "../text/languages/english.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { keyOfToken } from "../text/phrase-keys.ts";
import type { Phrase } from "../text/phrases.ts";
import { countCodePoints, type Sentence, splitSentences } from "../text/sentences.ts";

/** A document: its text, which begins with its title. */
export type TitledText = { title: string; text: string };

/** A sentence of one document that contains one of the phrases. */
export type Evidence = { row: number; term: string; sentence: Sentence };

type CitedPhrase = Pick<Phrase, "surface" | "forms" | "parts">;
type IsCited = (sentence: Sentence, document: TitledText) => boolean;

/** The spellings of a phrase as keys, and in how many words they may be written at most. */
type Spellings = { forms: ReadonlySet<string>; longest: number };

/**
 * Returns up to `limit` sentences that carry a label: of each document, in the order of `rows`, the first sentence below its title
 * that contains one of the phrases in any spelling. Phrases take turns while each has documents left. Titles, which say nothing of
 * their documents beyond themselves, are cited where there is no such sentence at all.
 */
export function findEvidence(
  documents: readonly TitledText[],
  rows: readonly number[],
  phrases: readonly CitedPhrase[],
  limit: number,
  rules: LanguageRules = ENGLISH,
): Evidence[] {
  const cite = (isCited: IsCited) =>
    takeTurns(
      phrases.map((phrase) => citeDocuments(documents, rows, phrase, rules, isCited)),
      limit,
    );
  const found = cite(({ start }, { title }) => start >= countCodePoints(title));
  return found.length > 0 ? found : cite(() => true);
}

function takeTurns(sources: readonly Iterator<Evidence, void>[], limit: number): Evidence[] {
  const open = new Set(sources);
  const evidence: Evidence[] = [];
  const cited = new Set<number>();
  for (let turn = 0; evidence.length < limit && open.size > 0; turn++) {
    const source = sources[turn % sources.length]!;
    const next = source.next();
    if (next.done) open.delete(source);
    else if (!cited.has(next.value.row)) {
      cited.add(next.value.row);
      evidence.push(next.value);
    }
  }
  return evidence;
}

function* citeDocuments(
  documents: readonly TitledText[],
  rows: readonly number[],
  phrase: CitedPhrase,
  rules: LanguageRules,
  isCited: IsCited,
): Generator<Evidence, void> {
  const spellings = {
    forms: new Set(phrase.forms),
    longest: phrase.parts.length + 1,
  };
  for (const row of rows) {
    const document = documents[row]!;
    if (!mayContain(document, phrase.forms, rules)) continue;
    const sentence = splitSentences(document.text).find(
      (candidate) => isCited(candidate, document) && containsPhrase(candidate.text, spellings, rules),
    );
    if (sentence) yield { row, term: phrase.surface, sentence };
  }
}

/** Whether the words of a text, run together, contain a spelling: quick, and never wrongly no. */
function mayContain(document: TitledText, forms: readonly string[], rules: LanguageRules): boolean {
  const words = runTogether(document, rules);
  return forms.some((form) => words.includes(form));
}

const wordsOfDocuments = new WeakMap<LanguageRules, WeakMap<TitledText, string>>();

/** Remembered while the document is: each level looks in it for several phrases. */
function runTogether(document: TitledText, rules: LanguageRules): string {
  const known = wordsOfDocuments.get(rules) ?? new WeakMap<TitledText, string>();
  wordsOfDocuments.set(rules, known);
  let words = known.get(document);
  if (words === undefined) {
    const keys = rules.splitTokens(document.text).map((token) => keyOfToken(token, rules));
    words = keys.join("");
    known.set(document, words);
  }
  return words;
}

function containsPhrase(sentence: string, { forms, longest }: Spellings, rules: LanguageRules): boolean {
  return rules.splitSegments(sentence).some((tokens) => {
    const keys = tokens.map((token) => keyOfToken(token, rules));
    return keys.some((_, start) => {
      let key = "";
      for (let end = start; end < Math.min(start + longest, keys.length); end++) {
        key += keys[end]!;
        if (forms.has(key)) return true;
      }
      return false;
    });
  });
}
