import { isUtf8 } from "node:buffer";
import { UserError } from "../error.ts";
import { decodeBytes } from "./text-encoding.ts";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Returns UTF-8 as text whose lines are parted by \n, whatever parted them, without a byte order mark.
 * Throws a UserError that names the source and the line, counted from `firstLine`, of the first byte that is no UTF-8.
 */
export function decodeText(bytes: Uint8Array, source: string, firstLine = 1): string {
  if (!isUtf8(bytes)) {
    const line = firstLine - 1 + findInvalidLine(bytes);
    throw new UserError(`${source}:${line}: not UTF-8 text. Save the file as UTF-8, or take it out.`);
  }
  return decodeLoosely(bytes);
}

/** Returns what can be read of bytes that may be no text of this encoding, its lines parted by \n, without a byte order mark. */
export function decodeLoosely(bytes: Uint8Array, encoding = "utf-8"): string {
  return decodeBytes(bytes, encoding).replace(/\r\n?/g, "\n");
}

function findInvalidLine(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  for (let place = 0; place < bytes.length; place++) {
    const isEnd = bytes[place] === LINE_FEED || (bytes[place] === CARRIAGE_RETURN && bytes[place + 1] !== LINE_FEED);
    if (!isEnd) continue;
    if (!isUtf8(bytes.subarray(start, place))) return line;
    line += 1;
    start = place + 1;
  }
  return line;
}
