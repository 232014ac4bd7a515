import GithubSlugger from "github-slugger";
import type { Code, Heading, List, Paragraph, PhrasingContent, Root, RootContent, Table } from "mdast";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { toMarkdown } from "mdast-util-to-markdown";

/** What stands in a line: strings are taken as plain text, whatever they hold. */
export type Inline = string | PhrasingContent;

/** Returns the document as GitHub-flavoured Markdown. All text is escaped: a title cannot make a link, a heading or HTML. */
export function writeMarkdown(children: RootContent[]): string {
  const root: Root = { type: "root", children };
  return toMarkdown(root, { bullet: "-", rule: "-", extensions: [gfmTableToMarkdown({ tablePipeAlign: false })] });
}

/** Returns a heading of that depth. */
export function heading(depth: 1 | 2 | 3 | 4, ...content: Inline[]): Heading {
  return { type: "heading", depth, children: content.map(toPhrasing) };
}

/** Returns a paragraph. */
export function paragraph(...content: Inline[]): Paragraph {
  return { type: "paragraph", children: content.map(toPhrasing) };
}

/** Returns a list; `isOrdered` numbers it. */
export function list(items: Inline[][], isOrdered = false): List {
  return {
    type: "list",
    ordered: isOrdered,
    spread: false,
    children: items.map((item) => ({ type: "listItem", spread: false, children: [paragraph(...item)] })),
  };
}

/** Returns a table; `aligned` gives each column's side. A cell may hold several things in a line. */
export function table(header: string[], aligned: ("left" | "right")[], rows: (Inline | Inline[])[][]): Table {
  const toRow = (cells: (Inline | Inline[])[]) => ({
    type: "tableRow" as const,
    children: cells.map((cell) => ({ type: "tableCell" as const, children: [cell].flat().map(toPhrasing) })),
  });
  return { type: "table", align: aligned, children: [toRow(header), ...rows.map(toRow)] };
}

/** Returns text that stands out. */
export function strong(text: Inline): PhrasingContent {
  return { type: "strong", children: [toPhrasing(text)] };
}

/** Returns text that is stressed, such as a title. */
export function emphasis(text: string): PhrasingContent {
  return { type: "emphasis", children: [{ type: "text", value: text }] };
}

/** Returns a name as it is typed, in a line. */
export function inlineCode(value: string): PhrasingContent {
  return { type: "inlineCode", value };
}

/** Returns a picture by its address, with words for those who do not see it. */
export function image(url: string, alt: string): PhrasingContent {
  return { type: "image", url, alt };
}

/** Returns a link where the address is of the web, else the text alone. */
export function link(text: string, url: string | null): PhrasingContent {
  if (!url || !/^https?:\/\//i.test(url)) return { type: "text", value: text };
  return { type: "link", url, children: [{ type: "text", value: text }] };
}

/** Returns a link to the first heading of this text in the same document. */
export function sectionLink(text: string, heading: string): PhrasingContent {
  return { type: "link", url: `#${new GithubSlugger().slug(heading)}`, children: [{ type: "text", value: text }] };
}

/** Returns SQL as a block of code. */
export function sqlBlock(value: string): Code {
  return { type: "code", lang: "sql", value };
}

function toPhrasing(content: Inline): PhrasingContent {
  return typeof content === "string" ? { type: "text", value: content } : content;
}
