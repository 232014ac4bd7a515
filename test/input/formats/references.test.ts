import { describe, expect, it } from "vitest";
import { readLatex } from "../../../pipeline/input/formats/latex-text.ts";
import { readAny, readFixture } from "./read-fixture.ts";

const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split("\n").length;

/** Reads a fixture, and checks that each of its records, counted by what begins one, is a record or rejected. */
async function readCounted(name: string, format: string, start: RegExp) {
  const text = await readFixture(name);
  const read = await readAny("export", text);
  expect(read.format).toBe(format);
  expect(read.records.length + read.rejected.length).toBe(text.match(start)!.length);
  return { ...read, text };
}

describe("XML of PubMed", () => {
  it("gives each field", async () => {
    const { records, rejected, text } = await readCounted("catalogues/pubmed.xml", "pubmed", /<PubmedArticle>/g);
    expect(records).toMatchObject([
      {
        line: 4,
        title: "Effects of CO2 & E. coli",
        abstract: "BACKGROUND: We ask why (p < 0.05).\nRESULTS: Because.",
        authors: ["Ada B Lovelace", "Martin King Jr", "Test Group"],
        published: "2019 May 3",
        venue: "Journal of tests",
        categories: ["Adult", "Escherichia coli"],
        keywords: ["gas", "bacteria"],
        doi: "10.1000/test.7",
        paper_url: "https://pubmed.ncbi.nlm.nih.gov/31000001/",
        language: "eng",
        extra: {
          PMID: "31000001",
          Pagination: { MedlinePgn: "1-9" },
          PublicationTypeList: { PublicationType: ["Journal Article", "Randomized Controlled Trial"] },
          Journal: { ISSN: "1234-5678", ISOAbbreviation: "J Test" },
        },
      },
      { line: 6, title: "A translated title", published: "2018", doi: "10.1000/essai", language: "fre", authors: null },
    ]);
    expect(rejected).toMatchObject([{ line: lineOf(text, "31000003") - 2, reason: "abstract: is missing" }]);
  });

  it.each([
    ["<MedlineDate>1998 Dec 5-12</MedlineDate>", "1998 Dec"],
    ["<MedlineDate>2019 Dec-2020 Jan</MedlineDate>", "2019"],
    ["<MedlineDate>Spring 1999</MedlineDate>", "1999"],
    ["<Year>2020</Year><Season>Summer</Season>", "2020"],
    ["<Year>2020</Year><Month>05</Month><Day>07</Day>", "2020-05-07"],
  ])("keeps a date as exactly as it is known: %s", async (date, published) => {
    const { records } = await readAny(
      "x",
      `<PubmedArticle><MedlineCitation><Article><Journal><JournalIssue><PubDate>${date}</PubDate></JournalIssue></Journal>
<ArticleTitle>T</ArticleTitle><Abstract><AbstractText>A</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>`,
    );
    expect(records).toMatchObject([{ published }]);
  });
});

describe("MEDLINE text of PubMed", () => {
  it("gives each field, over several lines", async () => {
    const { records, rejected, text } = await readCounted("catalogues/medline.nbib", "medline", /^PMID/gm);
    expect(records).toMatchObject([
      {
        line: 2,
        title: "Effects of heat on the very small",
        abstract: "BACKGROUND: We ask why small things warm - and how fast. RESULTS: Because.",
        authors: ["Ada B Lovelace", "Ludwig van Beethoven", "Test Group"],
        published: "2006 Aug 7",
        venue: "Journal of tests",
        categories: ["Animals", "Hot Temperature"],
        keywords: ["warmth", "smallness"],
        doi: "10.1000/test.7",
        paper_url: "https://pubmed.ncbi.nlm.nih.gov/31000001/",
        language: "eng",
        extra: { PMID: "31000001", PG: "1849-55", LID: ["S1234(19)30059-X [pii]", "10.1000/test.7 [doi]"] },
      },
      { line: lineOf(text, "31000002"), title: "A translated title", published: "2023", authors: ["Turing AM"] },
    ]);
    expect(rejected).toMatchObject([{ line: lineOf(text, "31000003"), reason: "abstract: is missing" }]);
    expect(rejected[0]!.raw).toMatch(/^PMID- 31000003\nOWN(?:.|\n)*LA {2}- eng$/);
  });

  it("of ERIC begins its records with their owner, and has addresses for identifiers", async () => {
    const record =
      "OWN - ERIC\nTI  - T\nAU  - Smith, Tom\nAID - http://dx.doi.org/10.1000/1\nLID - http://eric.ed.gov/?id=1";
    const { format, records } = await readAny("x", `${record}\nAB  - A\nISSN - ISSN-1\n\n${record}\nAB  - B\n`);
    expect(format).toBe("medline");
    expect(records).toMatchObject([
      { line: 1, authors: ["Tom Smith"], doi: "http://dx.doi.org/10.1000/1", paper_url: "http://eric.ed.gov/?id=1" },
      { line: 9, abstract: "B", extra: { OWN: "ERIC" } },
    ]);
  });
});

describe("RIS", () => {
  it("of Zotero gives each field", async () => {
    const { records, rejected, text } = await readCounted("references/zotero.ris", "ris", /^TY /gm);
    expect(records).toEqual([
      {
        line: 1,
        title: "A study of gases",
        abstract: "We study gases.\nThey are light.",
        authors: ["Ada Lovelace", "Ludwig van Beethoven", "Gas Group"],
        published: "2020-05-01",
        venue: "Journal of Gases",
        keywords: ["gas", "carbon, dioxide"],
        doi: "10.1000/gas.1",
        paper_url: "https://example.org/gas",
        language: "en",
        extra: { TY: "JOUR", VL: "7", IS: "2", SP: "1", EP: "12", Y2: "2021/01/01/12:00:00" },
      },
      expect.objectContaining({
        line: lineOf(text, "TY  - PREP"),
        published: "2023-01",
        arxiv_id: "2301.00001",
        arxiv_version: 2,
      }),
    ]);
    expect(rejected).toMatchObject([{ line: lineOf(text, "TY  - BOOK"), reason: "abstract: is missing" }]);
  });

  it("of EndNote and Scopus is read in their tags, and without an end", async () => {
    const { records } = await readCounted("references/endnote.ris", "ris", /^TY /gm);
    expect(records).toMatchObject([
      {
        line: 4,
        title: "Computing machinery\nand intelligence",
        abstract: "Can machines think?",
        authors: ["Alan M. Turing, Jr."],
        published: "1950-10",
        venue: "Mind",
        keywords: ["machines", "thought"],
        paper_url: "https://example.org/mind.pdf",
        extra: { TY: "JOUR", N1: "doi: none" },
      },
      { line: 17, title: "From Scopus", authors: ["A. Lovelace"], published: "2021-05-03", extra: { DB: "Scopus" } },
      { line: 24, title: "Never ended", abstract: "Still read." },
    ]);
  });
});

describe("RIS of other programs", () => {
  const read = async (...lines: string[]) => {
    const { records } = await readAny("x", ["TY  - JOUR", "TI  - T", "AB  - A", ...lines, "ER  - "].join("\n"));
    return records[0];
  };

  it("of EndNote has several addresses and keywords below a tag: the first address is taken", async () => {
    expect(
      await read("UR  - https://a.org/1", "https://b.org/2", "KW  - Meta-analysis", "Systematic review"),
    ).toMatchObject({ paper_url: "https://a.org/1", keywords: ["Meta-analysis", "Systematic review"] });
  });

  it("of Mendeley writes null for the names that an author lacks", async () => {
    expect(await read("AU  - van den Hoven, null", "AU  - Smits, Maarten L J")).toMatchObject({
      authors: ["van den Hoven", "Maarten L J Smits"],
    });
  });

  it("of Ovid marks its main headings with a star", async () => {
    expect(await read("KW  - *Body Image", "KW  - a*b")).toMatchObject({ keywords: ["Body Image", "a*b"] });
  });

  it.each([
    [["PY  - 2020", "Y1  - 4-8 Aug. 2020"], "2020-08-04"],
    [["PY  - 2017", "Y1  - Mar. 2017"], "2017-03"],
    [["DA  - SEP 22", "PY  - 2010"], "2010-09-22"],
    [["DA  - JUL-DEC", "PY  - 1911"], "1911"],
    [["PY  - 2019/10//undefined"], "2019-10"],
    [["Y1  - 2019//"], "2019"],
    [["Y1  - Start date: 20170812"], null],
  ])("writes dates in its own way: %s", async (lines, published) => {
    expect((await read(...lines))?.published).toBe(published);
  });
});

describe("BibTeX", () => {
  it("gives each field, with abbreviations, nested braces and accents", async () => {
    const { records, rejected, text } = await readCounted(
      "references/library.bib",
      "bibtex",
      /^@(?!string|comment|preamble)\w+[{(]/gim,
    );
    expect(records).toEqual([
      {
        line: lineOf(text, "@article"),
        title: "Notes on Gödel and the DNA of Élite α-machines — Part I",
        abstract: expect.stringMatching(/^We show that 5% of ``words'' are rare & long\.\s+They say "so"\.$/),
        authors: ["Ada Lovelace", "Jörg Müller", "Barnes and Noble", "John von Neumann, Jr.", "Pál Erdős"],
        published: "2020 may 3",
        venue: "J. Mach. Learn. Res., Series B",
        categories: null,
        keywords: ["words", "rare things"],
        doi: "10.1000/xyz_1",
        paper_url: "https://example.org/a_b?c=d",
        language: "english",
        extra: { type: "article", key: "lovelace1843", publisher: "Press of J. Mach. Learn. Res." },
      },
      {
        line: lineOf(text, "@online"),
        title: "On Über-Machines: A Sequel",
        abstract: 'Words, and "more" words.',
        authors: ["Alan Turing", "Lech Wałęsa"],
        published: "2023-01-05",
        venue: null,
        categories: ["cs.CL"],
        keywords: null,
        doi: null,
        paper_url: null,
        language: null,
        arxiv_id: "2301.00001",
        arxiv_version: 3,
        extra: expect.objectContaining({ type: "online", key: "turing2023b" }),
      },
    ]);
    expect(rejected.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      expect.stringMatching(`^${lineOf(text, "@misc")}: no BibTeX`),
      `${lineOf(text, "@book")}: abstract: is missing`,
      expect.stringMatching(`^${lineOf(text, "@inproc")}: its braces or quotes do not close`),
    ]);
  });

  it("nested too deep for the stack is rejected, and the next is read", async () => {
    const deep = `@article{a, title={${"{".repeat(50_000)}${"}".repeat(50_000)}}}`;
    const { records, rejected } = await readAny("x", `${deep}\n@article{b, title={T}, abstract={A}}`);
    expect(records).toMatchObject([{ line: 2 }]);
    expect(rejected).toMatchObject([{ line: 1, reason: expect.stringContaining("braces nested too deep") }]);
  });

  it("takes no time that doubles with each brace, nor memory that doubles with each abbreviation", async () => {
    const open = `@a{b, title={${"{".repeat(90)}`;
    const joined = Array.from({ length: 40 }, (_, n) => `@string{s${n + 1} = s${n} # s${n}}`).join("\n");
    const text = `@string{s0 = "words "}\n${joined}\n@a{c, title={T}, abstract=s40}\n@a{d, title="T, abstract="A"}\n${open}`;
    const { records, rejected } = await readAny("x", text);
    expect(records.map(({ abstract }) => abstract.length)).toEqual([2 ** 16]);
    expect(rejected.map(({ line }) => line)).toEqual([43, 44]);
  });

  it("that is no BibTeX at some place is rejected with that place", async () => {
    const { rejected } = await readAny("x", "@a{b,\n  title={T}\n  year=3}\n@a{c, title={T}, abstract={A}}");
    expect(rejected).toMatchObject([
      { line: 1, reason: 'no BibTeX at line 3, where "y" stands: "year=3}"', raw: "@a{b,\n  title={T}\n  year=3}" },
    ]);
  });

  it.each([
    ["year = {1984--1985}, month = jan", "1984 jan"],
    ["year = {2019/20}", "2019"],
    ["year = 2020, month = {mar~4}", "2020 mar 4"],
  ])("begins a span of years with its first: %s", async (date, published) => {
    const { records } = await readAny("x", `@article{a, title={T}, abstract={A}, ${date}}`);
    expect(records).toMatchObject([{ published }]);
  });

  it("is read with a key that has spaces, as Scopus writes one of a paper without authors", async () => {
    const { records, rejected } = await readAny("x", "@article{Conference paper2022775,\n  title={T}, abstract={A}}");
    expect(rejected).toEqual([]);
    expect(records).toMatchObject([{ line: 1, title: "T", extra: { key: "Conference_paper2022775" } }]);
  });

  it("with several entries on a line gives each", async () => {
    const { records } = await readAny("x", "@a{b, title={T}, abstract={A}} @a{c, title={U}, abstract={B}}");
    expect(records.map(({ title }) => title)).toEqual(["T", "U"]);
  });

  it.each(["An address: a@b.org {x}", '{"a": "@article{x"}', "@media (print) { body { margin: 0 } }"])(
    "is not: %s",
    async (text) => {
      expect((await readAny("x", text)).format).not.toBe("bibtex");
    },
  );
});

describe("LaTeX of references", () => {
  it.each([
    ['M{\\"u}ller M\\"uller', "Müller Müller"],
    ["Dvo{\\v r}{\\'a}k Dvo\\v{r}\\'ak", "Dvořák Dvořák"],
    ['{\\AA}ngstr{\\"o}m Stra{\\ss}e {\\O}degaard', "Ångström Straße Ødegaard"],
    ["Gar{\\c c}on Fran\\c cois", "Garçon François"],
    ['na{\\"\\i}ve na\\"{\\i}ve \\^{\\i}', "naïve naïve î"],
    ["{\\L}ukasz Wa{\\l}{\\k e}sa Ha{\\'n}czyk", "Łukasz Wałęsa Hańczyk"],
    ["{\\.I}stanbul {\\u g} Espa{\\~n}a {\\`e}", "İstanbul ğ España è"],
    [
      "{\\textcopyright} 2016 the authors, 1{\\textordmasculine}, ion{\\hyphen}free",
      "© 2016 the authors, 1º, ion-free",
    ],
    ["in large$\\backslash$ncities, $\\backslash$r$\\backslash$nthen $\\backslash$nu", "in large cities,  then \\nu"],
    ["{\\{}Safety{\\}} of {\\{}Bikes{\\}}", "Safety of Bikes"],
    ["{The {Big} {DNA}} $\\beta$ 10\\% A\\&B pp. 1--2", "The Big DNA β 10% A&B pp. 1–2"],
  ])("is read: %s", (latex, text) => {
    expect(readLatex(latex)).toBe(text);
  });
});
