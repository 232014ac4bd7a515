import { h } from "hastscript";
import type { RootContent } from "mdast";
import { writePage } from "../documents/html-page.ts";
import { convertToHtml } from "../documents/markdown-html.ts";
import { nameTopicClass } from "./compose-digest.ts";
import type { DigestPaper } from "./read-digest.ts";

/** Plain rules only: mail programs know neither variables nor grids. */
const DIGEST_STYLE = `
body { margin: 0 auto; max-width: 44em; padding: 1em; background: #ffffff; color: #1f2328; font: 16px/1.5 Arial, Helvetica, sans-serif; overflow-wrap: break-word; }
a { color: #0757ba; }
h1 { font-size: 1.5em; line-height: 1.25; }
h2 { font-size: 1.2em; line-height: 1.3; margin: 2em 0 .6em; }
h3 { font-size: 1.05em; line-height: 1.3; margin: 1.6em 0 .6em; }
h2 a, h3 a { color: inherit; text-decoration: none; }
ul { list-style: none; margin: 0; padding: 0; }
li { margin: 0 0 1.1em; }
li p { margin: 0 0 .2em; }
@media (prefers-color-scheme: dark) {
  body { background: #15181c; color: #e4e8ec; }
  a { color: #79b3ff; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; background: #ffffff; color: #000000; }
  h2, h3 { break-after: avoid; }
  li { break-inside: avoid; }
  a { color: #000000; text-decoration: none; }
  li a[href^="http"]::after { content: " (" attr(href) ")"; font-weight: normal; font-size: 8pt; }
}
`;

/** Returns a digest as one HTML file that loads nothing and runs nothing, fit for a mail too. Topics are edged in their colour on the map. */
export function writeDigestPage(title: string, children: RootContent[], papers: readonly DigestPaper[]): string {
  const colors = new Map(papers.map(({ topic_id, color }) => [topic_id, color]));
  const edges = [...colors]
    .filter((entry): entry is [number, string] => entry[0] !== null && entry[1] !== null)
    .sort(([a], [b]) => a - b)
    .map(([topicId, color]) => `.${nameTopicClass(topicId)} { border-left: 8px solid ${color}; padding-left: 10px; }`);
  return writePage(title, `${DIGEST_STYLE}${edges.join("\n")}\n`, [h("main", convertToHtml(children).content)]);
}
