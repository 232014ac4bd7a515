import { readFile } from "node:fs/promises";
import type { FileContent } from "../../../pipeline/input/file-content.ts";
import type { Format, ReadOptions } from "../../../pipeline/input/formats/format.ts";
import type { FoundRecord, Rejection } from "../../../pipeline/input/record.ts";
import { splitLines } from "../../../pipeline/input/split-lines.ts";
import { decodeText } from "../../../pipeline/text/decode-text.ts";

const CHUNK = 1000;

/** Returns a file of test/fixtures/tables. */
export function readTableFixture(name: string): Promise<Uint8Array> {
  return readFile(new URL(`../../fixtures/tables/${name}`, import.meta.url));
}

/** Returns a file whose content is in memory. */
export function holdContent(source: string, content: string | Uint8Array): FileContent {
  const bytes = Buffer.from(content);
  return {
    source,
    path: null,
    readHead: async () => ({ name: source, bytes: bytes.subarray(0, 2 ** 16) }),
    readBytes: async () => bytes,
    readText: async () => decodeText(bytes, source),
    readLines: () => splitLines(inChunks(bytes), source),
  };
}

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += CHUNK) yield bytes.subarray(start, start + CHUNK);
}

/** Returns what a format reads of a content, the records and the rejected ones apart. */
export async function readContent(
  format: Format,
  source: string,
  content: string | Uint8Array,
  options: ReadOptions = {},
): Promise<{ records: FoundRecord[]; rejected: Rejection[] }> {
  const records: FoundRecord[] = [];
  const rejected: Rejection[] = [];
  for await (const entry of format.readRecords(holdContent(source, content), options)) {
    if ("reason" in entry) rejected.push(entry);
    else records.push(entry);
  }
  return { records, rejected };
}
