import type { Element, ElementContent } from "hast";
import { toHtml } from "hast-util-to-html";
import { h } from "hastscript";
import type { RootContent } from "mdast";
import { embedFont } from "../documents/embed-font.ts";
import { writePage } from "../documents/html-page.ts";
import { heading } from "../documents/markdown.ts";
import { convertToHtml, type PageOptions, type Section } from "../documents/markdown-html.ts";
import { type AppendixPart, HEADINGS, type Report } from "./report.ts";
import { REPORT_STYLE } from "./report-style.ts";
import type { TopicSection } from "./topic-sections.ts";

const SIBLING_PAGES = ["atlas.html"];
const EVIDENCE_SUMMARY = "What its label and its papers stand on";
/** Topics beyond which their terms are left out of the first page in print. */
const MOST_WITH_TERMS = 30;

/** SVG texts by the address of their image; for a narrow screen another one may stand in its place. */
export type Pictures = Required<Pick<PageOptions, "pictures" | "narrowPictures">>;

/** Returns the report as one HTML file that loads nothing and runs nothing. */
export async function writeReportPage(report: Report, pictures: Pictures): Promise<string> {
  const page = new Page(pictures);
  const summary = page.convert(report.summary);
  const topics = [
    ...page.convert([heading(2, HEADINGS.topics)]),
    ...report.topics.map((topic) => showTopic(topic, page)),
  ];
  const appendix = [
    ...page.convert([heading(2, HEADINGS.appendix)]),
    listEvidence(report.topics, page),
    ...report.appendix.map((part) => foldPart(part, page)),
  ];
  const content = [
    h("a", { className: ["skip"], href: "#report" }, "Skip to the report"),
    h("nav", { ariaLabelledBy: ["contents"] }, h("h2", { id: "contents" }, "Contents"), listContents(page.sections)),
    h("main", { id: "report" }, [
      h("section", { className: ["summary", ...(report.topics.length > MOST_WITH_TERMS ? ["many"] : [])] }, summary),
      h("section", { className: ["topics"] }, topics),
      h("section", { className: ["appendix"] }, appendix),
    ]),
  ];
  const title = page.sections.find(({ depth }) => depth === 1)?.text ?? "Topic Atlas";
  const letters = toHtml(content, { allowDangerousHtml: true });
  return writePage(title, (await embedFont(letters)) + REPORT_STYLE, content);
}

/** Converts the parts of a page one by one, each heading with an id of its own. */
class Page {
  readonly sections: Section[] = [];
  readonly #pictures: Pictures;

  constructor(pictures: Pictures) {
    this.#pictures = pictures;
  }

  convert(children: RootContent[]): ElementContent[] {
    const takenIds = ["report", "contents", ...this.sections.map(({ id }) => id)];
    const { content, sections } = convertToHtml(children, {
      ...this.#pictures,
      takenIds,
      siblingPages: SIBLING_PAGES,
    });
    this.sections.push(...sections);
    return content;
  }
}

function showTopic({ content, evidence, isBroader }: TopicSection, page: Page): Element {
  const fold = evidence.length > 0 ? [foldScreen(EVIDENCE_SUMMARY, page.convert(evidence))] : [];
  return h("section", { className: isBroader ? ["topic", "broader"] : ["topic"] }, [...page.convert(content), ...fold]);
}

/** A part that is folded on screen, and left out in print, where the appendix has it. */
function foldScreen(summary: string, content: ElementContent[]): Element {
  return h("details", { className: ["screen"] }, h("summary", summary), content);
}

/** The evidence of all topics, for print alone: on screen it is folded under each topic. */
function listEvidence(topics: readonly TopicSection[], page: Page): Element {
  const parts = topics
    .filter(({ evidence }) => evidence.length > 0)
    .map(({ heading: name, evidence }) => h("div", h("h4", name), page.convert(evidence)));
  return h("div", { className: ["print"] }, h("h3", HEADINGS.evidence), parts);
}

function foldPart({ heading: name, content }: AppendixPart, page: Page): Element {
  return h("details", h("summary", page.convert([heading(3, name)]).map(unlink)), page.convert(content));
}

/** Takes the link off a heading: within a summary it would lie in the way of the click that unfolds. */
function unlink(node: ElementContent): ElementContent {
  if (node.type !== "element") return node;
  return { ...node, children: node.children.flatMap((child) => (isLink(child) ? child.children : [child])) };
}

function isLink(node: ElementContent): node is Element {
  return node.type === "element" && node.tagName === "a";
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
