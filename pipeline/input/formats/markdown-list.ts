import { decodeLoosely } from "../../text/decode-text.ts";
import type { FileContent, FileHead } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import type { Format } from "./format.ts";
import { ABSTRACT_LINE, findLinkedTitle, LABELLED_LINE, type MarkdownItem, readMarkdownItem } from "./markdown-item.ts";
import { readMarkdownText } from "./markdown-text.ts";

/** The beginning of a line that may name a paper: a heading, a bullet, a number, or a link in bold letters. */
const MARK = /^([ \t]{0,40})(?:#{1,6}[ \t]|[-*+][ \t]|\d{1,4}[.)][ \t]|(?:\*\*|__)(?=\[))/;
const LINK = /\]\(<?https?:/i;
const HEADING = /^#{1,6}[ \t]/;
const BULLET = /^[ \t]*(?:[-*+]|\d{1,4}[.)])[ \t]/;

/** Lines of one paper; what stands behind is not read. */
const MOST_LINES = 1000;
const LONGEST_LINE = 2 ** 15;

/** A paper that is being read. A heading without a link is one only if a paragraph below is labelled as its abstract. */
type OpenItem = MarkdownItem & { indent: number; lines: number };

/** A list of papers in Markdown: headings or bullets with a link, or headings above a labelled abstract, each followed by the abstract. */
export const markdownList: Format = {
  name: "markdown-list",
  description: "lists of papers in Markdown",
  recognizes,
  readRecords,
};

/** One such line may stand in any note; several, or one in a file that is named as Markdown, are a list. */
function recognizes({ name, bytes }: FileHead): boolean {
  if (bytes.includes(0)) return false;
  const text = decodeLoosely(bytes);
  if (/^\s*(?:<(?:!doctype|html|\?xml)|\{|\[\s*[{\]])/i.test(text)) return false;
  const lines = text.split("\n");
  const hasHeading = lines.some((line) => HEADING.test(line));
  const named = lines.filter((line) => namesPaper(line) || (hasHeading && ABSTRACT_LINE.test(line)));
  return named.length >= (/\.(?:md|markdown)$/i.test(name) ? 1 : 3);
}

function namesPaper(line: string): boolean {
  return MARK.test(line) && LINK.test(line);
}

async function* readRecords(file: FileContent): AsyncGenerator<FoundRecord | Rejection> {
  for await (const item of readItems(file)) yield readMarkdownItem(item);
}

async function* readItems(file: FileContent): AsyncGenerator<MarkdownItem> {
  let item: OpenItem | null = null;
  let section: string | null = null;
  let isInCode = false;
  for await (const { number, text: line } of file.readLines()) {
    const text = line.slice(0, LONGEST_LINE);
    if (/^\s*(?:```|~~~)/.test(text)) isInCode = !isInCode;
    if (isInCode) continue;
    const isNaming = namesPaper(text);
    const heading = isNaming ? null : HEADING.exec(text);
    const indent = MARK.exec(text)?.[1]?.length ?? 0;
    const begins: boolean = isNaming && !isBelow(item, indent) && findLinkedTitle(readMarkdownText(text)) !== null;
    if (!begins && !heading) {
      if (item) addLine(item, text);
      continue;
    }
    if (item && isPaper(item)) yield item;
    else if (item) section = readMarkdownText(item.title).text || null;
    item = { line: number, title: text, isLinked: begins, paragraphs: [""], section, indent, lines: 0 };
  }
  if (item && isPaper(item)) yield item;
}

/** A bullet set in under a paper is a part of it. */
function isBelow(item: OpenItem | null, indent: number): boolean {
  return (item?.isLinked ?? false) && indent > item!.indent;
}

function isPaper({ isLinked, paragraphs }: OpenItem): boolean {
  return isLinked || paragraphs.some((paragraph) => ABSTRACT_LINE.test(paragraph));
}

/** A blank line, a bullet or a label begins a paragraph. */
function addLine(item: OpenItem, text: string): void {
  item.lines += 1;
  if (item.lines > MOST_LINES) return;
  const last = item.paragraphs.at(-1)!;
  if (text.trim() === "" || BULLET.test(text) || LABELLED_LINE.test(text)) item.paragraphs.push(text.trim());
  else item.paragraphs[item.paragraphs.length - 1] = `${last}\n${text.trim()}`.trim();
}
