import type { FoundRecord, Rejection } from "../record.ts";
import { findArxivReference } from "./arxiv-reference.ts";
import { dropAnnouncement } from "./feed-description.ts";
import { toFoundRecord } from "./found-record.ts";
import { splitKeywords } from "./keywords.ts";
import { type MarkdownText, readMarkdownText } from "./markdown-text.ts";
import { splitNames } from "./person-names.ts";

/** Texts of links that are no titles. */
const LINK_LABEL =
  /^\W*(?:pdf|paper|arxiv|abs|html|doi|link|url|code|github|gitlab|repo(?:sitory)?|project(?: page)?|page|home ?page|web(?:site|page)?|video|demo|blog|slides?|data(?:sets?)?|models?|hugging ?face|https?:\/\/\S+|(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?)\W*$/i;
const CODE = /\b(?:code|git(?:hub|lab)|repo)/i;
const PROJECT = /\b(?:project|page|home ?page|website)/i;

const LABELS =
  "abstract|summary|tl;?dr|authors?|venue|conference|journal|published(?: in)?|date|year|keywords?|tags?|doi";

/** What stands before a colon at the beginning of a paragraph, and says what it is. */
const LABEL = new RegExp(String.raw`^(${LABELS})\s*[:：]\s*`, "i");

/** The same as Markdown, perhaps in bold or slanted letters: a line that begins so begins a paragraph. */
export const LABELLED_LINE = new RegExp(String.raw`^[ \t]*(?:\*\*|__|\*|_)?(?:${LABELS})[*_]*\s?[:：]`, "i");

/** A line that begins a paragraph labelled as the abstract. */
export const ABSTRACT_LINE = /^[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__|\*|_)?(?:abstract|summary)[*_]*\s?[:：]/i;

/** A paper of a list: its line, how it is named there, whether by a link, the paragraphs below and the heading above. */
export type MarkdownItem = {
  line: number;
  title: string;
  isLinked: boolean;
  paragraphs: string[];
  section: string | null;
};

/** What arXiv's feeds write before the abstract proper, on a line of its own. */
const ANNOUNCED = /^arXiv:\S+ Announce Type: \S+$/;

const LONGEST_TITLE = 2000;

/** In UTF-16 units: a paragraph without a label that is shorter is a remark. */
const SHORTEST_ABSTRACT = 80;

/** Returns the title that the first link of a line gives: its text, or what stands before it where that only says "pdf"; null where there is none. */
export function findLinkedTitle({ text, links }: MarkdownText): string | null {
  const [first] = links;
  if (!first) return null;
  if (!LINK_LABEL.test(first.text)) return first.text || null;
  const length = text.indexOf(first.text);
  if (length > LONGEST_TITLE) return null;
  const before = text.slice(0, length).replace(/[\s([{:|,–—-]+$/, "");
  const title = before.replace(/^[\s)\]}:|,–—-]+/, "");
  return title === "" || LINK_LABEL.test(title) || LABEL.test(`${title}:`) ? null : title;
}

/** Returns a paper of a list as a record; rejects one without an abstract below its title or behind it on its line. */
export function readMarkdownItem(item: MarkdownItem): FoundRecord | Rejection {
  const head = readMarkdownText(item.title);
  const paragraphs = item.paragraphs.map(readMarkdownText).filter(({ text, links }) => text !== "" || links.length > 0);
  const title = item.isLinked ? findLinkedTitle(head) : head.text;
  const behind = title === null ? "" : head.text.slice(head.text.indexOf(title) + title.length);
  const labelled = new Map<string, string>();
  const plain = [behind.replace(/^[\s:|.,–—-]+/, "")];
  for (const { text } of paragraphs) {
    const [label, name = ""] = LABEL.exec(text) ?? [];
    const known = labelled.get(name.toLowerCase());
    if (label === undefined) plain.push(text);
    else if (known === undefined || ANNOUNCED.test(known)) labelled.set(name.toLowerCase(), text.slice(label.length));
  }
  const give = (...names: string[]) => names.map((name) => labelled.get(name)).find((text) => text) ?? null;
  const links = [head, ...paragraphs].flatMap((part) => part.links);
  const authors = give("authors", "author");
  return toFoundRecord(
    { line: item.line, raw: [item.title, ...item.paragraphs].join("\n").trim() },
    {
      title,
      abstract:
        dropAnnouncement(give("abstract", "summary")) ??
        plain.find((text) => text.length >= SHORTEST_ABSTRACT) ??
        give("tldr", "tl;dr"),
      authors: authors === null ? null : splitNames(authors),
      published: give("date", "year", "published"),
      venue: give("venue", "conference", "journal", "published in"),
      keywords: splitKeywords(give("keywords", "keyword", "tags", "tag")),
      doi: give("doi") ?? links.find(({ url }) => /^https?:\/\/(?:dx\.)?doi\.org\//i.test(url))?.url ?? null,
      paper_url: links.find(({ text }) => !CODE.test(text) || !LINK_LABEL.test(text))?.url ?? null,
      code_url: links.find(({ text }) => CODE.test(text) && LINK_LABEL.test(text))?.url ?? null,
      project_url: links.find(({ text }) => PROJECT.test(text) && LINK_LABEL.test(text))?.url ?? null,
      ...findArxivReference(links.map(({ url }) => url)),
      extra: item.section === null ? {} : { section: item.section },
    },
  );
}
