import type { NearestPapers } from "../search/spread-scores.ts";
import type { AtlasTexts, TextSpan } from "./atlas-data.ts";
import { type PackedDetails, packDetails, unpackDetails } from "./pack-details.ts";

/** The long texts as they travel: their spans in columns, which take a tenth of what objects would. */
export type PackedTexts = {
  abstract: string[];
  terms: SpanColumns;
  sentences: SpanColumns;
  details: PackedDetails;
  nearest?: PackedNearest;
};

/** The nearest papers, paper after paper. */
type PackedNearest = {
  /** How many each paper has. */
  count: Uint8Array;
  row: Uint32Array;
  /** In ten-thousandths. */
  similarity: Int16Array;
};

/** Spans of the papers' texts, paper after paper. */
export type SpanColumns = {
  /** How many each paper has. */
  count: Uint16Array;
  /** 0 in the title, 1 in the abstract, 2 nowhere: the column has no sign. Unpacked, it is a name, and null for nowhere. */
  field: Uint8Array;
  start: Uint32Array;
  length: Uint32Array;
  /** In thousandths. */
  score: Int32Array;
  /** What does not stand in the text as it is; else "". Left out where none does. */
  word?: string[];
};

type ScoredSpan = { span: TextSpan | null; score: number; word: string };

const FIELDS = ["title", "abstract"] as const;
const NOWHERE = FIELDS.length;
const SCORE_UNIT = 1000;

/** Returns the texts in columns. Scores keep three decimals. */
export function packTexts(
  { abstract, terms, sentences, details, nearest }: AtlasTexts,
  titles: readonly string[],
): PackedTexts {
  const textOf = (row: number, span: TextSpan) =>
    (span.field === "title" ? titles : abstract)[row]!.slice(span.start, span.end);
  return {
    abstract,
    terms: packSpans(
      terms.map((list, row) =>
        list.map(({ term, weight, span }) => ({
          span,
          score: weight,
          word: span && textOf(row, span) === term ? "" : term,
        })),
      ),
    ),
    sentences: packSpans(sentences.map((list) => list.map(({ span, score }) => ({ span, score, word: "" })))),
    details: packDetails(details),
    ...(nearest && { nearest: packNearest(nearest) }),
  };
}

/** Returns the texts that `packTexts` was given. */
export function unpackTexts(
  { abstract, terms, sentences, details, nearest }: PackedTexts,
  titles: readonly string[],
): AtlasTexts {
  const textOf = (row: number, span: TextSpan) =>
    (span.field === "title" ? titles : abstract)[row]!.slice(span.start, span.end);
  return {
    abstract,
    terms: unpackSpans(terms).map((list, row) =>
      list.map(({ span, score, word }) => ({ term: word || (span ? textOf(row, span) : ""), weight: score, span })),
    ),
    sentences: unpackSpans(sentences).map((list) => list.flatMap(({ span, score }) => (span ? [{ span, score }] : []))),
    details: unpackDetails(details, abstract.length),
    ...(nearest && { nearest: unpackNearest(nearest) }),
  };
}

function packSpans(lists: readonly ScoredSpan[][]): SpanColumns {
  const all = lists.flat();
  const columns: SpanColumns = {
    count: Uint16Array.from(lists, (list) => list.length),
    field: Uint8Array.from(all, ({ span }) => (span ? FIELDS.indexOf(span.field) : NOWHERE)),
    start: Uint32Array.from(all, ({ span }) => span?.start ?? 0),
    length: Uint32Array.from(all, ({ span }) => (span ? span.end - span.start : 0)),
    score: Int32Array.from(all, ({ score }) => Math.round(score * SCORE_UNIT)),
  };
  if (all.some(({ word }) => word !== "")) columns.word = all.map(({ word }) => word);
  return columns;
}

function unpackSpans({ count, field, start, length, score, word }: SpanColumns): ScoredSpan[][] {
  let next = 0;
  return Array.from(count, (size) =>
    Array.from({ length: size }, (): ScoredSpan => {
      const index = next++;
      const name = FIELDS[field[index]!];
      const span = name ? { field: name, start: start[index]!, end: start[index]! + length[index]! } : null;
      return { span, score: score[index]! / SCORE_UNIT, word: word?.[index] ?? "" };
    }),
  );
}

function packNearest(nearest: readonly NearestPapers[]): PackedNearest {
  return {
    count: Uint8Array.from(nearest, ({ rows }) => rows.length),
    row: Uint32Array.from(nearest.flatMap(({ rows }) => Array.from(rows))),
    similarity: Int16Array.from(nearest.flatMap(({ similarity }) => Array.from(similarity))),
  };
}

function unpackNearest({ count, row, similarity }: PackedNearest): NearestPapers[] {
  let end = 0;
  return Array.from(count, (size) => {
    const start = end;
    end += size;
    return { rows: row.subarray(start, end), similarity: similarity.subarray(start, end) };
  });
}
