import { hashText } from "../hash.ts";
import { type FieldsOf, pickFields, type SourceRecord } from "../input/record.ts";

/** A record without its texts: its place, hashes by which repeats are found, and the fields of its paper. */
export type RecordKey = {
  source: string;
  position: number;
  /** Hash of what identifies the text. The text's id is its beginning. */
  identity: string;
  /** Hash of title and abstract as they stand in the file. */
  wording: string;
  fields: FieldsOf<"paper">;
};

/** What a key is read from. */
export type KeyedRecord = Pick<SourceRecord, "source" | "position" | "raw_title" | "raw_abstract"> & FieldsOf<"paper">;

/** Hexadecimal digits that are kept of a hash: no two of a billion papers share them by chance. */
const HASH_LENGTH = 32;

/** Hexadecimal digits of the id of a text, and of a paper. */
const ID_LENGTH = 16;

/** In UTF-16 units. */
const STRETCH = 1_000_000;

const [DIGIT_0, DIGIT_9, CAPITAL_A, CAPITAL_Z, SMALL_A, SMALL_Z] = [0x30, 0x39, 0x41, 0x5a, 0x61, 0x7a];

/** Returns the key of a record. */
export function readRecordKey(record: KeyedRecord): RecordKey {
  const { source, position, raw_title, raw_abstract } = record;
  return {
    source,
    position,
    identity: hashIdentity(raw_title, raw_abstract),
    wording: hashText(`${raw_title}\0${raw_abstract}`).slice(0, HASH_LENGTH),
    fields: pickFields(record, "paper"),
  };
}

/** Returns the hash by which repeats of a text are found: of its normalized title and abstract. */
export function hashIdentity(title: string, abstract: string): string {
  return hashText(normalizeIdentity(title, abstract)).slice(0, HASH_LENGTH);
}

/** Returns the id of a text: what its repeats share, and what a paper is called by after its first record. */
export function nameText(identity: string): string {
  return identity.slice(0, ID_LENGTH);
}

/** Returns what identifies a paper: its title and abstract in NFKC and lower case, letters and digits only. */
export function normalizeIdentity(title: string, abstract: string): string {
  return `${normalize(title)}\n${normalize(abstract)}`;
}

/** A long text is read in stretches: replacing all of it at once takes some thirty times its memory. */
function normalize(text: string): string {
  let normalized = "";
  for (let start = 0; start < text.length; start += STRETCH) {
    const stretch = text.slice(start, start + STRETCH);
    normalized +=
      normalizeAscii(stretch) ??
      stretch
        .normalize("NFKC")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, "");
  }
  return normalized;
}

/** Returns the same of a text in ASCII, in a quarter of the time; null of any other. */
function normalizeAscii(text: string): string | null {
  const kept = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code > 0x7f) return null;
    if ((code >= DIGIT_0 && code <= DIGIT_9) || (code >= SMALL_A && code <= SMALL_Z)) kept[length++] = code;
    else if (code >= CAPITAL_A && code <= CAPITAL_Z) kept[length++] = code + SMALL_A - CAPITAL_A;
  }
  return kept.toString("latin1", 0, length);
}
