import { decodeLoosely } from "../../text/decode-text.ts";
import type { FileContent } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { readArxivReference } from "./arxiv-reference.ts";
import type { Format } from "./format.ts";
import { toFoundRecord } from "./found-record.ts";
import { readListing } from "./listed-day.ts";

const SEPARATOR = /^-{3,}\s*$/;
const LABEL = /^(Title|PDF|Summary):\s*(.*)$/;

/** A record longer than this is none: a separator is missing, or it is no such file. */
const MOST_CHARACTERS = 16 * 2 ** 20;

type Block = { line: number; lines: string[]; length: number };

/** A week's papers as text: blocks of `Title:`, `PDF:` and `Summary:`, parted by lines of `---`. */
export const weeklyText: Format = {
  name: "weekly-text",
  description: "weekly papers as text (Title:, PDF:, Summary:)",
  recognizes: ({ bytes }) => /^\s*Title: [^\n]+\n(?:[^\n]*\n){0,5}?(?:PDF|Summary):/.test(decodeLoosely(bytes)),
  readRecords,
};

async function* readRecords(file: FileContent): AsyncGenerator<FoundRecord | Rejection> {
  let block: Block = { line: 1, lines: [], length: 0 };
  for await (const { number, text, isCut } of file.readLines()) {
    if (isCut) yield { line: number, reason: "longer than a line can be", raw: text };
    const isSeparator = SEPARATOR.test(text);
    if (isSeparator || block.length > MOST_CHARACTERS) {
      yield* readBlock(block, file.source);
      block = { line: number, lines: [], length: 0 };
    }
    if (block.lines.length === 0) block.line = number;
    if (!isSeparator && !isCut && (text.trim() !== "" || block.lines.length > 0)) block.lines.push(text);
    block.length += text.length;
  }
  yield* readBlock(block, file.source);
}

function* readBlock({ line, lines }: Block, source: string): Generator<FoundRecord | Rejection> {
  if (lines.length === 0) return;
  const fields = new Map<string, string[]>();
  let current: string[] = [];
  for (const text of lines) {
    const [, label, rest] = LABEL.exec(text) ?? [];
    if (label && !fields.has(label)) {
      current = [rest!];
      fields.set(label, current);
    } else {
      current.push(text);
    }
  }
  const give = (label: string) => fields.get(label)?.join("\n").trim() ?? null;
  const pdf = give("PDF");
  yield toFoundRecord(
    { line, raw: lines.join("\n") },
    {
      title: give("Title"),
      abstract: give("Summary"),
      paper_url: pdf,
      ...readArxivReference(pdf),
      ...readListing(null, source),
    },
  );
}
