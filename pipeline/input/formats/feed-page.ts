import { Parser } from "htmlparser2";
import { decodeLoosely } from "../../text/decode-text.ts";
import type { FileContent } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { readDailyEntry } from "./daily-entry.ts";
import type { Format } from "./format.ts";
import { DEEPEST_HTML } from "./html-text.ts";
import { readPlace } from "./json-records.ts";
import { JsonSplitter } from "./split-json.ts";

/** The attributes of the element whose properties are the list, and where its properties begin in the page. */
type ListElement = { props: string; offset: number };

/** The page of a day's papers as a browser saves it: HTML that carries the list as JSON, in the element `DailyPapers`. */
export const feedPage: Format = {
  name: "feed-page",
  description: "HTML pages of daily papers",
  recognizes: ({ bytes }) => {
    const text = decodeLoosely(bytes);
    return (
      /^\s*<(?:!doctype html|html|!--)/i.test(text) && /data-target=["']?DailyPapers|<title>\s*Daily Papers/i.test(text)
    );
  },
  readRecords,
};

async function* readRecords(file: FileContent): AsyncGenerator<FoundRecord | Rejection> {
  const text = await file.readText();
  const element = findList(text);
  if (!element) {
    yield { line: 1, reason: 'no element with data-target="DailyPapers" and data-props in this page', raw: "" };
    return;
  }
  const firstLine = text.slice(0, element.offset).split("\n").length;
  const [, day] = /"dateString":\s?"(\d{4}-\d{2}-\d{2})"/.exec(element.props) ?? [];
  const splitter = new JsonSplitter(file.source, { holds: "list", key: "dailyPapers" });
  const lines = element.props.split("\n");
  let index = 0;
  const places = function* () {
    for (const [row, line] of lines.entries())
      yield* splitter.push({ number: firstLine + row, text: line, isCut: false });
    yield* splitter.end(firstLine + lines.length - 1);
  };
  for (const place of places()) {
    yield readPlace(place, index, (record) => readDailyEntry(record, day ?? file.source));
    index += 1;
  }
}

function findList(text: string): ListElement | null {
  let found: ListElement | null = null;
  let depth = 0;
  const parser = new Parser({
    onopentag: (_, attributes) => {
      depth += 1;
      if (depth > DEEPEST_HTML) parser.pause();
      if (found || attributes["data-target"] !== "DailyPapers" || attributes["data-props"] === undefined) return;
      const offset = text.indexOf("data-props", parser.startIndex);
      found = { props: attributes["data-props"], offset };
    },
    onclosetag: () => {
      depth -= 1;
    },
  });
  parser.end(text);
  return found;
}
