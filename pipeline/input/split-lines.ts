import { decodeLoosely, decodeText } from "../text/decode-text.ts";

/** A line of a file; `isCut` where it is longer than can be read, and `text` is only its beginning. */
export type Line = { number: number; text: string; isCut: boolean };

/** Bytes of the longest line that is read. */
export const LONGEST_LINE = 64 * 2 ** 20;

const KEPT_OF_LONGER = 1000;
const LINE_FEED = 0x0a;

/**
 * Gives the lines of UTF-8 that comes in chunks; they are parted by \n, \r\n or \r. Throws a UserError that names the source and the line
 * of the first byte that is no UTF-8.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>, source: string): AsyncGenerator<Line> {
  let number = 1;
  let parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array) => {
    if (length <= LONGEST_LINE) parts.push(part);
    length += part.length;
  };
  function* take(): Generator<Line> {
    const isCut = length > LONGEST_LINE;
    const bytes = Buffer.concat(parts);
    parts = [];
    length = 0;
    if (isCut) {
      yield { number, text: decodeLoosely(bytes.subarray(0, KEPT_OF_LONGER)), isCut };
      number++;
      return;
    }
    const ended = bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes;
    for (const text of decodeText(ended, source, number).split("\n")) {
      yield { number, text, isCut };
      number++;
    }
  }
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      add(chunk.subarray(start, end));
      yield* take();
      start = end + 1;
    }
    if (start < chunk.length) add(chunk.subarray(start));
  }
  if (length > 0) yield* take();
}
