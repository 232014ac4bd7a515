import { readFile } from "node:fs/promises";
import { FORMATS, findFormat } from "../../../pipeline/input/formats/formats.ts";
import type { FoundRecord, Rejection } from "../../../pipeline/input/record.ts";
import { holdContent, readContent } from "./read-content.ts";

/** Returns the text of a fixture, by its place in test/fixtures. */
export function readFixture(name: string): Promise<string> {
  return readFile(new URL(`../../fixtures/${name}`, import.meta.url), "utf8");
}

/** Returns the name of the format that recognizes a content, and what it reads of it. */
export async function readAny(
  source: string,
  content: string | Uint8Array,
): Promise<{ format: string | null; records: FoundRecord[]; rejected: Rejection[] }> {
  const format = await findFormat(holdContent(source, content));
  if (!format) return { format: null, records: [], rejected: [] };
  return { format: format.name, ...(await readContent(format, source, content)) };
}

/** Returns the names of every format that recognizes a content. */
export function listRecognizing(source: string, content: string | Uint8Array): string[] {
  const head = { name: source, bytes: Buffer.from(content).subarray(0, 2 ** 16) };
  return FORMATS.filter(({ recognizes }) => recognizes(head)).map(({ name }) => name);
}
