import { findArxivReference } from "./arxiv-reference.ts";
import type { ReadRecord } from "./found-record.ts";
import { splitKeywords } from "./keywords.ts";
import { readLatex } from "./latex-text.ts";
import { turnName } from "./person-names.ts";

/** Fields that are read, and those that say where the writer of the file keeps a copy. */
const READ: readonly string[] = [
  "title",
  "abstract",
  "author",
  "date",
  "year",
  "month",
  "day",
  "journal",
  "journaltitle",
  "booktitle",
  "keywords",
  "keyword",
  "doi",
  "url",
  "language",
  "langid",
  "primaryclass",
  "file",
  "local-url",
];

/** Returns what the fields of an entry, by name in lower case, say. A subtitle is put behind the title. */
export function readBibtexFields(type: string, key: string, fields: ReadonlyMap<string, string>): ReadRecord {
  const give = (...names: string[]) => {
    for (const name of names) {
      const text = readLatex(fields.get(name) ?? "");
      if (text !== "") return text;
    }
    return null;
  };
  const keywords = splitKeywords(give("keywords", "keyword"));
  const primary = give("primaryclass", "eprintclass");
  const eprint = /arxiv/i.test(give("archiveprefix", "eprinttype") ?? "arxiv") ? give("eprint") : null;
  const url = give("url");
  const doi = give("doi");
  const others = [...fields].filter(([name]) => !READ.includes(name));
  return {
    title: [give("title"), give("subtitle")].filter((part) => part !== null).join(": ") || null,
    abstract: give("abstract"),
    authors: splitAuthors(fields.get("author") ?? fields.get("editor") ?? ""),
    published: readDate(give("date"), give("year"), give("month"), give("day")),
    venue: give("journaltitle", "journal", "booktitle"),
    categories: primary === null ? null : [primary],
    keywords,
    doi,
    paper_url: url,
    language: give("langid", "language"),
    ...findArxivReference([eprint, url, doi, /\barXiv:\S+/i.exec(give("journal", "note") ?? "")?.[0] ?? null]),
    extra: { type, key, ...Object.fromEntries(others) },
  };
}

/** A span of dates or years begins with its first. */
function readDate(
  date: string | null,
  written: string | null,
  month: string | null,
  day: string | null,
): string | null {
  if (date !== null) return date.split("/")[0]!;
  const year = written?.replace(/^(\d{4})\s?[-–—/]\s?\d{2,4}$/, "$1") ?? null;
  if (year === null || month === null) return year;
  if (/^\d{1,2}$/.test(month)) return [year, month, ...(day === null ? [] : [day])].join("-");
  const [name = month, dayInMonth = day] = [/[A-Za-z]+/.exec(month)?.[0], /\d{1,2}/.exec(month)?.[0]];
  return [year, name, ...(dayInMonth === null ? [] : [dayInMonth])].join(" ");
}

/** Names are parted by "and" outside of braces; a name wholly in braces is that of a body. */
function splitAuthors(text: string): string[] | null {
  const names = splitOutsideBraces(text).map((name) => {
    const written = name.trim();
    return /^\{[^{}]*\}$/.test(written) ? readLatex(written) : turnName(readLatex(written));
  });
  const persons = names.filter((name) => name !== "" && name !== "others");
  return persons.length > 0 ? persons : null;
}

function splitOutsideBraces(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: found, index } of text.matchAll(/[{}]|\sand\s/gi)) {
    if (found === "{") depth += 1;
    else if (found === "}") depth -= 1;
    else if (depth <= 0) {
      parts.push(text.slice(start, index));
      start = index + found.length;
    }
  }
  return [...parts, text.slice(start)];
}
