import GithubSlugger from "github-slugger";
import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import type { Heading, Image, Paragraph, RootContent, Table } from "mdast";
import { defaultHandlers, type Raw, type State, toHast } from "mdast-util-to-hast";
import { toString as toText } from "mdast-util-to-string";

const TABLE_PARTS = new Set(["thead", "tbody", "tr", "th", "td"]);

/** A heading of the page, by the id that links lead to. */
export type Section = { id: string; depth: number; text: string };

/** A picture for a narrow screen, and how to read it. */
export type NarrowPicture = { svg: string; note: string };

/** What a page is made with. */
export type PageOptions = {
  /** SVG texts by the address of the image that they stand for. */
  pictures?: ReadonlyMap<string, string>;
  /** Others of the same, for a narrow screen, where a picture of the full width cannot be read. */
  narrowPictures?: ReadonlyMap<string, NarrowPicture>;
  /** Ids that the page has already. */
  takenIds?: readonly string[];
  /** Pages beside this one: where one is named as code, it is a link. */
  siblingPages?: readonly string[];
};

/**
 * Returns a Markdown tree as the elements of a page, with its headings in order. Every heading gets an id of its own, and links to itself
 * unless it leads elsewhere. A table or picture that is too wide scrolls in a frame. Text stays text, whatever it holds.
 */
export function convertToHtml(
  children: RootContent[],
  { pictures = new Map(), narrowPictures = new Map(), takenIds = [], siblingPages = [] }: PageOptions = {},
): { content: ElementContent[]; sections: Section[] } {
  const slugger = new GithubSlugger();
  for (const id of takenIds) slugger.slug(id);
  const sections: Section[] = [];
  const convertHeading = (state: State, node: Heading): Element => {
    const text = toText(node);
    const section = { id: slugger.slug(text) || slugger.slug("section"), depth: node.depth, text };
    sections.push(section);
    if (node.depth === 1) return h("h1", { id: section.id }, state.all(node));
    const isLinked = node.children.some(({ type }) => type === "link");
    const content = isLinked ? state.all(node) : h("a", { href: `#${section.id}` }, state.all(node));
    return h(`h${node.depth}`, { id: section.id, ...node.data?.hProperties }, content);
  };
  const convertParagraph = (state: State, node: Paragraph): ElementContent => {
    const [only, ...others] = node.children;
    const svg = only?.type === "image" && others.length === 0 ? pictures.get(only.url) : undefined;
    return svg === undefined ? defaultHandlers.paragraph(state, node) : showPicture(only as Image, svg, narrowPictures);
  };
  const convertTable = (state: State, node: Table): Element => {
    const header = node.children[0]!.children.map((cell) => toText(cell));
    return scrollFrame(`Table: ${header.join(", ")}`, nameCells(defaultHandlers.table(state, node), header));
  };
  const tree = toHast(
    { type: "root", children },
    {
      handlers: {
        heading: convertHeading,
        paragraph: convertParagraph,
        table: convertTable,
        code: (_, { value }) => scrollFrame("Code", h("pre", h("code", value))),
        inlineCode: (_, { value }) =>
          siblingPages.includes(value) ? h("a", { href: value }, h("code", value)) : h("code", value),
      },
    },
  );
  return { content: "children" in tree ? (tree.children as ElementContent[]) : [], sections };
}

function showPicture({ url, alt }: Image, svg: string, narrowPictures: ReadonlyMap<string, NarrowPicture>): Element {
  const name = url.replace(/^.*\//, "").replace(/\.svg$/, "");
  // Raw, so that it is not parsed and written again: it is the program's own picture, in which every text is escaped.
  const picture: Raw = { type: "raw", value: prefixIds(svg, name) };
  const frame = scrollFrame(alt ?? name, picture);
  const narrow = narrowPictures.get(url);
  if (narrow === undefined) return h("figure", { className: [name] }, frame);
  const other: Raw = { type: "raw", value: prefixIds(narrow.svg, `${name}-narrow`) };
  return h(
    "figure",
    { className: [name, "both"] },
    frame,
    h("div", { className: ["narrow"] }, other, h("p", narrow.note)),
  );
}

/** Makes the ids of a picture its own, so that several can stand in one page. */
function prefixIds(svg: string, prefix: string): string {
  return svg
    .replace(/(<(?:clipPath|linearGradient|radialGradient|pattern) id=")/g, `$1${prefix}-`)
    .replace(/="url\(#/g, `="url(#${prefix}-`);
}

/** Something that may be wider than the screen; it takes the focus, so that keys can scroll it. */
function scrollFrame(label: string, content: ElementContent): Element {
  return h("div", { className: ["frame"], role: "region", ariaLabel: label, tabIndex: 0 }, content);
}

/** Gives each cell its column's heading, for where cells stand below each other, and a class for `align`, which HTML has no more. */
function nameCells(element: Element, header: readonly string[], column = 0): Element {
  const { align, ...properties } = element.properties;
  let place = -1;
  return {
    ...element,
    properties: {
      ...properties,
      ...(align === "right" ? { className: ["number"] } : {}),
      ...(element.tagName === "td" ? { dataColumn: header[column] ?? "" } : {}),
    },
    children: element.children.map((child) => {
      if (child.type !== "element" || !TABLE_PARTS.has(child.tagName)) return child;
      place++;
      return nameCells(child, header, place);
    }),
  };
}
