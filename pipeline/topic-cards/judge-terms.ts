import { roundFigure } from "../text/format-figure.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { locateTerms } from "./locate-terms.ts";

/** A term and the papers of each of two topics that contain it, as number and as share of those compared. */
export type JudgedTerm = {
  term: string;
  documents: [number, number];
  shares: [number, number];
  /** Whose it is: of the first or second topic (0, 1), or of both (null): of both where the smaller share is at least half of the larger. */
  side: 0 | 1 | null;
};

const LEAST_SHARED = 0.5;
const DIGITS = 4;

/** Returns terms, each once, with the papers of two topics that contain it: those that part them most first. A term in no paper is left out. */
export function judgeTerms(
  terms: readonly string[],
  texts: readonly [readonly string[], readonly string[]],
  rules: LanguageRules,
): JudgedTerm[] {
  const once = [...new Set(terms)];
  const border = texts[0].length;
  return locateTerms(once, texts.flat(), rules)
    .map((rows, place) => {
      const first = rows.filter((row) => row < border).length;
      const documents: [number, number] = [first, rows.length - first];
      const shares: [number, number] = [share(documents[0], texts[0].length), share(documents[1], texts[1].length)];
      return { term: once[place]!, documents, shares, side: judgeSide(shares) };
    })
    .filter(({ documents }) => documents[0] + documents[1] > 0)
    .sort((a, b) => difference(b) - difference(a));
}

function judgeSide([first, second]: [number, number]): 0 | 1 | null {
  const [less, more] = first < second ? [first, second] : [second, first];
  if (less >= LEAST_SHARED * more) return null;
  return first > second ? 0 : 1;
}

function share(count: number, papers: number): number {
  return papers === 0 ? 0 : roundFigure(count / papers, DIGITS);
}

function difference({ shares }: JudgedTerm): number {
  return Math.abs(shares[0] - shares[1]);
}
