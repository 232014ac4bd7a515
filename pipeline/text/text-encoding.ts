import { isUtf8 } from "node:buffer";

/** How a file's text is written, as TextDecoder names it. `note` says what is not as it should be; null where all is. */
export type TextEncoding = { name: string; note: string | null };

/** What a stretch of bytes, or a whole file, has of UTF-8 and of what is none. */
export type ByteCounts = {
  /** Characters of two bytes and more. */
  sequences: number;
  /** Bytes that are part of no character. */
  strays: number;
  /** Strays that are letters or signs in no edition of Windows-1252. */
  undefinedStrays: number;
  zeros: number;
};

const UTF_8: TextEncoding = { name: "utf-8", note: null };

const MARKS: readonly (readonly [name: string, mark: readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

const DECLARATION = /^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/;
const WINDOWS_1252 = "windows-1252";

/** From 0x80 to 0x9f; five are not defined, and stay control characters. */
const SIGNS_OF_WINDOWS_1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
const UNDEFINED_IN_WINDOWS_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** Of UTF-16 without a mark: so much of it is looked at, and so large a share of its units are of the first 256 characters. */
const SAMPLE_BYTES = 4096;
const LEAST_NARROW_SHARE = 0.05;

/**
 * Returns the encoding that the beginning of a file tells by itself: by a byte order mark, by the places of its zeros (UTF-16), or by an XML
 * declaration. Null where only the bytes can tell.
 */
export function readDeclaredEncoding(head: Uint8Array): TextEncoding | null {
  const mark = MARKS.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte));
  if (mark) return { name: mark[0], note: null };
  const wide = (["utf-16le", "utf-16be"] as const).find((name) => isWide(head, name));
  if (wide) return { name: wide, note: null };
  const declared = DECLARATION.exec(Buffer.from(head.subarray(0, 300)).toString("latin1"))?.[1];
  if (!declared || /^(?:utf-?8|us-ascii|utf-?16.*|ucs.*)$/i.test(declared)) return null;
  try {
    return { name: new TextDecoder(declared).encoding, note: null };
  } catch {
    return { ...UTF_8, note: `declares the unknown encoding ${declared}: read as UTF-8` };
  }
}

/**
 * Returns the encoding of bytes that declare none: UTF-8, Windows-1252 where what is no UTF-8 outweighs what can be nothing else, or UTF-8
 * with strays, which are read as U+FFFD. Null where they are no text in any of these.
 */
export function judgeEncoding({ sequences, strays, undefinedStrays, zeros }: ByteCounts): TextEncoding | null {
  if (strays === 0) return UTF_8;
  if (zeros > 0) return null;
  if (sequences > strays) {
    const bytes = strays === 1 ? "1 byte that is" : `${strays} bytes that are`;
    return { ...UTF_8, note: `has ${bytes} no UTF-8, read as \ufffd` };
  }
  if (undefinedStrays > 0) return null;
  return { name: WINDOWS_1252, note: "is no UTF-8: read as Windows-1252" };
}

/** Counts what bytes that come in chunks have of UTF-8, however characters are parted by the chunks. */
export class Utf8Scan {
  readonly counts: ByteCounts = { sequences: 0, strays: 0, undefinedStrays: 0, zeros: 0 };
  #rest: Uint8Array = new Uint8Array(0);

  add(chunk: Uint8Array): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const whole = bytes.length - countUnfinished(bytes);
    this.#rest = Uint8Array.from(bytes.subarray(whole));
    this.#count(bytes.subarray(0, whole));
  }

  /** Counts a character that was not finished as strays. */
  end(): ByteCounts {
    this.#count(this.#rest);
    this.#rest = new Uint8Array(0);
    return this.counts;
  }

  #count(bytes: Uint8Array): void {
    const { counts } = this;
    const isValid = isUtf8(bytes);
    for (let place = 0; place < bytes.length; ) {
      const byte = bytes[place]!;
      if (byte < 0x80) {
        if (byte === 0) counts.zeros++;
        place++;
        continue;
      }
      const length = sequenceLength(byte);
      if (isValid || (length > 1 && isUtf8(bytes.subarray(place, place + length)))) {
        counts.sequences++;
        place += length;
        continue;
      }
      counts.strays++;
      if (UNDEFINED_IN_WINDOWS_1252.has(byte)) counts.undefinedStrays++;
      place++;
    }
  }
}

/** Returns UTF-8 of text that comes in chunks of another encoding, or of UTF-8 with strays. */
export async function* toUtf8(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array> {
  if (encoding === WINDOWS_1252) {
    for await (const chunk of chunks) yield Buffer.from(decodeBytes(chunk, encoding));
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

/**
 * Returns bytes as text, without a byte order mark. TextDecoder of some versions of Node.js takes Windows-1252 for ISO 8859-1, which has no
 * quotation marks, dashes and euro sign.
 */
export function decodeBytes(bytes: Uint8Array, encoding: string): string {
  if (encoding !== WINDOWS_1252) return new TextDecoder(encoding).decode(bytes);
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  return latin.replace(/[\x80-\x9f]/g, (character) => SIGNS_OF_WINDOWS_1252[character.charCodeAt(0) - 0x80]!);
}

function sequenceLength(byte: number): number {
  if (byte >= 0xf0 && byte <= 0xf4) return 4;
  if (byte >= 0xe0) return byte < 0xf0 ? 3 : 1;
  return byte >= 0xc2 ? 2 : 1;
}

/** Returns how many bytes at the end begin a character that is not whole. */
function countUnfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

/** Text of UTF-16 has zeros in every other byte, never in both of a pair, and no control characters. */
function isWide(head: Uint8Array, name: "utf-16le" | "utf-16be"): boolean {
  const sample = head.subarray(0, Math.min(SAMPLE_BYTES, head.length) & ~1);
  const high = name === "utf-16le" ? 1 : 0;
  let narrow = 0;
  for (let place = 0; place < sample.length; place += 2) {
    const isNarrow = sample[place + high] === 0;
    const low = sample[place + 1 - high]!;
    if (isNarrow && low < 0x20 && low !== 0x09 && low !== 0x0a && low !== 0x0d) return false;
    if (isNarrow) narrow++;
  }
  return narrow > 0 && narrow >= (sample.length / 2) * LEAST_NARROW_SHARE;
}
