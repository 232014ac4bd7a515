import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { UserError } from "../../../pipeline/error.ts";
import { delimited } from "../../../pipeline/input/formats/delimited.ts";
import { findFormat } from "../../../pipeline/input/formats/formats.ts";
import { describeMapping } from "../../../pipeline/input/table/column-mapping.ts";
import type { FieldChoice } from "../../../pipeline/input/table/table-fields.ts";
import { holdContent, readContent, readTableFixture } from "./read-content.ts";

async function read(name: string, content: string | Uint8Array, fields: FieldChoice = {}) {
  let mapping = "";
  const found = await readContent(delimited, name, content, {
    fields,
    onMapping: (columns) => {
      mapping = describeMapping(columns);
    },
  });
  return { ...found, mapping, rejections: found.rejected.map(({ line, reason }) => `${line}: ${reason}`) };
}

const readFixture = async (name: string, fields?: FieldChoice) => read(name, await readTableFixture(name), fields);

const KERNELS = "We study how graph kernels compare molecules, and where they fail.";

describe("exports", () => {
  it("of Zotero give what they have, the rest as it is", async () => {
    const { mapping, records, rejections } = await readFixture("zotero.csv");
    expect(mapping).toBe(
      "title <- Title, abstract <- Abstract Note, published <- Date or Publication Year, authors <- Author, venue <- Publication Title, keywords <- Manual Tags and Automatic Tags, doi <- DOI, url <- Url, language <- Language; 31 more columns kept as they are",
    );
    expect(records).toEqual([
      {
        line: 2,
        title: "Graph kernels, revisited",
        abstract: KERNELS,
        authors: ["Jörg Müller", "Eva Šmíd"],
        published: "2023-05-04",
        venue: "Journal of Graphs",
        keywords: ["to read", "kernels", "Computer Science - Machine Learning"],
        doi: "10.1000/jg.2023.17",
        paper_url: "https://example.org/jg/17",
        language: "en",
        extra: {
          Key: "2QJ4H5GZ",
          "Item Type": "journalArticle",
          "Publication Year": "2023",
          ISSN: "1533-7928",
          "Date Added": "2026-06-01 09:12:44",
          "Date Modified": "2026-06-02 10:00:00",
          Pages: "1-20",
          Extra: "Number: 17",
        },
      },
      expect.objectContaining({
        line: 3,
        title: 'Speech from text: a "short" way',
        abstract: 'Speech is made from text by a model of its durations.\nIt needs no alignment, "only" two losses.',
        published: "2024-01",
        doi: "10.48550/arxiv.2401.01234",
      }),
    ]);
    expect(rejections).toEqual(['5: abstract: "": is empty']);
  });

  it("of Scopus have abstracts that say that there is none", async () => {
    const { records, rejections } = await readFixture("scopus.csv");
    expect(records).toMatchObject([
      {
        authors: ["Anders R.C.", "Mansi S.A."],
        published: "2023",
        venue: "Journal of Graphs",
        keywords: ["graph kernels", "molecules"],
        extra: { "Index Keywords": "Graph theory", "Cited by": "21" },
      },
    ]);
    expect(rejections).toEqual(['3: abstract: "[No abstract available]": is empty']);
  });

  it("of Web of Science are parted by tabs, one more than the header has, and quote nothing", async () => {
    const { records } = await readFixture("web-of-science.txt");
    expect(records).toMatchObject([
      {
        line: 2,
        title: 'The "hard" part of sensing',
        authors: ["E Kanjo", "EMG Younis"],
        published: "2018",
        venue: "INFORMATION FUSION",
        keywords: ["Sensor fusion", "Regression"],
        categories: ["Computer Science, Theory & Methods"],
        doi: "10.1016/j.inffus.2017.05.005",
        language: "en",
      },
    ]);
    const text = Buffer.from(await readTableFixture("web-of-science.txt")).toString();
    const quoted = await read("a.txt", text.replace('The "hard" part', '"Hard" parts') + text.split("\n")[1]);
    expect(quoted.records.map(({ line, title }) => `${line}: ${title}`)).toEqual([
      '2: "Hard" parts of sensing',
      '3: The "hard" part of sensing',
    ]);
  });

  it("of Dimensions begin with a line about the data, and have several dates", async () => {
    const { records } = await readFixture("dimensions.csv");
    expect(records).toMatchObject([
      {
        line: 3,
        published: "2022-03-01",
        authors: ["J. Smith", "A. Doe"],
        keywords: ["Sepsis", "Humans"],
        categories: ["32 Biomedical and Clinical Sciences", "3202 Clinical Sciences"],
        paper_url: "https://app.dimensions.ai/details/publication/pub.113",
        rank: 500,
      },
    ]);
  });

  it("of IEEE, OpenAlex and arXiv are read by their own names", async () => {
    const [ieee, openAlex, terms] = await Promise.all(
      ["ieee.csv", "openalex.csv", "arxiv-terms.csv"].map((name) => readFixture(name)),
    );
    expect(ieee!.records).toMatchObject([
      { title: "Edge inference for screening", published: "2023", venue: "IEEE Access" },
    ]);
    expect(openAlex!.records).toMatchObject([
      {
        authors: ["Jörg Müller", "Eva Šmíd"],
        published: "2023-05-04",
        venue: "Journal of Graphs",
        paper_url: "https://example.org/jg/17",
        doi: "10.1000/jg.2023.17",
        extra: { id: "https://openalex.org/W1", display_name: "Graph kernels, revisited" },
      },
    ]);
    expect(terms!.records.map(({ categories, line }) => [line, categories])).toEqual([
      [2, ["cs.LG", "cs.AI"]],
      [3, ["cs.SD", "I.2.7; H.5"]],
    ]);
  });

  it("of a German spreadsheet have semicolons, a line that says so, and formulas that stay texts", async () => {
    const { records } = await readFixture("tabelle.csv");
    expect(records).toMatchObject([
      {
        line: 3,
        title: "Graphkerne für Moleküle",
        abstract: "Wir vergleichen Moleküle; auch große.",
        published: "2021",
        authors: ["Jörg Müller", "Eva Šmíd"],
        keywords: ["Graphen", "Kerne"],
        language: "de",
      },
      {
        line: 4,
        title: '=HYPERLINK("http://evil.example/";"Sprache aus Text")',
        abstract: "+1 Sprache wird aus Text gemacht.",
      },
    ]);
  });
});

describe("a table", () => {
  it("whose columns compete is refused, until one is named", async () => {
    const refused = readFixture("odd-headers.csv");
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow(
      "odd-headers.csv: abstract: could be abstract or Abstract: say which with --abstract-field. It has: Paper_Title, column 2, abstract, Abstract, Notes, column 6.",
    );
    const { records, rejections, mapping } = await readFixture("odd-headers.csv", { abstract: "abstract" });
    expect(mapping).toBe("title <- Paper_Title, abstract <- abstract; 4 more columns kept as they are");
    expect(records).toEqual([
      {
        line: 3,
        title: "First, of all",
        abstract: "One\n\nabstract",
        extra: { "column 2": "x", Abstract: "other", Notes: "n" },
      },
      { line: 8, title: "Second", abstract: "Two abstracts" },
      { line: 9, title: "Third", abstract: "Three" },
    ]);
    expect(rejections).toEqual(["6: 2 columns where the header has 6", "10: 8 columns where the header has 6"]);
  });

  it("with two columns of one name is refused, though the second can be named", async () => {
    const text = "title,abstract,title\nA,Abstract of it,B\n";
    await expect(read("a.csv", text)).rejects.toThrow(
      "title: could be title or title (2): say which with --title-field",
    );
    expect((await read("a.csv", text, { title: "title (2)" })).records).toMatchObject([{ title: "B" }]);
  });

  it("that lacks a column that was named, or one for the title, is refused with those that it has", async () => {
    const text = "headline,abstract\nA,B\n";
    await expect(read("a.csv", text, { venue: "Journal" })).rejects.toThrow(
      'a.csv: no column "Journal" (--venue-field). It has: headline, abstract.',
    );
    await expect(read("a.csv", "x,abstract\nA,B\n")).rejects.toThrow(
      "a.csv: no column is known to hold the title: name it with --title-field. It has: x, abstract.",
    );
  });

  it("whose values are none of their field keeps them", async () => {
    const { records } = await read("a.csv", "title,abstract,doi,url,upvotes,year\nT,A,none yet,ask me,n/a,soon\n");
    expect(records[0]!.extra).toEqual({ doi: "none yet", url: "ask me", upvotes: "n/a", year: "soon" });
  });

  it("goes on behind a quote that does not close", async () => {
    const rows = [
      "title,abstract,year",
      "A,First,2020",
      '"B,Second,2021',
      "C,Third,2022",
      '"D","Fo"urth",2023',
      "E,Fifth,2024",
    ];
    const { records, rejections } = await read("a.csv", rows.join("\n"));
    expect(records.map(({ line, title }) => `${line}: ${title}`)).toEqual(["2: A", "4: C", "5: D", "6: E"]);
    expect(rejections).toEqual(["3: a quote opens in this row and does not close"]);
    const cut = await read("a.csv", 'title,abstract\nA,First\nB,"Second that\nis cut');
    expect([cut.records.length, cut.rejections]).toEqual([1, ["3: a quote opens in this row and does not close"]]);
  });

  it("of one line of 50 MB costs that line alone", async () => {
    const long = `A,"${"x,".repeat(25_000_000)}"`;
    const { records, rejections } = await read("a.csv", `title,abstract\nB,Before\n${long}\nC,After\n`);
    expect(records.map(({ line }) => line)).toEqual([2, 4]);
    expect(rejections).toEqual(["3: row longer than 4 million characters"]);
  });

  it("full of quotes that do not close is refused in time", async () => {
    const rows = `"${"a".repeat(100)}\n`.repeat(100_000);
    await expect(read("a.csv", `title,abstract\nB,Before\n${rows}`)).rejects.toThrow(
      /^a\.csv:\d+: quotes open and do not close/,
    );
  });

  it("gives each row that another reader writes, with its line, however it is quoted", async () => {
    const cell = fc.string({ unit: fc.constantFrom(..."a,;\t\"' |\né漢=😀".split(/(?:)/u)), maxLength: 12 });
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom(",", ";", "\t", "|"),
        fc.constantFrom("\n", "\r\n"),
        async (cells, delimiter, newline) => {
          const table = cells.map(([a, b, c]) => [`t${a}`, `a${b}`, c]);
          const text = Papa.unparse([["title", "abstract", "note"], ...table], { delimiter, newline });
          const { records, rejected } = await read("a.csv", text);
          expect(rejected).toEqual([]);
          expect(records.map(({ title, abstract, extra }) => [title, abstract, extra?.note ?? ""])).toEqual(table);
          let line = 2;
          for (const [index, row] of table.entries()) {
            expect(records[index]!.line).toBe(line);
            line += 1 + row.join("").split("\n").length - 1;
          }
        },
      ),
    );
  });
});

describe("tables", () => {
  it.each([
    ["a.txt", "TI\tAB\nTitle\tAbstract\n", "delimited"],
    ["a.csv", "one;two\n1;2\n", "delimited"],
    ["a.txt", "one;two\n1;2\n", undefined],
    ["a.csv", "Just a line, of prose\n", "delimited"],
    ["a.csv", "One word a line\nand no column\n", undefined],
    ["a.csv", Buffer.from("title,abstract\n\0\0", "latin1"), undefined],
    ["notes.md", "We read titles, abstracts, and more.\n\nOften, and with joy.\n", undefined],
  ])("are known by their header, or by name and even rows: %s %j", async (name, content, format) => {
    expect((await findFormat(holdContent(name, content)))?.name).toBe(format);
  });
});
