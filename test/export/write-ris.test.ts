import { expect, it } from "vitest";
import { writeRis } from "../../pipeline/export/write-ris.ts";
import { cleanFields } from "../../pipeline/input/clean-fields.ts";
import { ris } from "../../pipeline/input/formats/ris.ts";
import { readContent } from "../input/formats/read-content.ts";
import { samplePaper } from "./sample-paper.ts";

it("writes a reference a paper, and leaves out what is not known", () => {
  const unknown = {
    ...samplePaper({ paper_id: "2", topic: null, urls: [], listed: [], abstract: "", authors: [], keywords: [] }),
    ...{ published: null, venue: null, doi: null, paper_url: null, language: null },
  };
  expect(writeRis([samplePaper(), unknown]).split("\r\n")).toEqual([
    "TY  - JOUR",
    "ID  - paper-0a1b",
    "TI  - On birds",
    "AU  - Owen, Ada",
    "AU  - Elk, Cy",
    "PY  - 2023",
    "DA  - 2023/11/24/",
    "JO  - Journal of Birds",
    "DO  - 10.1000/a_b",
    "UR  - https://example.org/paper",
    "LA  - en",
    "KW  - Flight",
    "KW  - owls",
    "KW  - wings",
    "AB  - They fly.",
    "ER  - ",
    "",
    "TY  - UNPB",
    "ID  - paper-2",
    "TI  - On birds",
    "ER  - ",
    "",
    "",
  ]);
});

it.each([
  ["2026-03", "PY  - 2026\r\nDA  - 2026/03//"],
  ["2026", "PY  - 2026\r\nDA  - 2026///"],
  [null, "PY  - 2024\r\nJO"],
])("dates %j as exactly as known, else by its first listing", (published, lines) => {
  expect(writeRis([samplePaper({ published })])).toContain(lines);
});

it("lets no text begin a tag of its own", () => {
  const text = writeRis([samplePaper({ title: "a\nER  - \r\nTY  - BOOK\u2028KW  - b", venue: "ICML" })]);
  expect(text.split("\r\n").slice(0, 3)).toEqual(["TY  - CPAPER", "ID  - paper-0a1b", "TI  - a ER - TY - BOOK KW - b"]);
  expect(text).toContain("T2  - ICML");
});

it("is read back as it was", async () => {
  const paper = samplePaper({ authors: ["Ada Owen", "Ludwig van Beethoven"], published: "2026-03" });
  const { records, rejected } = await readContent(ris, "a.ris", writeRis([paper]));
  expect(rejected).toEqual([]);
  expect(records).toMatchObject([{ title: paper.title, abstract: paper.abstract }]);
  expect(cleanFields(records[0]!)).toMatchObject({
    authors: paper.authors,
    published: "2026-03",
    venue: paper.venue,
    doi: paper.doi,
  });
});
