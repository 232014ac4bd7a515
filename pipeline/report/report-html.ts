import type { Element } from "hast";
import { toHtml } from "hast-util-to-html";
import { h } from "hastscript";
import type { RootContent } from "mdast";
import { embedFont } from "../documents/embed-font.ts";
import { writePage } from "../documents/html-page.ts";
import { convertToHtml, type Section } from "../documents/markdown-html.ts";
import { REPORT_STYLE } from "./report-style.ts";

const SIBLING_PAGES = ["atlas.html"];

/** Returns the report as one HTML file that loads nothing and runs nothing. `pictures` are SVG texts by the address of their image. */
export async function writeReportPage(children: RootContent[], pictures: ReadonlyMap<string, string>): Promise<string> {
  const { content, sections } = convertToHtml(children, {
    pictures,
    takenIds: ["report", "contents"],
    siblingPages: SIBLING_PAGES,
  });
  const start = content.findIndex((node) => node.type === "element" && node.tagName !== "h1");
  const page = [
    h("a", { className: ["skip"], href: "#report" }, "Skip to the report"),
    h("header", content.slice(0, start)),
    h("nav", { ariaLabelledBy: ["contents"] }, h("h2", { id: "contents" }, "Contents"), listContents(sections)),
    h("main", { id: "report" }, content.slice(start)),
  ];
  const title = sections.find(({ depth }) => depth === 1)?.text ?? "Topic Atlas";
  const letters = toHtml(page, { allowDangerousHtml: true });
  return writePage(title, (await embedFont(letters)) + REPORT_STYLE, page);
}

/** Returns the headings below the first as a nested list of links. */
function listContents(sections: readonly Section[], depth = 2): Element {
  const items: Element[] = [];
  for (let index = 0; index < sections.length; index++) {
    const { id, text, depth: own } = sections[index]!;
    if (own !== depth) continue;
    const end = sections.findIndex((other, place) => place > index && other.depth <= depth);
    const parts = sections.slice(index + 1, end === -1 ? undefined : end);
    const entry = h("a", { href: `#${id}` }, text);
    items.push(parts.length > 0 ? h("li", entry, listContents(parts, depth + 1)) : h("li", entry));
  }
  return h("ul", items);
}
