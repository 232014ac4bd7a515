import { decodeLoosely } from "../../text/decode-text.ts";
import type { FileContent } from "../file-content.ts";
import { readPartialDate } from "../partial-date.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { findArxivReference } from "./arxiv-reference.ts";
import type { Format } from "./format.ts";
import { toFoundRecord } from "./found-record.ts";
import { dropMarkup } from "./html-text.ts";
import { splitKeywords } from "./keywords.ts";
import { turnName } from "./person-names.ts";

/** A line with a tag of two characters; some writers put one space or none around the dash. */
const TAGGED = /^([A-Z][A-Z\d]) {1,2}-(?: (.*)|)$/;

/** For each field its tags in the dialects of reference managers, the first that says something first. */
const TAGS = {
  title: ["TI", "T1", "CT", "BT"],
  abstract: ["AB", "N2"],
  venue: ["T2", "JF", "JO", "JA", "J2", "BT"],
  doi: ["DO", "DI"],
  url: ["UR", "L2", "L1"],
  language: ["LA"],
} as const;
const AUTHORS = ["AU", "A1"];
const KEYWORDS = ["KW"];
const DATES = ["DA", "PY", "Y1"];
const READ: readonly string[] = [...Object.values(TAGS).flat(), ...AUTHORS, ...KEYWORDS, ...DATES, "ER"];

/** What catalogues of medicine put before the headings that matter most. */
const MAJOR = /^\*(?=\p{L})/u;

/** What is longer is no record, but a file in which none ends. */
const MOST_CHARACTERS = 16 * 2 ** 20;

/** What stands behind the first day of a span, as in "4-8 Aug. 2020". */
const SPAN = /(?<=^\d{1,2})\s?[-–]\s?\d{1,2}(?=\s)/;

type RisRecord = { line: number; lines: string[]; length: number; fields: Map<string, string[]> };

/** RIS, as Zotero, EndNote, Mendeley, Scopus and publishers write it. */
export const ris: Format = {
  name: "ris",
  description: "RIS of reference managers",
  recognizes: ({ bytes }) => /^TY {1,2}- ?[A-Z]/m.test(decodeLoosely(bytes.subarray(0, 4096))),
  readRecords,
};

async function* readRecords(file: FileContent): AsyncGenerator<FoundRecord | Rejection> {
  let record: RisRecord | null = null;
  for await (const { number, text } of file.readLines()) {
    const [, tag, value = ""] = TAGGED.exec(text) ?? [];
    if (record && (tag === "TY" || record.length > MOST_CHARACTERS)) {
      yield readRecord(record);
      record = null;
    }
    record ??= tag === "TY" ? { line: number, lines: [], length: 0, fields: new Map() } : null;
    if (!record) continue;
    record.lines.push(text);
    record.length += text.length;
    addLine(record, tag, value, text);
    if (tag === "ER") {
      yield readRecord(record);
      record = null;
    }
  }
  if (record) yield readRecord(record);
}

/** A line without a tag goes on with the field above it. */
function addLine({ fields }: RisRecord, tag: string | undefined, value: string, text: string): void {
  if (tag !== undefined) {
    const values = fields.get(tag) ?? [];
    fields.delete(tag);
    fields.set(tag, [...values, value.trim()]);
    return;
  }
  const last = [...fields.values()].at(-1);
  if (last && text.trim() !== "") last.push(`${last.pop()}\n${text.trim()}`.trim());
}

function readRecord({ line, lines, fields }: RisRecord): FoundRecord | Rejection {
  const listAll = (tags: readonly string[]) =>
    tags.flatMap((tag) => fields.get(tag) ?? []).filter((said) => said !== "");
  const give = (field: keyof typeof TAGS) => listAll(TAGS[field])[0] ?? null;
  const title = give("title");
  const abstract = give("abstract");
  const extra = [...fields]
    .filter(([tag]) => !READ.includes(tag))
    .map(([tag, said]) => [tag, said.length === 1 ? said[0] : said]);
  return toFoundRecord(
    { line, raw: lines.join("\n") },
    {
      title: title && dropMarkup(title),
      abstract: abstract && dropMarkup(abstract),
      authors: listAll(AUTHORS).map(turnName),
      published: findDate(fields),
      venue: give("venue"),
      keywords: listAll(KEYWORDS).flatMap((words) =>
        words.includes("\n") || words.includes(";") ? (splitKeywords(words) ?? []) : [words.replace(MAJOR, "")],
      ),
      doi: give("doi"),
      paper_url: give("url")?.split("\n")[0] ?? null,
      language: give("language"),
      ...findArxivReference([...listAll(["UR", "DO", "M1", "AN"])]),
      extra: Object.fromEntries(extra),
    },
  );
}

/** Dates are 2020/05/01/more, with parts left empty, or words that may lack their year; the most exact counts. */
function findDate(fields: Map<string, string[]>): string | null {
  const written = DATES.flatMap((tag) => fields.get(tag) ?? []).map((date) => {
    const [parts = date.replace(SPAN, "")] = /^\d{4}(?:\/\d{1,2}){0,2}/.exec(date) ?? [];
    return parts.replaceAll("/", "-");
  });
  const [day = "", year = ""] = [fields.get("DA")?.[0], fields.get("PY")?.[0]?.slice(0, 4)];
  const dates = [...written, `${year} ${day}`, `${day} ${year}`].map(readPartialDate).filter((date) => date !== null);
  return dates.reduce<string | null>((best, date) => (date.length > (best?.length ?? 0) ? date : best), null);
}
