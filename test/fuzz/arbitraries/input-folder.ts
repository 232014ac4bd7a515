import fc from "fast-check";
import { readPages, readRecordLines } from "../read-fixtures.ts";
import type { FuzzFile } from "../write-input.ts";
import { hostileText, hostileWord } from "./hostile-text.ts";
import { mutate, mutations } from "./mutations.ts";
import { recordLine } from "./record-lines.ts";

const PAGES = readPages();
const RECORDS = readRecordLines();
/** What stands above the papers of a page in either layout; in layout A the first title is glued to it. */
const HEAD_A =
  "Get trending papers in your email inbox once a day!\nGet trending papers in your email inbox!\nSubscribe";
const HEAD_B =
  "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\nbyAK and the research community\n\n";

const ending = fc.constantFrom("\n", "\n", "\r\n", "\r");
const packing = fc.constantFrom<FuzzFile["packing"]>("none", "none", "none", "none", "gzip", "cut gzip", "wrong");
const encoding = fc.constantFrom<FuzzFile["encoding"]>("utf8", "utf8", "utf8", "utf8", "utf8", "utf16le", "latin1");

const realLines = fc.subarray(RECORDS, { minLength: 3, maxLength: 25 });

/** Lines of records, made up or taken from real files, perhaps repeated or changed. */
const recordLines = fc
  .tuple(realLines, fc.array(recordLine, { maxLength: 12, size: "max" }), mutations, fc.boolean())
  .map(([real, made, changes, isDoubled]) =>
    mutate([...real, ...made, ...(isDoubled ? made : [])].join("\n"), changes),
  );

const onlyMadeUp = fc.array(recordLine, { maxLength: 20, size: "max" }).map((lines) => lines.join("\n"));

/** A page of either layout: the beginning of a real one, changed, or made up of texts. */
const page = fc.oneof(
  fc
    .tuple(fc.constantFrom(...PAGES), fc.integer({ min: 4, max: 60 }), mutations)
    .map(([text, lines, changes]) => mutate(text.split("\n").slice(0, lines).join("\n"), changes)),
  fc
    .tuple(
      fc.constantFrom(HEAD_A, HEAD_B, `${HEAD_B}Aug 11, 2025\n\n`, `${HEAD_B}Feb 30, 2026\n\n`),
      fc.array(hostileText, { maxLength: 12 }),
    )
    .map(([head, texts]) => head + texts.join(head === HEAD_A ? "\n" : "\n\n")),
);

const fileName = fc.oneof(
  { arbitrary: fc.constantFrom("a", "b", "c", "2026-11-25"), weight: 6 },
  { arbitrary: hostileWord.map(toFileName), weight: 2 },
);

const file: fc.Arbitrary<FuzzFile> = fc.oneof(
  {
    weight: 6,
    arbitrary: describeFile(fc.oneof({ arbitrary: recordLines, weight: 5 }, { arbitrary: onlyMadeUp, weight: 2 }), [
      ".jsonl",
      ".JSONL",
      ".ndjson",
    ]),
  },
  { weight: 3, arbitrary: describeFile(page, [".txt", ""]) },
  { weight: 1, arbitrary: describeFile(fc.oneof(hostileText, recordLines), [".json", ".md", ".jsonl.gz.txt"]) },
);

/** Files of an input folder, each of an own name. */
export const inputFolder = listFiles(fc.array(file, { minLength: 1, maxLength: 4, size: "max" }));

const wholeFile: fc.Arbitrary<FuzzFile> = fc
  .tuple(realLines, fc.array(recordLine, { maxLength: 25, size: "max" }), fc.constantFrom("none", "gzip"))
  .map(([real, made, packing]) => ({
    name: packing === "gzip" ? "whole.jsonl.gz" : "whole.jsonl",
    text: [...real, ...made].join("\n"),
    encoding: "utf8",
    packing: packing as FuzzFile["packing"],
  }));

/** A folder that a run comes to a result with, unless a file beside the first is so broken that it ends the run. */
export const usableFolder = listFiles(
  fc
    .tuple(wholeFile, fc.array(file, { minLength: 1, maxLength: 2 }), fc.nat(3))
    .map(([whole, others, draw]) => (draw === 0 ? [whole, ...others] : [whole])),
);

function listFiles(files: fc.Arbitrary<FuzzFile[]>): fc.Arbitrary<FuzzFile[]> {
  const keyOf = ({ name }: FuzzFile) => name.normalize("NFC").toLowerCase();
  return files.map((listed) => [...new Map(listed.map((one) => [keyOf(one), one])).values()]);
}

function describeFile(text: fc.Arbitrary<string>, endings: string[]): fc.Arbitrary<FuzzFile> {
  return fc
    .tuple(fileName, fc.constantFrom(...endings), text, ending, encoding, packing)
    .map(([stem, extension, content, lineEnding, bytes, packed]) => ({
      name: `${stem}${extension}${packed === "none" ? "" : ".gz"}`,
      text: lineEnding === "\n" ? content : content.replaceAll("\n", lineEnding),
      encoding: bytes,
      packing: packed,
    }));
}

/** Returns what a file system takes as a name. */
function toFileName(text: string): string {
  const name = text.replace(/\p{Cs}/gu, "\ufffd").replace(/[/\0]/g, "_");
  return name.length > 40 || name === "." || name === ".." || name === "" ? "odd" : name;
}
