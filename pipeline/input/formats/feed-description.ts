import type { GivenFields } from "../record.ts";
import { readArxivReference } from "./arxiv-reference.ts";
import { readHtmlText, readParagraphs } from "./html-text.ts";
import { splitNames } from "./person-names.ts";

/** What the description of an entry says: its abstract and, where the feed writes them there, more. */
export type Description = { abstract: string | null; announceType?: string } & Partial<GivenFields>;

/** How arXiv's feeds begin a description, which is no HTML: its `<` are those of mathematics. */
const ARXIV = /^\s*arXiv:(\S+)\s+Announce Type:\s*(\S+)\s+Abstract:\s*/;

const LABEL = /^(Authors|Upvotes|Summary):\s*/;

/** Returns an abstract without what arXiv's feeds write before it. */
export function dropAnnouncement(abstract: string | null): string | null {
  return abstract?.replace(ARXIV, "") ?? null;
}

/** Returns what the description of an entry of a feed says: HTML, with the labels of the daily papers' feed read, or arXiv's plain text. */
export function readDescription(text: string): Description {
  const [announced, id, announceType] = ARXIV.exec(text) ?? [];
  if (announced !== undefined)
    return { abstract: text.slice(announced.length), announceType, ...readArxivReference(`arXiv:${id}`) };
  const labelled = new Map<string, string>();
  const paragraphs = readParagraphs(text);
  for (const [index, paragraph] of paragraphs.entries()) {
    const [label, name] = LABEL.exec(paragraph) ?? [];
    if (label === undefined || labelled.has(name!)) continue;
    const rest = name === "Summary" ? paragraphs.slice(index).join("\n") : paragraph;
    labelled.set(name!, rest.slice(label.length));
  }
  const summary = labelled.get("Summary");
  if (summary === undefined) return { abstract: readHtmlText(text) || null };
  const upvotes = labelled.get("Upvotes");
  const authors = labelled.get("Authors");
  return {
    abstract: summary,
    ...(authors !== undefined && { authors: splitNames(authors) }),
    ...(upvotes !== undefined && /^\d+$/.test(upvotes) && { upvotes: Number(upvotes) }),
  };
}
