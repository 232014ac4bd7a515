import { readDay } from "../../calendar-day.ts";
import { readPartialDate } from "../partial-date.ts";
import type { GivenFields } from "../record.ts";
import { readHtmlText } from "./html-text.ts";
import { splitNames } from "./person-names.ts";
import { childText, childTexts, type XmlElement } from "./xml-elements.ts";

/** Elements of Dublin Core, PRISM and the like that entries of any feed may have, and that `readFeedFields` reads. */
export const FEED_FIELDS: readonly string[] = [
  "dc:creator",
  "dc:subject",
  "dc:language",
  "dc:date",
  "dc:identifier",
  "dc:source",
  "prism:doi",
  "prism:publicationName",
  "prism:publicationDate",
  "slash:comments",
  "arxiv:announce_type",
  "arxiv:DOI",
  "arxiv:journal_reference",
];

/** Returns what an entry of a feed says in elements of Dublin Core, PRISM and arXiv; a field that it lacks is null. */
export function readFeedFields(entry: XmlElement): Partial<GivenFields> {
  const creators = childTexts(entry, "dc:creator")?.map((creator) => readHtmlText(creator));
  const comments = childText(entry, "slash:comments");
  return {
    authors: creators?.flatMap(splitNames) ?? null,
    keywords: childTexts(entry, "dc:subject"),
    language: childText(entry, "dc:language"),
    published: childText(entry, "prism:publicationDate") ?? childText(entry, "dc:date"),
    venue:
      childText(entry, "prism:publicationName") ??
      childText(entry, "arxiv:journal_reference") ??
      childText(entry, "dc:source"),
    doi: childText(entry, "prism:doi") ?? childText(entry, "arxiv:DOI") ?? childText(entry, "dc:identifier"),
    comments: comments !== null && /^\d+$/.test(comments) ? Number(comments) : null,
  };
}

/** Returns the day of announcement as the day of listing; nothing where the text names none. */
export function readAnnouncement(written: string | null): Partial<GivenFields> {
  const day = written === null ? null : readPartialDate(written);
  return day !== null && readDay(day) !== null ? { listed_text: written, listed_date: day } : {};
}

/** Returns fields without those that are null, so that they stand back behind others. */
export function dropNulls<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Partial<Fields>;
}
