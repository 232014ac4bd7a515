import { hashText } from "../hash.ts";
import { type FieldsOf, pickFields, type SourceRecord } from "../input/record.ts";

/** A record without its texts: its place, hashes by which repeats are found, and the fields of its paper. */
export type RecordKey = {
  source: string;
  position: number;
  /** Hash of what identifies the paper. The paper's id is its beginning. */
  identity: string;
  /** Hash of title and abstract as they stand in the file. */
  wording: string;
  fields: FieldsOf<"paper">;
};

/** Hexadecimal digits that are kept of a hash: no two of a billion papers share them by chance. */
const HASH_LENGTH = 32;

/** Returns the key of a record. */
export function readRecordKey(record: SourceRecord): RecordKey {
  const { source, position, raw_title, raw_abstract } = record;
  return {
    source,
    position,
    identity: hashText(normalizeIdentity(raw_title, raw_abstract)).slice(0, HASH_LENGTH),
    wording: hashText(`${raw_title}\0${raw_abstract}`).slice(0, HASH_LENGTH),
    fields: pickFields(record, "paper"),
  };
}

/** Returns what identifies a paper: its title and abstract in NFKC and lower case, letters and digits only. */
export function normalizeIdentity(title: string, abstract: string): string {
  const normalize = (text: string) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, "");
  return `${normalize(title)}\n${normalize(abstract)}`;
}
