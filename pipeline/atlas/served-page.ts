import type { SoughtWord } from "../search/search-index.ts";
import type { NameLists } from "./pack-details.ts";

/** What a page is told that a server gives out; a page opened from a file is told nothing. */
export type ServedPage = {
  /** Which result the page was made of: the server answers for this one or says that there is a newer. */
  version: string;
  /** Whether the page holds all long texts; else it asks for those that it shows. */
  holdsTexts: boolean;
};

/** Id of the data block that says so. */
export const SERVED_BLOCK = "atlas-server";

/** What the page asks its server, all with `version`. */
export const ADDRESSES = {
  page: "/",
  /** `q`: a question. A `ServedAnswer`. */
  search: "/search",
  /** `rows`: such as 3,7,10-20. Long texts of these papers, packed, in this order. */
  texts: "/texts",
  /** Terms that tie papers to their topics, of all papers, as `NameLists`. */
  terms: "/terms",
  /** Details of all papers, packed. */
  details: "/details",
} as const;

/** Rows that may be asked for at once: a few hundred KB of text. */
export const MOST_ROWS = 400;
/** Characters of a question. */
export const LONGEST_QUESTION = 1000;

/** Papers in the order of a question. */
export type ServedAnswer = {
  found_by: "meaning and words" | "words";
  /** What the reader should know, such as why the meaning was not used; null for nothing. */
  note: string | null;
  /** Words of the question as they were looked up. */
  sought: readonly SoughtWord[];
  /** The first so many of `rows` hold all words, or are what the question names. */
  whole: number;
  /** Rows of the papers, the best first: by meaning all of the map, by words those that hold one. */
  rows: Uint32Array;
  /** In hundredths of a standard deviation above the mean paper, in the order of `rows`. */
  scores: Int16Array;
};

/** Terms of all papers. */
export type ServedTerms = NameLists;

/** What a server says when it does not answer; `isNewer`: the page is of an older result than it has. */
export type ServedError = { error: string; isNewer?: true };

/** Returns rows as the text of an address: runs of neighbours as first-last. */
export function writeRows(rows: readonly number[]): string {
  const parts: string[] = [];
  for (let start = 0; start < rows.length; ) {
    let end = start;
    while (rows[end + 1] === rows[end]! + 1) end++;
    parts.push(start === end ? String(rows[start]) : `${rows[start]}-${rows[end]}`);
    start = end + 1;
  }
  return parts.join();
}

/** Returns the rows that a text names, each below `count`; null where it names none, others, or more than may be asked for at once. */
export function readRows(text: string, count: number): number[] | null {
  const rows: number[] = [];
  if (text.length > MOST_ROWS * 16) return null;
  for (const part of text.split(",")) {
    const [, first, last = first] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part) ?? [];
    if (first === undefined) return null;
    const [from, to] = [Number(first), Number(last)];
    if (from > to || to >= count || rows.length + to - from >= MOST_ROWS) return null;
    for (let row = from; row <= to; row++) rows.push(row);
  }
  return rows;
}
