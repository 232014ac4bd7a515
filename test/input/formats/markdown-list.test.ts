import { describe, expect, it } from "vitest";
import { readAny, readFixture } from "./read-fixture.ts";

describe("a list of papers in Markdown", () => {
  it("gives headings and bullets with a link and an abstract, and rejects those without", async () => {
    const text = await readFixture("lists/papers.md");
    const { format, records, rejected } = await readAny("weekly", text);
    expect(format).toBe("markdown-list");
    const naming = text.split("\n").filter((line) => /^(?:#+ |- |1\. |\*\*(?=\[)).*\]\(http/.test(line));
    expect(records.length + rejected.length).toBe(naming.length - 1);
    expect(records).toEqual([
      {
        line: 7,
        title: "Seeing Words & Things",
        abstract:
          "We look at words and at things, and measure how often the one is taken for the other. See our page for more of them.",
        authors: ["Ada Lovelace", "Alan Turing"],
        published: null,
        venue: null,
        keywords: null,
        doi: null,
        paper_url: "https://arxiv.org/abs/2301.00001v2",
        code_url: "https://github.com/ada/words",
        project_url: "https://words.example.org",
        arxiv_id: "2301.00001",
        arxiv_version: 2,
        extra: { section: "Vision" },
      },
      expect.objectContaining({
        line: 18,
        title: "With a Label",
        abstract: "Short.",
        venue: "Tests 2023",
        doi: "https://doi.org/10.1000/label",
      }),
      expect.objectContaining({
        line: 24,
        title: "A Bullet",
        abstract: "Behind the title stands a whole abstract that is long enough to be one, with a link.",
        arxiv_id: "2301.00003",
        extra: { section: "Language" },
      }),
      expect.objectContaining({
        line: 25,
        title: "Another Bullet",
        abstract: "The abstract of another bullet, in a bullet of its own.",
        authors: ["Li Wang", "Wei Zhang"],
        published: "2023-05",
        arxiv_id: "2301.00004",
        paper_url: "https://arxiv.org/pdf/2301.00004",
        code_url: "https://github.com/b/c",
      }),
      expect.objectContaining({ line: 35, title: "In Bold", abstract: expect.stringMatching(/^This paragraph of/) }),
    ]);
    expect(rejected.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      "16: abstract: is missing",
      "29: abstract: is missing",
    ]);
  });

  it("may have headings without a link above a labelled abstract", async () => {
    const text = `# Papers of a day

## A Section

### 1. First Title
**Link:** [https://arxiv.org/abs/2412.13207](https://arxiv.org/abs/2412.13207)

**Abstract:** arXiv:2412.13207v1 Announce Type: new
Abstract: Words of the first,
on two lines.

**Analysis:** True

---

### Second Title
- **Link**: [arXiv](https://arxiv.org/abs/2412.14137)
- **Abstract**: Words of the second.

### Third Title

**Link:** [https://arxiv.org/abs/2412.13208](https://arxiv.org/abs/2412.13208)

Other words.
`;
    const { records, rejected } = await readAny("a.md", text);
    expect(records).toMatchObject([
      {
        line: 5,
        title: "First Title",
        abstract: "Words of the first, on two lines.",
        arxiv_id: "2412.13207",
        paper_url: "https://arxiv.org/abs/2412.13207",
        extra: { section: "A Section" },
      },
      { line: 16, title: "Second Title", abstract: "Words of the second.", arxiv_id: "2412.14137" },
    ]);
    expect(rejected).toEqual([]);
  });

  it("is told by several such lines, or one in a file named as Markdown", async () => {
    const line = "- [T](https://a.org)\n";
    expect((await readAny("a.txt", line)).format).toBeNull();
    expect((await readAny("a.md", line)).format).toBe("markdown-list");
    expect((await readAny("a.txt", line.repeat(3))).format).toBe("markdown-list");
    expect((await readAny("a.md", "# Notes\n\nSome [link](https://a.org).\n")).format).toBeNull();
    expect((await readAny("a.md", `\0${line}`)).format).toBeNull();
  });

  it("takes linear time where brackets and stars never close", async () => {
    const lines = [
      "[".repeat(30_000),
      "*a ".repeat(10_000),
      "- ".repeat(10_000),
      "> ".repeat(10_000),
      "-".repeat(30_000),
    ];
    const text = `${lines.map((line) => `- [T](https://a.org)${line}\n${line}`).join("\n\n")}\n- [U](https://a.org)\n\n${"Words of it. ".repeat(10)}`;
    const { records } = await readAny("a.md", text);
    expect(records.at(-1)).toMatchObject({ title: "U" });
  });
});
