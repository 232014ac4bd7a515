import { UserError } from "../error.ts";

/** No one types more; a file of it is named instead. */
const MOST_BYTES = 4_000_000;

/** Returns what stands on standard input as UTF-8. Throws a UserError beyond four million bytes. */
export async function readStandardInput(): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new UserError(`standard input: more than ${MOST_BYTES} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
