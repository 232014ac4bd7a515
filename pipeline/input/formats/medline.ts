import { decodeLoosely } from "../../text/decode-text.ts";
import { readDoi } from "../../text/doi.ts";
import type { FileContent } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import type { Format } from "./format.ts";
import { toFoundRecord } from "./found-record.ts";
import { turnName } from "./person-names.ts";
import { cleanPubmedTitle, readPubmedSpan } from "./pubmed-text.ts";

/** A line with a tag of up to four letters, filled up with spaces. */
const TAGGED = /^([A-Z][A-Z\d]{1,3}) {0,2}-(?: (.*)|)$/;

const READ: readonly string[] = ["TI", "TT", "AB", "FAU", "AU", "CN", "DP", "JT", "MH", "OT", "LA"];

/** What is longer is no record, but a file in which none ends. */
const MOST_CHARACTERS = 16 * 2 ** 20;

type MedlineRecord = { line: number; lines: string[]; length: number; fields: Map<string, string[]> };

/** The text that PubMed gives for reference managers, a tag a line (.nbib), and ERIC after its model. */
export const medline: Format = {
  name: "medline",
  description: "MEDLINE text of PubMed",
  recognizes: ({ bytes }) => {
    const text = decodeLoosely(bytes.subarray(0, 2 ** 14));
    return /^(?:PMID- ?\d|OWN {1,2}- )/m.test(text) && /^(?:TI|TT|DP) {2}- /m.test(text);
  },
  readRecords,
};

/** A record begins with the tag with which the first one does. */
async function* readRecords(file: FileContent): AsyncGenerator<FoundRecord | Rejection> {
  let first: string | null = null;
  let record: MedlineRecord | null = null;
  for await (const { number, text } of file.readLines()) {
    const [, tag, value = ""] = TAGGED.exec(text) ?? [];
    if (record && (tag === first || record.length > MOST_CHARACTERS)) {
      yield readRecord(record);
      record = null;
    }
    first ??= tag ?? null;
    if (tag !== undefined && tag === first) record = { line: number, lines: [], length: 0, fields: new Map() };
    if (!record) continue;
    record.lines.push(text);
    record.length += text.length;
    addLine(record, tag, value, text);
  }
  if (record) yield readRecord(record);
}

/** A line without a tag goes on with the value above it. */
function addLine({ fields }: MedlineRecord, tag: string | undefined, value: string, text: string): void {
  if (tag !== undefined) {
    const values = fields.get(tag) ?? [];
    fields.delete(tag);
    values.push(value.trim());
    fields.set(tag, values);
    return;
  }
  const last = [...fields.values()].at(-1);
  if (last && text.trim() !== "") last.push(`${last.pop()} ${text.trim()}`);
}

function readRecord({ line, lines, fields }: MedlineRecord): FoundRecord | Rejection {
  const list = (...tags: string[]) => tags.flatMap((tag) => fields.get(tag) ?? []);
  const title = list("TI")[0] ?? list("TT")[0] ?? null;
  const names = list("FAU").length > 0 ? list("FAU") : list("AU");
  const places = list("LID", "AID");
  const pmid = list("PMID")[0];
  return toFoundRecord(
    { line, raw: lines.join("\n").trim() },
    {
      title: title && cleanPubmedTitle(title),
      abstract: list("AB")[0] ?? null,
      authors: [...names.map(turnName), ...list("CN")],
      published: readPubmedSpan(list("DP")[0] ?? ""),
      venue: list("JT")[0] ?? list("TA")[0] ?? null,
      categories: [...new Set(list("MH").map((heading) => heading.split("/")[0]!.replace(/^\*/, "")))],
      keywords: list("OT").map((word) => word.replace(/^\*/, "")),
      doi: places.map((place) => place.replace(/\s*\[doi\]$/, "")).find((place) => readDoi(place) !== null) ?? null,
      paper_url: pmid ? `https://pubmed.ncbi.nlm.nih.gov/${pmid}/` : (places.find(isAddress) ?? null),
      language: list("LA")[0] ?? null,
      extra: Object.fromEntries(
        [...fields]
          .filter(([tag]) => !READ.includes(tag))
          .map(([tag, said]) => [tag, said.length === 1 ? said[0] : said]),
      ),
    },
  );
}

function isAddress(place: string): boolean {
  return /^https?:/.test(place) && readDoi(place) === null;
}
