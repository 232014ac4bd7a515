import { hashText } from "../hash.ts";
import { type FieldsOf, fillFields, pickFields, type SourceRecord } from "../input/record.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import { LONGEST_WORD, splitTokens } from "../text/words.ts";

/** Two records, by their place in a list of records, that are one paper. `kept` comes before `merged`. */
export type RepeatEdge = { kept: number; merged: number; kind: string; score: number; reason: string };

/** A row of the table papers. */
export type PaperRow = {
  paper_id: string;
  title: string;
  abstract: string;
  clean_title: string;
  clean_abstract: string;
  text: string;
  text_hash: string;
  urls: string[];
  words: number;
} & FieldsOf<"paper">;

/** What records come to: papers in order of id, the paper of each record, and the edges along which records were merged. */
export type MergedRecords = {
  papers: PaperRow[];
  appearances: { paper_id: string; record: SourceRecord }[];
  duplicates: {
    paper_id: string;
    kept: SourceRecord;
    merged: SourceRecord;
    kind: string;
    score: number;
    reason: string;
  }[];
};

const ID_LENGTH = 16;

/** In UTF-16 units. Ten times the longest abstract of a feed; a model reads no more than its first tenth. */
const LONGEST_TEXT = 20_000;

/** Returns what identifies a paper: its title and abstract in NFKC and lower case, letters and digits only. */
export function normalizeIdentity(title: string, abstract: string): string {
  const normalize = (text: string) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, "");
  return `${normalize(title)}\n${normalize(abstract)}`;
}

/** Returns an edge from each record to the first one before it with the same normalized title and abstract. */
export function findExactRepeats(records: readonly SourceRecord[]): RepeatEdge[] {
  const firsts = new Map<string, number>();
  const edges: RepeatEdge[] = [];
  for (const [index, record] of records.entries()) {
    const identity = normalizeIdentity(record.raw_title, record.raw_abstract);
    const kept = firsts.get(identity);
    if (kept === undefined) {
      firsts.set(identity, index);
      continue;
    }
    const first = records[kept]!;
    const isIdentical = first.raw_title === record.raw_title && first.raw_abstract === record.raw_abstract;
    const reason = isIdentical
      ? "identical title and abstract"
      : "same title and abstract but for case, spacing or punctuation";
    edges.push({ kept, merged: index, kind: "exact", score: 1, reason });
  }
  return edges;
}

/**
 * Merges records along edges; the first record of each group is kept, with each of a paper's fields from the first that gives it.
 * Records must be in order of source and position. Throws when two different papers get the same id.
 */
export function mergeRecords(
  records: readonly SourceRecord[],
  edges: readonly RepeatEdge[],
  hash: (text: string) => string = hashText,
): MergedRecords {
  const keptOf = records.map((_, index) => index);
  const inOrder = edges.toSorted((a, b) => a.merged - b.merged);
  for (const { kept, merged } of inOrder) keptOf[merged] = keptOf[kept]!;

  const papers = new Map<number, PaperRow>();
  const owners = new Map<string, SourceRecord>();
  for (const [index, record] of records.entries()) {
    const paper = papers.get(keptOf[index]!);
    if (paper) {
      fillFields(paper, record);
      continue;
    }
    const made = makePaper(record, hash);
    const owner = owners.get(made.paper_id);
    if (owner) {
      const places = [owner, record].map(({ source, position }) => `record ${position} of ${source}`);
      throw new Error(`two papers of one id: ${made.paper_id}: ${places.join(" and ")}`);
    }
    owners.set(made.paper_id, record);
    papers.set(index, made);
  }
  const idOf = (index: number) => papers.get(keptOf[index]!)!.paper_id;
  return {
    papers: [...papers.values()].sort((a, b) => compareCodeUnits(a.paper_id, b.paper_id)),
    appearances: records.map((record, index) => ({ paper_id: idOf(index), record })),
    duplicates: edges.map(({ kept, merged, ...edge }) => ({
      paper_id: idOf(merged),
      kept: records[keptOf[kept]!]!,
      merged: records[merged]!,
      ...edge,
    })),
  };
}

/** Returns title and abstract as one text: a full stop between, unless the title ends in a mark of its own. */
export function joinText(title: string, abstract: string): string {
  return `${title}${/[.!?…。！？]["'”’)\]]*$/.test(title) ? "" : "."} ${abstract}`;
}

/** Returns the beginning of a text, of at most 20,000 characters, up to the end of a word: what is left out of a longer one is not searched. */
function cutText(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const cut = text.slice(0, LONGEST_TEXT);
  return cut
    .slice(0, Math.max(cut.lastIndexOf(" "), LONGEST_TEXT - LONGEST_WORD))
    .replace(/\p{Cs}$/u, "")
    .trimEnd();
}

/** Returns how many papers have a text that is not all of their title and abstract. */
export function countCutTexts(papers: readonly PaperRow[]): number {
  return papers.filter(
    ({ text, clean_title, clean_abstract }) => text.length < joinText(clean_title, clean_abstract).length,
  ).length;
}

/** Returns how many stretches between spaces hold a letter or digit. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((stretch) => splitTokens(stretch).length > 0).length;
}

function makePaper(record: SourceRecord, hash: (text: string) => string): PaperRow {
  const { raw_title, raw_abstract, clean_title, clean_abstract, urls } = record;
  const text = cutText(joinText(clean_title, clean_abstract));
  return {
    paper_id: hash(normalizeIdentity(raw_title, raw_abstract)).slice(0, ID_LENGTH),
    title: raw_title,
    abstract: raw_abstract,
    clean_title,
    clean_abstract,
    text,
    text_hash: hash(text),
    urls,
    words: countWords(clean_abstract),
    ...pickFields(record, "paper"),
  };
}
