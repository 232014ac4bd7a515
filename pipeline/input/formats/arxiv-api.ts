import { decodeLoosely } from "../../text/decode-text.ts";
import type { FileContent } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { ATOM_FIELDS, readAtomEntry } from "./atom.ts";
import type { Format } from "./format.ts";
import { quote } from "./format.ts";
import { toFoundRecord } from "./found-record.ts";
import { childText, findChild, listOtherFields } from "./xml-elements.ts";
import { readXmlRecords, type XmlRecord } from "./xml-records.ts";
import { readXmlRoot } from "./xml-root.ts";

const READ = [...ATOM_FIELDS, "arxiv:comment", "arxiv:doi", "arxiv:journal_ref", "arxiv:primary_category"];

/** What arXiv's API answers: Atom, with elements of arXiv's own. */
export const arxivApi: Format = {
  name: "arxiv-api",
  description: "answers of arXiv's API",
  recognizes: (head) =>
    readXmlRoot(head) === "feed" && decodeLoosely(head.bytes).includes("http://arxiv.org/schemas/atom"),
  readRecords,
};

async function* readRecords(file: FileContent): AsyncGenerator<FoundRecord | Rejection> {
  for await (const record of readXmlRecords(file, ["entry"])) yield "reason" in record ? record : readEntry(record);
}

function readEntry({ element, line, raw }: XmlRecord): FoundRecord | Rejection {
  if (/arxiv\.org\/api\/errors/.test(childText(element, "id") ?? ""))
    return { line, reason: `an error that the API reports: ${quote(childText(element, "summary") ?? "")}`, raw };
  const read = readAtomEntry(element);
  const primary = findChild(element, "arxiv:primary_category")?.attributes.term;
  const categories = [...(primary === undefined ? [] : [primary]), ...(read.categories ?? [])];
  const updated = childText(element, "updated");
  return toFoundRecord(
    { line, raw },
    {
      ...read,
      categories: categories.length > 0 ? [...new Set(categories)] : null,
      author_comment: childText(element, "arxiv:comment"),
      doi: childText(element, "arxiv:doi") ?? read.doi ?? null,
      venue: childText(element, "arxiv:journal_ref") ?? read.venue ?? null,
      extra: { ...listOtherFields(element, READ), ...(updated !== null && { updated }) },
    },
  );
}
