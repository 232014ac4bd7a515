import { fromMarkdown } from "mdast-util-from-markdown";
import { toString as toPlainText } from "mdast-util-to-string";

/** A link of Markdown, and where its text ends in the plain text. */
export type MarkdownLink = { text: string; url: string };

/** The plain text of a paragraph, and its links in order. */
export type MarkdownText = { text: string; links: MarkdownLink[] };

type Node = ReturnType<typeof fromMarkdown> | ReturnType<typeof fromMarkdown>["children"][number];

/** To read marks takes time that may grow with the square of the length: what is longer is taken as it stands. */
const LONGEST_MARKED = 2 ** 13;

/** Signs of lists, quotes and headings at the beginning of a line; only what stands behind them is read. */
const MARKERS = /^(?:[ \t]*(?:[-*+>]|\d{1,3}[.)]|#{1,6})(?=[ \t]))*[ \t]*/;

/** Returns what a line or paragraph of Markdown says, without its marks; HTML in it is left out. */
export function readMarkdownText(markdown: string): MarkdownText {
  const lines = markdown.split("\n");
  const bare = lines
    .map((line) => line.replace(MARKERS, ""))
    .join("\n")
    .trim();
  if (bare.length > LONGEST_MARKED || !/[[\]<&*_`\\]/.test(bare)) return { text: bare.replace(/\s+/g, " "), links: [] };
  const root = fromMarkdown(bare);
  const text = toPlainText(root, { includeHtml: false, includeImageAlt: false });
  return { text: text.replace(/\s+/g, " ").trim(), links: listLinks(root) };
}

function listLinks(root: Node): MarkdownLink[] {
  const links: MarkdownLink[] = [];
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === "link") links.push({ text: toPlainText(node).replace(/\s+/g, " ").trim(), url: node.url });
    else if ("children" in node) waiting.push(...node.children.toReversed());
  }
  return links;
}
