import type { FileHead } from "../file-content.ts";
import { readDailyEntry } from "./daily-entry.ts";
import type { Format } from "./format.ts";
import { readJsonRecords } from "./json-records.ts";
import { hasJsonKeys, readJsonShape } from "./json-shape.ts";

/** The list of a day's papers as the feed's API gives it: a list, `{"data": [...]}`, or an object a line. */
export const dailyJson: Format = {
  name: "daily-json",
  description: "daily papers as JSON",
  recognizes: (head) =>
    hasJsonKeys(head, "paper.id", "paper.summary") ||
    hasJsonKeys(head, "id", "summary", "submittedOnDailyAt") ||
    isPrintedByPython(head),
  readRecords: (file) => readJsonRecords(file, (record) => readDailyEntry(record, file.source)),
};

/** Some dumps hold each entry as a text that Python printed, of which nothing is read: it is no JSON. */
function isPrintedByPython(head: FileHead): boolean {
  return readJsonShape(head)?.firstText?.startsWith("{'paper': {") ?? false;
}
