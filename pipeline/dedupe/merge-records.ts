import { type FieldsOf, fillFields } from "../input/record.ts";
import type { RecordKey } from "./record-key.ts";

/** Two records, by their place in a list of records, that are one paper. `kept` comes before `merged`. */
export type RepeatEdge = { kept: number; merged: number; kind: string; score: number; reason: string };

/** What records come to, all by their place in the list. */
export type MergedRecords = {
  /** Of each paper the record that is kept, its id, and its fields, each from the first of its records that gives it. */
  papers: Map<number, { paper_id: string; fields: FieldsOf<"paper"> }>;
  /** The record that is kept of each record's paper. */
  keptOf: Int32Array;
  /** The edges along which records were merged, from the record that is kept. */
  duplicates: RepeatEdge[];
};

const ID_LENGTH = 16;

/** Returns an edge from each record to the first one before it with the same normalized title and abstract. */
export function findExactRepeats(records: readonly RecordKey[]): RepeatEdge[] {
  const firsts = new Map<string, number>();
  const edges: RepeatEdge[] = [];
  for (const [index, { identity, wording }] of records.entries()) {
    const kept = firsts.get(identity);
    if (kept === undefined) {
      firsts.set(identity, index);
      continue;
    }
    const reason =
      records[kept]!.wording === wording
        ? "identical title and abstract"
        : "same title and abstract but for case, spacing or punctuation";
    edges.push({ kept, merged: index, kind: "exact", score: 1, reason });
  }
  return edges;
}

/**
 * Merges records along edges; the first record of each group is kept. Records must be in order of source and position. Throws when two
 * different papers get the same id.
 */
export function mergeRecords(records: readonly RecordKey[], edges: readonly RepeatEdge[]): MergedRecords {
  const keptOf = Int32Array.from(records, (_, index) => index);
  const inOrder = edges.toSorted((a, b) => a.merged - b.merged);
  for (const { kept, merged } of inOrder) keptOf[merged] = keptOf[kept]!;

  const papers: MergedRecords["papers"] = new Map();
  const owners = new Map<string, RecordKey>();
  for (const [index, record] of records.entries()) {
    const paper = papers.get(keptOf[index]!);
    if (paper) {
      fillFields(paper.fields, record.fields);
      continue;
    }
    const paper_id = record.identity.slice(0, ID_LENGTH);
    const owner = owners.get(paper_id);
    if (owner) {
      const places = [owner, record].map(({ source, position }) => `record ${position} of ${source}`);
      throw new Error(`two papers of one id: ${paper_id}: ${places.join(" and ")}`);
    }
    owners.set(paper_id, record);
    papers.set(index, { paper_id, fields: { ...record.fields } });
  }
  return { papers, keptOf, duplicates: edges.map((edge) => ({ ...edge, kept: keptOf[edge.kept]! })) };
}
