import type { FoundRecord, GivenFields, Rejection } from "../record.ts";

/** Where a record stands in its file: the line on which it begins, and how it is written there. */
export type RecordPlace = { line: number; raw: string };

/** What a format reads of a record; null is a text that the record lacks. */
export type ReadRecord = {
  title: string | null;
  abstract: string | null;
  extra?: Record<string, unknown>;
} & Partial<GivenFields>;

/** Returns a record with its place; rejects one that lacks its title or abstract, and says which. */
export function toFoundRecord({ line, raw }: RecordPlace, read: ReadRecord): FoundRecord | Rejection {
  const { title, abstract } = read;
  if (isText(title) && isText(abstract)) return { ...read, line, title, abstract };
  const faults = [isText(title) ? [] : ["title: is missing"], isText(abstract) ? [] : ["abstract: is missing"]];
  return { line, reason: faults.flat().join("; "), raw };
}

function isText(text: string | null): text is string {
  return text !== null && text.trim() !== "";
}
