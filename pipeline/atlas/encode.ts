import { gzipSync } from "node:zlib";
import { type NumberForm, packColumns } from "./pack-columns.ts";

/** Below this many characters a block stays readable JSON. */
const LONGEST_PLAIN = 400_000;

/** A script element's type and content. */
export type DataBlock = { type: string; content: string };

/**
 * Returns a tree of columns as text that can stand in a script element: JSON without "<" where that is short, else gzip in base64.
 * The same tree gives the same text.
 */
export function encodeBlock(tree: unknown, longestPlain = LONGEST_PLAIN): DataBlock {
  const pack = (form: NumberForm) => escapeJson(packColumns(tree, form));
  const packed = pack("base64");
  if (packed.length <= longestPlain) return { type: "application/json", content: pack("plain") };
  return { type: "application/gzip", content: clearSystem(gzipSync(packed, { level: 9 })).toString("base64") };
}

/** Returns gzip that is the same on every machine: the header's tenth byte names the operating system, its time is zero. */
export function clearSystem(bytes: Buffer): Buffer {
  bytes[9] = 255;
  return bytes;
}

/** Returns the same JSON without any "<", so that nothing in it can end the script element or begin another. */
function escapeJson(json: string): string {
  return json.replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
