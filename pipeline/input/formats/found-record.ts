import type { FoundRecord, GivenFields, Rejection } from "../record.ts";
import { quote } from "./format.ts";

/** Where a record stands in its file: the line on which it begins, and how it is written there. */
export type RecordPlace = { line: number; raw: string };

/** What a format reads of a record; null is a text that the record lacks. */
export type ReadRecord = {
  title: string | null;
  abstract: string | null;
  extra?: Record<string, unknown>;
} & Partial<GivenFields>;

/** What catalogues write in the place of an abstract that they lack. */
const NO_ABSTRACT =
  /^\W*(?:no abstract(?: (?:is )?available| provided)?|(?:an )?abstract (?:is )?(?:not available|unavailable|missing)|n\/?a|none|null|nan)\W*$/i;

/** Returns a record with its place; rejects one that lacks its title or abstract, and says which. */
export function toFoundRecord({ line, raw }: RecordPlace, read: ReadRecord): FoundRecord | Rejection {
  const title = read.title?.trim() ? read.title : null;
  const abstract = read.abstract?.trim() ? read.abstract : null;
  const isNone = abstract !== null && abstract.length < 100 && NO_ABSTRACT.test(abstract);
  if (title !== null && abstract !== null && !isNone) return { ...read, line, title, abstract };
  const faults = [
    title === null ? "title: is missing" : null,
    abstract === null
      ? "abstract: is missing"
      : isNone
        ? `abstract: ${quote(abstract)}: says that there is none`
        : null,
  ];
  return { line, reason: faults.filter((fault) => fault !== null).join("; "), raw };
}
