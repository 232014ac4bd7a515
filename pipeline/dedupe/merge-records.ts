import type { FieldsOf } from "../input/record.ts";
import type { TextEdge } from "./group-texts.ts";
import { nameText, type RecordKey } from "./record-key.ts";

/** Two records, by their place in a list of records, that are one paper. */
export type RepeatEdge = { kept: number; merged: number; kind: string; score: number; reason: string };

/** A field that the record kept lacks, and the place of the record that gives it. */
export type FieldOrigin = { field: string; origin: number };

/** A paper as it is merged from records. */
export type MergedPaper = {
  paper_id: string;
  /** Each field from the record kept, else from the first of its other records that gives it. */
  fields: FieldsOf<"paper">;
  origins: FieldOrigin[];
};

/** What records come to, all by their place in the list. */
export type MergedRecords = {
  /** The papers, by the record that is kept of each. */
  papers: Map<number, MergedPaper>;
  /** The record that is kept of each record's paper. */
  keptOf: Int32Array;
  /** An edge to each merged record from the one that is kept. */
  duplicates: RepeatEdge[];
};

/**
 * Merges records: those of one text, and those of texts that `edges` lead from to the text that is kept. Of a text the first record is kept. A
 * paper's id is that of the text of its first record, whichever is kept, so that it stays when later ones are added. Throws when two different
 * texts have the same id.
 */
export function mergeRecords(
  records: readonly RecordKey[],
  edges: ReadonlyMap<string, TextEdge> = new Map(),
): MergedRecords {
  const firsts = findFirstRecords(records);
  const keptOf = new Int32Array(records.length);
  const duplicates: RepeatEdge[] = [];
  const papers: MergedRecords["papers"] = new Map();
  const later: number[] = [];
  for (const [index, record] of records.entries()) {
    const text = nameText(record.identity);
    const edge = edges.get(text);
    const kept = firsts.get(edge?.kept ?? text);
    if (kept === undefined) throw new Error(`text kept in the stead of ${text}: ${edge!.kept}: not there`);
    keptOf[index] = kept;
    if (!papers.has(kept)) papers.set(kept, { paper_id: text, fields: records[kept]!.fields, origins: [] });
    if (index === kept) continue;
    later.push(index);
    duplicates.push({ kept, merged: index, ...describeEdge(records[kept]!, record, edge) });
  }
  for (const index of later) fillFields(papers.get(keptOf[index]!)!, records[index]!, index);
  return { papers, keptOf, duplicates };
}

function describeEdge(kept: RecordKey, merged: RecordKey, edge: TextEdge | undefined) {
  if (edge !== undefined) return { kind: edge.kind, score: edge.score, reason: edge.evidence };
  const reason =
    kept.wording === merged.wording
      ? "identical title and abstract"
      : "same title and abstract but for case, spacing or punctuation";
  return { kind: "exact", score: 1, reason };
}

/** Returns the first record of each text, by the id of the text. */
function findFirstRecords(records: readonly RecordKey[]): Map<string, number> {
  const firsts = new Map<string, number>();
  for (const [index, record] of records.entries()) {
    const text = nameText(record.identity);
    const first = firsts.get(text);
    if (first === undefined) firsts.set(text, index);
    else if (records[first]!.identity !== record.identity) {
      const places = [records[first]!, record].map(({ source, position }) => `record ${position} of ${source}`);
      throw new Error(`two papers of one id: ${text}: ${places.join(" and ")}`);
    }
  }
  return firsts;
}

function fillFields(paper: MergedPaper, { fields }: RecordKey, origin: number): void {
  for (const [field, value] of Object.entries(fields)) {
    if (value === null || paper.fields[field as keyof typeof fields] !== null) continue;
    paper.fields = { ...paper.fields, [field]: value };
    paper.origins.push({ field, origin });
  }
}
