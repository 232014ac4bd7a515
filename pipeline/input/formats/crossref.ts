import type { FoundRecord, Rejection } from "../record.ts";
import { READ_OF_ITEM, readItem } from "./csl-json.ts";
import type { Format } from "./format.ts";
import { toFoundRecord } from "./found-record.ts";
import { dropMarkup } from "./html-text.ts";
import { type JsonRecord, readJsonRecords } from "./json-records.ts";
import { hasJsonKeys } from "./json-shape.ts";
import { asTexts, isJsonObject, omitKeys } from "./json-values.ts";

/** Beside the keys of an item, those that are read, and references, which may be hundreds. */
const READ = [...READ_OF_ITEM, "subtitle", "subject", "reference"];

/** Works of Crossref: an answer of its API, of one work or a list, or JSON lines. */
export const crossref: Format = {
  name: "crossref",
  description: "works of Crossref",
  recognizes: (head) =>
    hasJsonKeys(head, "DOI", "title", "prefix", "member") || hasJsonKeys(head, "message.DOI", "message.title"),
  readRecords: (file) => readJsonRecords(file, readWork),
};

/** A work is an item of CSL whose title, subtitle and journal are lists, and whose abstract is JATS. */
function readWork({ object, ...place }: JsonRecord): FoundRecord | Rejection {
  const work = isJsonObject(object.message) ? object.message : object;
  const item = readItem(work);
  const subtitle = asTexts(work.subtitle)?.[0];
  return toFoundRecord(place, {
    ...item,
    title: item.title && subtitle ? `${item.title}: ${dropMarkup(subtitle)}` : item.title,
    categories: asTexts(work.subject),
    extra: omitKeys(work, READ),
  });
}
