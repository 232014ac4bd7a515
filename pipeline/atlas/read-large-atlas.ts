import type { Database } from "../database/database.ts";
import { PAPER_DETAILS } from "../papers/paper-details.ts";
import type { AtlasTexts } from "./atlas-data.ts";
import type {
  AtlasAppearanceColumns,
  AtlasDetailColumns,
  AtlasNearestColumns,
  AtlasPaperColumns,
  AtlasPaperRow,
  AtlasPaperSentenceRow,
  AtlasPaperTermRow,
} from "./atlas-rows.ts";
import { APPEARANCE_FIELDS, type AtlasColumns, listDetails, PAPER_FIELDS } from "./build-atlas-data.ts";
import { toTenThousandths } from "./build-paper-columns.ts";
import {
  LARGE_APPEARANCES,
  LARGE_NEAREST,
  LARGE_PAPERS,
  LARGE_SENTENCES,
  LARGE_TERMS,
  LARGE_TEXTS,
} from "./large-queries.ts";
import { walkColumns } from "./sorted-columns.ts";
import { readSpansOf } from "./text-spans.ts";

/** The long texts of some papers that follow each other. */
export type TextBlock = { titles: string[]; texts: Required<AtlasTexts> };

type ColumnsOf<Row> = { [Name in keyof Row]: readonly Row[Name][] };
type Placed<Row> = ColumnsOf<Omit<Row, "paper_id">> & { row: readonly number[] };
type TextColumns = ColumnsOf<Pick<AtlasPaperRow, "title" | "abstract" | "text"> & AtlasDetailColumns>;

/** Reads what the page itself holds of the papers; the nearest ones come with their long texts. */
export async function readLargeColumns(database: Database): Promise<AtlasColumns> {
  return {
    papers: await database.queryColumns<AtlasPaperColumns>(LARGE_PAPERS, PAPER_FIELDS),
    appearances: await database.queryColumns<AtlasAppearanceColumns>(LARGE_APPEARANCES, APPEARANCE_FIELDS),
    nearest: null,
  };
}

/** Reads the long texts of the papers in the same order, `size` papers at a time. */
export async function* readTextBlocks(database: Database, size: number): AsyncGenerator<TextBlock> {
  const terms = walkColumns(database.streamColumns<Placed<AtlasPaperTermRow>>(LARGE_TERMS));
  const sentences = walkColumns(database.streamColumns<Placed<AtlasPaperSentenceRow>>(LARGE_SENTENCES));
  const nearest = walkColumns(
    database.streamColumns<{ [Name in keyof AtlasNearestColumns]: readonly number[] }>(LARGE_NEAREST),
  );
  try {
    let first = 0;
    for await (const papers of readBlocks(database.streamColumns<TextColumns>(LARGE_TEXTS), size)) {
      const count = papers.title.length;
      const empty = <Item>(): Item[][] => Array.from({ length: count }, () => []);
      const near = Array.from({ length: count }, () => ({ rows: [] as number[], similarity: [] as number[] }));
      const texts: Required<AtlasTexts> = {
        abstract: [...papers.abstract],
        terms: empty(),
        sentences: empty(),
        details: papers.title.map((_, row) => listDetails(pickDetails(papers, row))),
        nearest: near,
      };
      const readSpan = papers.title.map((title, row) =>
        readSpansOf({ title, abstract: papers.abstract[row]!, text: papers.text[row]! }),
      );
      const place = (row: number, start: number | null, end: number | null) =>
        start === null || end === null ? null : readSpan[row]!(start, end);
      const from = first;
      first += count;
      await terms.visitBelow(first, ({ row, term, weight, start_offset, end_offset }, at) => {
        const span = place(row[at]! - from, start_offset[at]!, end_offset[at]!);
        texts.terms[row[at]! - from]!.push({ term: term[at]!, weight: weight[at]!, span });
      });
      await sentences.visitBelow(first, ({ row, score, start_offset, end_offset }, at) => {
        const span = place(row[at]! - from, start_offset[at]!, end_offset[at]!);
        if (span) texts.sentences[row[at]! - from]!.push({ span, score: score[at]! });
      });
      await nearest.visitBelow(first, ({ row, neighbor, similarity }, at) => {
        near[row[at]! - from]!.rows.push(neighbor[at]!);
        near[row[at]! - from]!.similarity.push(toTenThousandths(similarity[at]!));
      });
      yield { titles: [...papers.title], texts };
    }
  } finally {
    await Promise.all([terms.close(), sentences.close(), nearest.close()]);
  }
}

/** Returns batches of columns as blocks of `size` rows; the last may have fewer. */
async function* readBlocks<Columns extends Record<string, readonly unknown[]>>(
  batches: AsyncGenerator<Columns>,
  size: number,
): AsyncGenerator<Columns> {
  let names: string[] = [];
  let held: unknown[][] = [];
  const cut = (count: number) =>
    Object.fromEntries(names.map((name, place) => [name, held[place]!.splice(0, count)])) as unknown as Columns;
  for await (const batch of batches) {
    names = Object.keys(batch);
    held = names.map((name, place) => [...(held[place] ?? []), ...batch[name]!]);
    while (held[0]!.length >= size) yield cut(size);
  }
  if ((held[0]?.length ?? 0) > 0) yield cut(size);
}

function pickDetails(papers: TextColumns, row: number): AtlasDetailColumns {
  return Object.fromEntries(PAPER_DETAILS.map((name) => [name, papers[name][row]])) as AtlasDetailColumns;
}
