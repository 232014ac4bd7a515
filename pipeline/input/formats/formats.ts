import type { FileContent } from "../file-content.ts";
import { dailyPage } from "./daily-page.ts";
import type { Format } from "./format.ts";
import { jsonLines } from "./json-lines.ts";

/** Every format that can be read; the first that recognizes a file reads it. */
export const FORMATS: readonly Format[] = [dailyPage, jsonLines];

const DESCRIPTIONS = FORMATS.map(({ description }) => description);

/** What can be read, as a sentence for messages. */
export const KNOWN_FORMATS = `Known formats: ${DESCRIPTIONS.join("; ")}; each also packed, by gzip or Zstandard, or in a zip.`;

/** Returns the format that reads a file; null when none recognizes it. Throws a UserError when the file cannot be read. */
export async function findFormat(file: FileContent): Promise<Format | null> {
  const head = await file.readHead();
  return FORMATS.find(({ recognizes }) => recognizes(head)) ?? null;
}
