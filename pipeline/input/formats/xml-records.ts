import { SaxesParser } from "saxes";
import type { FileContent } from "../file-content.ts";
import type { Rejection } from "../record.ts";
import { LONGEST_LINE } from "../split-lines.ts";
import type { RecordPlace } from "./found-record.ts";
import type { XmlElement } from "./xml-elements.ts";

/** A record of XML and where it stands. */
export type XmlRecord = RecordPlace & { element: XmlElement };

const DEEPEST = 200;
const MEBIBYTE = 2 ** 20;
const LARGEST_RECORD = 16 * MEBIBYTE;
const LONGEST_RAW = 2 ** 16;

/** What feeds get wrong in ways that leave no doubt of what they say. */
const HARMLESS =
  /^(?:undefined entity\.|unbound namespace prefix|(?:an|the) XML declaration must|disallowed character\.|malformed character entity|the string "]]>"|text data outside|documents may contain only one root|encoding value)/;

const PREFIXES: Readonly<Record<string, string>> = {
  "http://www.w3.org/2005/Atom": "",
  "http://purl.org/rss/1.0/": "",
  "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
  "http://purl.org/dc/elements/1.1/": "dc:",
  "http://purl.org/dc/terms/": "dcterms:",
  "http://purl.org/rss/1.0/modules/content/": "content:",
  "http://arxiv.org/schemas/atom": "arxiv:",
};

/**
 * Gives the elements of these names as the file is read, in order, a file of any size; an element within one of them is part of it. No entity
 * that the file declares is replaced, and nothing that it names is opened. Where the XML breaks, nests deeper than 200 or holds a record of
 * more than 16 MiB, that is rejected and nothing after it is read.
 */
export async function* readXmlRecords(
  file: FileContent,
  names: readonly string[],
): AsyncGenerator<XmlRecord | Rejection> {
  const reader = new XmlRecordReader(names);
  for await (const { text, isCut, number } of file.readLines()) {
    reader.read(text, number, isCut);
    yield* reader.takeFound();
    if (reader.fault !== null) return;
  }
  reader.end();
  yield* reader.takeFound();
}

class XmlRecordReader {
  readonly #names: readonly string[];
  readonly #parser = new SaxesParser({ xmlns: true });
  #found: (XmlRecord | Rejection)[] = [];
  #depth = 0;
  /** The record that is open, and the elements open in it. */
  #open: XmlElement[] = [];
  #place: RecordPlace = { line: 1, raw: "" };
  #line = "";
  #number = 1;
  #tagLine = 1;
  #rawStart = 0;
  /** Characters since the last element began or ended outside of records, or since the record began. */
  #held = 0;
  fault: string | null = null;

  constructor(names: readonly string[]) {
    this.#names = names;
    const parser = this.#parser;
    parser.on("error", ({ message }) => this.#judge(message.replace(/^\d+:\d+: /, "")));
    parser.on("doctype", (text) => {
      if (/<!ENTITY/i.test(text))
        this.#stop("it declares entities of its own, which are not read, since they may grow without bound");
    });
    parser.on("opentagstart", () => {
      this.#depth += 1;
      this.#tagLine = this.#number;
      if (this.#depth > DEEPEST) this.#stop(`elements nest deeper than ${DEEPEST}`);
    });
    parser.on("opentag", ({ local, prefix, uri, attributes }) => {
      const name = `${PREFIXES[uri] ?? (prefix === "" ? "" : `${prefix}:`)}${local}`;
      if (this.#open.length === 0 && !this.#begin(name)) return;
      const given = Object.values(attributes).map(({ name, value }) => [name, value]);
      const element: XmlElement = { name, attributes: Object.fromEntries(given), children: [] };
      this.#open.at(-1)?.children.push(element);
      this.#open.push(element);
    });
    parser.on("closetag", () => {
      this.#depth -= 1;
      const element = this.#open.pop();
      if (element && this.#open.length === 0) this.#finish(element);
      if (this.#open.length === 0) this.#held = 0;
    });
    const addText = (text: string) => void this.#open.at(-1)?.children.push(text);
    parser.on("text", addText);
    parser.on("cdata", addText);
  }

  read(line: string, number: number, isCut: boolean): void {
    this.#line = line;
    this.#number = number;
    this.#rawStart = 0;
    this.#held += line.length;
    this.#run(() => {
      if (isCut) this.#stop(`this line is longer than ${LONGEST_LINE / MEBIBYTE} MiB`);
      if (this.#held > LARGEST_RECORD && this.#held > line.length)
        this.#stop(`a record or text is longer than ${LARGEST_RECORD / MEBIBYTE} MiB`);
      this.#parser.write(`${line}\n`);
    });
    if (this.#open.length > 0) this.#addRaw(`${line.slice(this.#rawStart)}\n`);
  }

  end(): void {
    this.#run(() => this.#parser.close());
  }

  /** A handler that finds a fault throws, since nothing else ends the parser. */
  #run(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (this.fault === null) throw error;
    }
  }

  takeFound(): (XmlRecord | Rejection)[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #begin(name: string): boolean {
    this.#held = 0;
    if (!this.#names.includes(name)) return false;
    const column = this.#parser.columnIndex;
    this.#rawStart = Math.max(0, this.#line.lastIndexOf("<", column - 1));
    this.#place = { line: this.#tagLine, raw: "" };
    return true;
  }

  #finish(element: XmlElement): void {
    const end = this.#parser.columnIndex;
    this.#addRaw(this.#line.slice(this.#rawStart, end));
    this.#rawStart = end;
    this.#found.push({ ...this.#place, element });
  }

  #addRaw(text: string): void {
    const room = LONGEST_RAW - this.#place.raw.length;
    if (room > 0) this.#place.raw += text.slice(0, room);
  }

  #judge(message: string): void {
    if (!HARMLESS.test(message)) this.#stop(message);
  }

  #stop(message: string): never {
    this.fault = message;
    const line = this.#number;
    const reason = `not read from line ${line} on: ${message.replace(/\.$/, "")}`;
    const isInRecord = this.#open.length > 0;
    this.#found.push({ line: isInRecord ? this.#place.line : line, reason, raw: isInRecord ? this.#place.raw : "" });
    throw new Error(reason);
  }
}
