import { h } from "hastscript";
import type { RootContent } from "mdast";
import { writePage } from "../documents/html-page.ts";
import { convertToHtml } from "../documents/markdown-html.ts";
import { nameTopicClass } from "./compose-digest.ts";
import type { DigestPaper } from "./read-digest.ts";

/** Plain rules only: mail programs know neither variables nor grids. */
const STYLE = `
body { margin: 0 auto; max-width: 44em; padding: 1em; background: #ffffff; color: #1f2328; font: 16px/1.45 Arial, Helvetica, sans-serif; overflow-wrap: break-word; }
a { color: #0757ba; }
h1 { font-size: 1.4em; line-height: 1.25; margin: .4em 0; }
h2 { font-size: 1.15em; line-height: 1.3; margin: 1.6em 0 .6em; padding-top: .6em; border-top: 1px solid #d0d7de; }
h3 { font-size: 1em; line-height: 1.3; margin: 1.3em 0 .5em; }
h4 { font-size: .9em; line-height: 1.3; margin: .7em 0 .3em; }
h2 a, h3 a, h4 a { color: inherit; text-decoration: none; }
ul { list-style: none; margin: 0 0 .4em; padding: 0; }
ul li { margin: 0 0 .3em; font-size: .9em; line-height: 1.35; }
ul li.alone { margin: .5em 0; }
ol { margin: 0; padding: 0 0 0 1.5em; }
ol li { margin: 0 0 1.1em; }
li p { margin: 0 0 .25em; }
ul a, li p a { text-decoration: none; }
figure { margin: .8em 0; }
img, svg { display: block; max-width: 100%; height: auto; border-radius: 8px; }
.place { font-size: .9em; color: #57606a; }
@media (prefers-color-scheme: dark) {
  body { background: #15181c; color: #e4e8ec; }
  a { color: #79b3ff; }
  h2 { border-color: #3a424b; }
  .place { color: #aab4be; }
}
`;

/** Of the page alone: a mail's picture is of one kind, and no mail program prints by these rules. */
const PAGE_STYLE = `
.digest svg { width: 100%; max-width: 700px; }
@media screen and (prefers-color-scheme: dark) {
  svg .ground { fill: #15181c; }
  svg .pale { opacity: .5; }
  svg .lit { stroke: #ffffff; }
  svg .leader { stroke: #aab4be; }
  svg .names text { fill: #e4e8ec; stroke: #15181c; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; background: #ffffff; color: #000000; }
  h2, h3, h4 { break-after: avoid; }
  li { break-inside: avoid; }
  a { color: #000000; text-decoration: none; }
  li a[href^="http"]::after { content: " (" attr(href) ")"; font-weight: normal; font-size: 8pt; }
}
`;

/**
 * Returns a digest as one HTML file that loads nothing and runs nothing; `pictures` are SVG texts by the address that stands for them, `font` the faces that
 * they are set in, as CSS.
 */
export function writeDigestPage(
  title: string,
  children: RootContent[],
  papers: readonly DigestPaper[],
  pictures: ReadonlyMap<string, string>,
  font: string,
): string {
  const { content } = convertToHtml(children, { pictures });
  return writePage(title, `${font}${STYLE}${PAGE_STYLE}${edgeTopics(papers)}`, [h("main", content)]);
}

/** Returns the same for a mail, whose pictures are parts of it: mail programs have a policy of their own. */
export function writeMailPage(title: string, children: RootContent[], papers: readonly DigestPaper[]): string {
  const { content } = convertToHtml(children);
  return writePage(title, `${STYLE}${edgeTopics(papers)}`, [h("main", content)], { hasPolicy: false });
}

/** Edges topics in their colour on the map. */
function edgeTopics(papers: readonly DigestPaper[]): string {
  const colors = new Map(papers.map(({ topic_id, color }) => [topic_id, color]));
  const edges = [...colors]
    .filter((entry): entry is [number, string] => entry[0] !== null && entry[1] !== null)
    .sort(([a], [b]) => a - b)
    .map(([topicId, color]) => `.${nameTopicClass(topicId)} { border-left: 6px solid ${color}; padding-left: 8px; }`);
  return `${edges.join("\n")}\n`;
}
