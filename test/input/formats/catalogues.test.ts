import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinIndex } from "../../../pipeline/input/formats/openalex.ts";
import { readAny, readFixture } from "./read-fixture.ts";

/** Reads a fixture, and checks that each of its `count` records is a record or rejected. */
async function readCounted(name: string, format: string, count: number) {
  const read = await readAny("export", await readFixture(name));
  expect(read.format).toBe(format);
  expect(read.records.length + read.rejected.length).toBe(count);
  return read;
}

describe("arXiv's bulk metadata", () => {
  it("gives each field of a line", async () => {
    const text = await readFixture("catalogues/arxiv-metadata.jsonl");
    const lines = text.trim().split("\n");
    const { records, rejected } = await readCounted("catalogues/arxiv-metadata.jsonl", "arxiv-metadata", lines.length);
    const first = JSON.parse(lines[0]!);
    expect(records[0]).toEqual({
      line: 1,
      title: first.title,
      abstract: first.abstract,
      authors: ["C. Balázs", "E. L. Berger", "P. M. Nadolsky, Jr", "C. -P. Yuan"],
      published: "Mon, 2 Apr 2007 19:18:42 GMT",
      venue: "Phys.Rev.D76:013009,2007",
      categories: ["hep-ph"],
      doi: "10.1103/PhysRevD.76.013009",
      author_comment: "37 pages, 15 figures; published version",
      arxiv_id: "0704.0001",
      arxiv_version: 2,
      extra: {
        submitter: "Pavel Nadolsky",
        "report-no": "ANL-HEP-PR-07-12",
        license: null,
        versions: first.versions,
        update_date: "2008-11-26",
      },
    });
    expect(records[1]).toMatchObject({ line: 3, categories: ["math.CO", "cs.CG"], venue: null, doi: null });
    expect(rejected).toEqual([{ line: 2, reason: "abstract: is missing", raw: lines[1] }]);
  });
});

describe("works of Crossref", () => {
  it("give each field, from the lists and the markup in which they stand", async () => {
    const { records, rejected } = await readCounted("catalogues/crossref.json", "crossref", 3);
    expect(records).toMatchObject([
      {
        line: 3,
        title: "Growth of E. coli: A second look",
        abstract: "Aim\nWe ask how E. coli grows at CO2 < 5%.",
        authors: ["Ada Lovelace", "Test Group"],
        published: "2022-05-30",
        venue: "Journal of Tests",
        categories: ["Ecology", "Microbiology"],
        doi: "10.1000/JT.2022.17",
        paper_url: "http://dx.doi.org/10.1000/jt.2022.17",
        language: "en",
      },
      { line: 4, title: "A year alone", abstract: "A plain abstract.", published: "2019", venue: null },
    ]);
    expect(records[0]!.extra).toMatchObject({ publisher: "Test Press", "reference-count": 2 });
    expect(records[0]!.extra).not.toHaveProperty("reference");
    expect(rejected).toMatchObject([{ line: 5, reason: "abstract: is missing" }]);
  });

  it("may be one, in a message", async () => {
    const { message } = JSON.parse(await readFixture("catalogues/crossref.json"));
    const { format, records } = await readAny("x", JSON.stringify({ status: "ok", message: message.items[1] }));
    expect(format).toBe("crossref");
    expect(records).toMatchObject([{ line: 1, title: "A year alone", extra: { type: "journal-article" } }]);
  });
});

describe("works of OpenAlex", () => {
  it("give each field, and the abstract put together", async () => {
    const { results } = JSON.parse(await readFixture("catalogues/openalex.json"));
    const { records, rejected } = await readCounted("catalogues/openalex.json", "openalex", results.length);
    expect(records[0]).toMatchObject({
      line: 4,
      title: "On the Company of Words",
      abstract: "We measure how words keep company. We do.",
      authors: ["Ada Lovelace", "Søren Turing"],
      published: "2023-01-01",
      venue: "arXiv (Cornell University)",
      categories: ["Natural Language Processing"],
      keywords: ["Words"],
      doi: "https://doi.org/10.48550/arxiv.2301.00001",
      arxiv_id: "2301.00001",
      paper_url: "https://arxiv.org/abs/2301.00001",
      language: "en",
      extra: { id: "https://openalex.org/W1", cited_by_count: 7, type: "preprint", ids: results[0].ids },
    });
    expect(records[1]).toMatchObject({
      title: "Rechenmaschinen",
      abstract: "Können Maschinen denken?",
      published: "1950",
      venue: null,
      categories: ["Philosophy"],
      language: "de",
    });
    expect(rejected).toMatchObject([{ line: 30, reason: "abstract: is missing" }]);
  });

  it("may be a list, JSON lines, or one work", async () => {
    const { results } = JSON.parse(await readFixture("catalogues/openalex.json"));
    const lines = results.map((work: object) => JSON.stringify(work)).join("\n");
    for (const text of [JSON.stringify(results), lines, lines.split("\n")[0]!, JSON.stringify(results[0], null, 2)]) {
      const { format, records } = await readAny("x.txt", text);
      expect(format).toBe("openalex");
      expect(records[0]).toMatchObject({ line: 1, title: "On the Company of Words" });
    }
  });

  it("have any text put together again from its index", () => {
    const word = fc.string({ minLength: 1 }).filter((text) => !/\s|[<>]/.test(text));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const index = new Map<string, number[]>();
        for (const [place, text] of words.entries()) index.set(text, [...(index.get(text) ?? []), place]);
        expect(joinIndex(Object.fromEntries(index))).toBe(words.join(" "));
      }),
    );
    expect(joinIndex({ far: [1e12], a: [0, "x", null], b: 3 })).toBe("a far");
    expect(joinIndex({})).toBeNull();
  });
});

describe("papers of Semantic Scholar", () => {
  it("give each field", async () => {
    const { data } = JSON.parse(await readFixture("catalogues/semantic-scholar.json"));
    const { records, rejected } = await readCounted(
      "catalogues/semantic-scholar.json",
      "semantic-scholar",
      data.length,
    );
    expect(records[0]).toMatchObject({
      line: 2,
      title: data[0].title,
      abstract: data[0].abstract,
      authors: ["Oren Etzioni", "Waleed Ammar"],
      published: "2018-05-06",
      venue: "NAACL",
      categories: ["Computer Science"],
      doi: "10.18653/v1/N18-3011",
      arxiv_id: "1805.02262",
      paper_url: "https://www.aclweb.org/anthology/N18-3011.pdf",
      extra: { paperId: data[0].paperId, tldr: data[0].tldr, citationCount: 365 },
    });
    expect(records[1]).toMatchObject({
      published: "1999",
      venue: "Physics Today",
      categories: ["Physics"],
      paper_url: data[2].url,
      doi: null,
    });
    expect(rejected).toMatchObject([{ line: 3, reason: "abstract: is missing" }]);
  });

  it("may be JSON lines", async () => {
    const { data } = JSON.parse(await readFixture("catalogues/semantic-scholar.json"));
    const { format, records } = await readAny("x", data.map((paper: object) => JSON.stringify(paper)).join("\n"));
    expect([format, records.map(({ line }) => line)]).toEqual(["semantic-scholar", [1, 3]]);
  });
});

describe("CSL-JSON", () => {
  it("gives each field of an export of Zotero", async () => {
    const items = JSON.parse(await readFixture("catalogues/zotero.json"));
    const { records, rejected } = await readCounted("catalogues/zotero.json", "csl-json", items.length);
    expect(records).toMatchObject([
      {
        line: 2,
        title: "A study of gases",
        abstract: "We study CO2 in vitro.",
        authors: ["Ludwig van Beethoven", "Gas Group", "Martin Luther King Jr."],
        published: "2020-05-01",
        venue: "Journal of Gases",
        keywords: ["gas", "carbon dioxide"],
        doi: "10.1000/gas.1",
        paper_url: "https://example.org/gas",
        language: "en",
        extra: { id: items[0].id, volume: "7", type: "article-journal" },
      },
      { line: 23, abstract: "p < 0.05 and x<y hold.", published: "2023-01", arxiv_id: "2301.00001" },
    ]);
    expect(rejected).toMatchObject([{ line: 33, reason: "abstract: is missing" }]);
  });
});
