import { describe, expect, it } from "vitest";
import { splitNames, turnName } from "../../../pipeline/input/formats/person-names.ts";
import { readAny, readFixture } from "./read-fixture.ts";

const RSS = (items: string) => `<rss version="2.0"><channel><title>A feed</title>\n${items}\n</channel></rss>`;
const ATOM = (entries: string) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>A feed</title>${entries}</feed>`;

const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split("\n").length;

describe("an RSS feed", () => {
  it("of the daily papers gives authors, upvotes and summary as it writes them", async () => {
    const text = await readFixture("feeds/daily-papers.xml");
    const { format, records, rejected } = await readAny("feed.xml", text);
    expect(format).toBe("rss");
    const items = text.split("<item>").slice(1);
    expect(records.length + rejected.length).toBe(items.length);
    for (const [index, record] of records.entries()) {
      const item = items[index]!.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
      expect(record.title).toBe(/<title>(.*?)<\/title>/.exec(item)![1]);
      const summary = /<b>Summary:<\/b> ([\s\S]*?)<\/p>/.exec(item)![1]!;
      expect(record.abstract).toBe(summary.replace(/\s+/g, " ").trim());
      expect(record.authors?.join(", ")).toBe(/<b>Authors:<\/b> (.*?)<\/p>/.exec(item)![1]);
      expect(record.upvotes).toBe(Number(/<b>Upvotes:<\/b> (\d+)/.exec(item)![1]));
      expect(record.paper_url).toBe(/<link>(.*?)<\/link>/.exec(item)![1]);
      expect(record.paper_url).toContain(record.arxiv_id);
      expect(record.published).toBe(/<pubDate>(.*?)<\/pubDate>/.exec(item)![1]);
      expect(record.line).toBe(lineOf(text, `<title>${/<title>(.*?)<\/title>/.exec(items[index]!)![1]}`) - 1);
    }
  });

  it("of arXiv gives what stands before the abstract, and is no HTML", async () => {
    const text = await readFixture("feeds/arxiv-rss.xml");
    const { format, records, rejected } = await readAny("feed.xml", text);
    expect(format).toBe("rss");
    expect(rejected).toEqual([]);
    expect(records).toEqual([
      {
        line: 17,
        title: "A Bound for k < n in Graphs of Words",
        abstract: "We show that k<n holds whenever n > 2, and give $O(n \\log n)$ time.",
        authors: ["Ada Lovelace", "José García", "Wang Li"],
        published: "Mon, 08 Jan 2024 00:00:00 -0500",
        listed_text: "Mon, 08 Jan 2024 00:00:00 -0500",
        listed_date: "2024-01-08",
        categories: ["cs.CL", "cs.DS"],
        paper_url: "https://arxiv.org/abs/2401.00001",
        arxiv_id: "2401.00001",
        arxiv_version: 1,
        extra: { "dc:rights": "http://creativecommons.org/licenses/by/4.0/", announce_type: "new" },
      },
      expect.objectContaining({
        abstract: "We look again.",
        published: null,
        listed_date: "2024-01-08",
        doi: "10.1000/XYZ.5",
        venue: "Journal of Tests 5 (2023)",
        arxiv_id: "2312.01234",
        arxiv_version: 3,
      }),
    ]);
  });

  it("of RSS 1.0, as arXiv wrote it, gives its titles without identifier, and authors from links", async () => {
    const { records } = await readAny("feed.rdf", await readFixture("feeds/arxiv-rdf.xml"));
    expect(records).toMatchObject([
      {
        line: 22,
        title: "Words and Their Neighbours",
        abstract: "We study words and their neighbours at 5 < n.",
        authors: ["Ada Lovelace", "Alan Turing"],
        categories: ["cs.CL"],
        arxiv_id: "2004.00001",
        arxiv_version: 2,
      },
    ]);
  });

  it("of another kind gives the plain text of its HTML, and Dublin Core and PRISM by namespace", async () => {
    const { records } = await readAny(
      "x",
      `<?xml version="1.0"?><rss version="2.0" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><channel>
<item><title><![CDATA[Water & <i>ice</i>]]></title><description><![CDATA[<p>H<sub>2</sub>O is&nbsp;wet.</p><script>bad()</script><p>So it is.</p>]]></description>
<d:creator>Lovelace, A., Turing, A. M.</d:creator><d:language>en</d:language><prism:publicationName>Ice</prism:publicationName>
<prism:doi>10.1000/ice</prism:doi><d:date>2024-05</d:date><more a="1">M</more></item></channel></rss>`,
    );
    expect(records).toEqual([
      {
        line: 2,
        title: "Water & ice",
        abstract: "H2O is wet.\nSo it is.",
        authors: ["A. Lovelace", "A. M. Turing"],
        language: "en",
        venue: "Ice",
        doi: "10.1000/ice",
        published: "2024-05",
        categories: null,
        paper_url: null,
        extra: { more: "M" },
      },
    ]);
  });

  it("gives the names of authors that are addresses for mail", async () => {
    const authors = "<author>ada@a.org (Ada Lovelace)</author><author>b@a.org</author><author>Alan Turing</author>";
    const { records } = await readAny("x", RSS(`<item><title>T</title><description>D</description>${authors}</item>`));
    expect(records).toMatchObject([{ authors: ["Ada Lovelace", "Alan Turing"] }]);
  });

  it("rejects items that lack something, with line and source", async () => {
    const items = "<item><title>T</title><description>D</description></item>\n<item>\n<title>U</title></item><item/>";
    const { records, rejected } = await readAny("x.xml", RSS(items));
    expect(records).toMatchObject([{ line: 2, title: "T" }]);
    expect(rejected).toEqual([
      { line: 3, reason: "abstract: is missing", raw: "<item>\n<title>U</title></item>" },
      { line: 4, reason: "title: is missing; abstract: is missing", raw: "<item/>" },
    ]);
  });
});

describe("an Atom feed", () => {
  it("of arXiv's API gives categories, comment, DOI, journal and version", async () => {
    const text = await readFixture("feeds/arxiv-api.xml");
    const { format, records, rejected } = await readAny("query", text);
    expect(format).toBe("arxiv-api");
    expect(records.length + rejected.length).toBe(text.split("<entry>").length - 1);
    expect(records).toEqual([
      {
        line: 8,
        title: "On the Company\n  of Words",
        abstract: "We measure $p<0.05$ how words keep company, with A&B tests.",
        authors: ["Ada Lovelace", "Søren Å. Turing"],
        published: "2023-01-01T18:00:00Z",
        categories: ["cs.CL", "cs.AI"],
        author_comment: "12 pages, 3 figures",
        doi: "10.1000/ABC.1",
        venue: "J. of Words 7 (2023) 1-12",
        paper_url: "http://arxiv.org/abs/2301.00001v2",
        arxiv_id: "2301.00001",
        arxiv_version: 2,
        extra: { updated: "2023-06-07T17:59:59Z" },
      },
    ]);
    expect(rejected.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      `${lineOf(text, "hep-th") - 1}: abstract: is missing`,
      `${lineOf(text, "errors#") - 1}: an error that the API reports: "incorrect id format for x"`,
    ]);
  });

  it("of another kind gives summary or content, by their type", async () => {
    const { format, records } = await readAny(
      "x",
      ATOM(`<entry><id>https://a.org/1</id><title type="html">A &lt;b&gt;bold&lt;/b&gt; title</title>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <b>two</b>.</p></div></content><author><name>Ada</name></author>
<category term="words"/><updated>2024-05-06T07:08:09Z</updated></entry>
<entry><title>T</title><link href="https://a.org/2"/><summary>x&lt;y &amp;amp; z</summary></entry>`),
    );
    expect(format).toBe("atom");
    expect(records).toMatchObject([
      {
        title: "A bold title",
        abstract: "One two.",
        authors: ["Ada"],
        categories: ["words"],
        paper_url: "https://a.org/1",
      },
      { title: "T", abstract: "x<y &amp; z", paper_url: "https://a.org/2" },
    ]);
  });
});

describe("XML that is hostile or broken", () => {
  const ITEM = "<item><title>T</title><description>D</description></item>";

  it("that declares entities is refused", async () => {
    const lol = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join("\n");
    const bomb = `<?xml version="1.0"?>\n<!DOCTYPE rss [\n<!ENTITY l0 "lol">\n${lol}\n]>\n<rss><channel><item><title>&l9;</title></item></channel></rss>`;
    const external = `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n${RSS(ITEM.replace("D", "&x;"))}`;
    for (const text of [bomb, external]) {
      const { format, records, rejected } = await readAny("x.xml", text);
      expect([format, records]).toEqual(["rss", []]);
      expect(rejected).toHaveLength(1);
      expect(rejected[0]!.reason).toMatch(/declares entities of its own, which are not read/);
    }
  });

  it("that names an entity or prefix nobody declared is read", async () => {
    const { records } = await readAny("x.xml", RSS(`${ITEM.replace("D", "a&nbsp;b")}${ITEM.replace("D", "D<a:b/>")}`));
    expect(records).toHaveLength(2);
  });

  it("that breaks gives the records before, and says where", async () => {
    const { records, rejected } = await readAny("x.xml", RSS(`${ITEM}\n<item>\n<title>T</titel>\n</item>\n${ITEM}`));
    expect(records).toHaveLength(1);
    expect(rejected).toMatchObject([
      { line: 3, reason: expect.stringMatching(/^not read from line 4 on: unexpected/) },
    ]);
    const cutOff = RSS(`${ITEM}\n${ITEM}`).slice(0, -45);
    const cut = await readAny("x.xml", cutOff);
    expect(cut.records).toHaveLength(1);
    expect(cut.rejected).toMatchObject([{ line: 3, reason: expect.stringContaining("not read from line 3 on: un") }]);
  });

  it("that nests deep or never ends a text is refused, in bounds", async () => {
    const deep = await readAny("x.xml", `<rss>${"<a>".repeat(100_000)}`);
    expect(deep.rejected).toMatchObject([
      { line: 1, reason: "not read from line 1 on: elements nest deeper than 200" },
    ]);
    const endless = await readAny("x.xml", `<rss>\n<item>\n${`${"x".repeat(2 ** 20)}\n`.repeat(20)}`);
    expect(endless.rejected).toMatchObject([{ line: 2, reason: expect.stringContaining("longer than 16 MiB") }]);
    expect(endless.rejected[0]!.raw.length).toBeLessThanOrEqual(2 ** 16);
  });
});

describe("names of persons", () => {
  it.each([
    ["Lovelace, Ada", "Ada Lovelace"],
    ["Ada Lovelace", "Ada Lovelace"],
    ["King, Jr., Martin Luther", "Martin Luther King, Jr."],
    [" , ", ""],
  ])("are turned: %s", (written, name) => {
    expect(turnName(written)).toBe(name);
  });

  it.each([
    ["Ada Lovelace, Alan Turing and Wang Li", ["Ada Lovelace", "Alan Turing", "Wang Li"]],
    ["Lovelace, A., Turing, A. M.", ["A. Lovelace", "A. M. Turing"]],
    ["Lovelace, Ada; Turing, Alan", ["Ada Lovelace", "Alan Turing"]],
    ["Lovelace, Ada", ["Ada Lovelace"]],
    ["NeoteAI Team, Fudan TEAI Team", ["NeoteAI Team", "Fudan TEAI Team"]],
    ["Ada L (a, b), Bo M (c)", ["Ada L", "Bo M"]],
    ["", []],
  ])("are parted: %s", (written, names) => {
    expect(splitNames(written)).toEqual(names);
  });
});
