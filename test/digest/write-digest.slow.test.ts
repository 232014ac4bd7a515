import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { RelaxNGValidator, XmlDocument } from "libxml2-wasm";
import PostalMime from "postal-mime";
import { beforeAll, describe, expect, it } from "vitest";
import { parseDigestCommandLine } from "../../pipeline/cli/digest-command-line.ts";
import { describeProgram } from "../../pipeline/cli/program.ts";
import { Database } from "../../pipeline/database/database.ts";
import { writeDigest } from "../../pipeline/digest/write-digest.ts";
import { OutputDirectory } from "../../pipeline/engine/output-directory.ts";
import { UserError } from "../../pipeline/error.ts";
import { DATED, UNDATED, writeAtlas } from "./sample-atlas.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const FILES = ["digest.eml", "digest.html", "digest.md", "digest.png", "digest.svg", "feed.xml"];
const TEXTS = ["digest.eml", "digest.html", "digest.md", "feed.xml", "digest.svg"];
let folder: string;

async function digest(name: string, ...args: string[]) {
  const output = join(folder, name);
  const request = parseDigestCommandLine(describeProgram("1.2.3", true), ["--output", output, ...args]);
  if (request.kind !== "digest") throw new Error("no digest was asked for");
  const summary = await writeDigest(request.settings);
  const written = dirname(summary.files.mail);
  const [mail, html, markdown, feed, svg] = await Promise.all(
    TEXTS.map((file) => readFile(join(written, file), "utf8")),
  );
  return { summary, mail: mail!, html: html!, markdown: markdown!, feed: feed!, svg: svg! };
}

/** Returns the texts of the nodes that an XPath expression finds in a feed. */
function find(feed: string, path: string): string[] {
  const document = XmlDocument.fromString(feed);
  try {
    return document.find(path, { atom: "http://www.w3.org/2005/Atom" }).map((node) => node.content);
  } finally {
    document.dispose();
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "digest-"));
  await writeAtlas(join(folder, "dated"), DATED, true);
  await writeAtlas(join(folder, "undated"), UNDATED);
});

describe("the digest of a day", () => {
  it("describes the top papers, then gives the others by topic, topics of one broader topic together, the rest last", async () => {
    const { summary, markdown } = await digest("dated", "--top", "1");
    expect(summary).toMatchObject({
      title: "4 papers in 3 topics, 11 August 2025",
      period: { kind: "days", from: "2025-08-11", to: "2025-08-11" },
      topics: [
        { id: 3, label: "Graph kernels", papers: 1 },
        { id: 7, papers: 1 },
        { id: 12, papers: 1 },
        { id: null, label: null, papers: 1 },
      ],
      followed: null,
    });
    expect(markdown.match(/^(?:#+ |- \*\*).*$/gm)).toEqual([
      "# 4 papers in 3 topics, 11 August 2025",
      "## New and rising",
      "- **Robots**: a topic that was not there before, of 1 paper.",
      "## Top 1 by upvotes",
      "## The other 3, by topic, with upvotes",
      "### Broad",
      expect.stringMatching(/^- \*\*Speech \\<b>\*\*: /),
      "### Robots (1)",
      "### In no topic (1)",
    ]);
  });

  it("gives a top paper its link, its upvotes, what the authors did, and why it is in its topic", async () => {
    const { markdown } = await digest("dated", "--top", "1");
    expect(markdown).toContain(
      "1. **[Kernels on graphs](https://arxiv.org/abs/2507.00001)** (1,250 upvotes, first listed on 9 August 2025)\n\n" +
        "   Ada Lovelace, Emmy Noether, A & B and 1 more · Journal of \\<Graphs> · [code](https://example.org/code)\n\n" +
        "   We propose a method: Kernels on graphs. It works.\n\n" +
        "   Graph kernels: “a-methods”\n",
    );
    expect(markdown).toContain("\n1 paper had been listed before.\n");
  });

  it("loses no paper, whatever the top", async () => {
    for (const top of ["0", "2", "6", "99"]) {
      const { markdown } = await digest("dated", "--days", "3", "--top", top);
      for (const title of [
        "Kernels on graphs",
        "More kernels",
        "Speech of whales",
        "Robots walk",
        "About nothing",
        "alert",
      ])
        expect(markdown.split(title).length, `${title} of ${top}`).toBeGreaterThan(1);
      expect(markdown.match(/^\d\. \*\*/gm)?.length ?? 0).toBe(Math.min(6, Number(top)));
    }
  });

  it("takes the days asked for together, a paper once", async () => {
    const { summary } = await digest("dated", "--day", "2025-08-10", "--days", "2");
    expect(summary.title).toBe("3 papers in 2 topics, 9 to 10 August 2025");
    expect((await digest("dated", "--days", "3")).summary.papers).toBe(6);
  });

  it("lists the days that there are when there was none on that day", async () => {
    await expect(digest("dated", "--day", "2025-08-12")).rejects.toThrow(
      /^--day 2025-08-12: no paper was listed on it. Days with papers:\n {2}2025-08-09 {2}2 papers\n/,
    );
    await expect(digest("dated", "--day", "2025-08-12")).rejects.toThrow(UserError);
    expect((await digest("dated", "--day", "2025-08-12", "--days", "2")).summary.papers).toBe(4);
  });
});

describe("the digest where no page gives a full date", () => {
  it("is of the last page by name, and says so", async () => {
    const { summary, markdown } = await digest("undated");
    expect(summary.title).toBe("2 papers in 2 topics, page 2.txt");
    expect(markdown).toContain(
      "No page gives the full date on which its papers were listed: this is the last page by name",
    );
    expect(markdown).toContain("1 paper stands on other pages too.");
  });

  it("dates mail and feed by the first run that found these papers, not by the clock", async () => {
    const { mail, feed } = await digest("undated");
    expect(mail).toContain("\r\nDate: Tue, 02 Sep 2025 08:00:00 +0000\r\n");
    expect(find(feed, "/atom:feed/atom:updated")).toEqual(["2025-09-02T08:00:00Z"]);
  });

  it.each([
    ["--day", "2025-08-11"],
    ["--days", "2"],
  ])("refuses %s %s", async (option, value) => {
    await expect(digest("undated", option, value)).rejects.toThrow(`${option} ${value}: no page gives the full date`);
  });
});

describe("digest.html", () => {
  it("shows hostile text as text, loads nothing and links only the web", async () => {
    const { html } = await digest("dated", "--days", "3");
    expect(html).toContain("&#x3C;script>alert(1)&#x3C;/script>");
    expect(html).not.toMatch(/<script|<img|<link|\sstyle="|\son\w+=|javascript:[^)]*"/);
    expect(html).toMatch(/<svg [^>]*role="img"><title>Map of the papers<\/title>/);
    expect(html).toContain("default-src &#x27;none&#x27;");
    expect(html).toContain('<a href="https://example.org/b?x=1&#x26;y=%3C2%3E">More kernels</a>');
    expect(html).toContain('<p class="place topic-3">Graph kernels: “a-methods”</p>');
    expect(html).toContain(".topic-3 { border-left: 6px solid #336699; padding-left: 8px; }");
  });
});

describe("digest.eml", () => {
  it("is read by another program as it was meant: receivers, subject, text and HTML", async () => {
    const { mail, summary } = await digest(
      "dated",
      "--to",
      "Ann Ünlü <ann@my.org>, bob@my.org",
      "--from",
      "Me <me@my.org>",
      "--subject",
      `Größe 🧪 ${"x".repeat(120)}`,
    );
    const parsed = await PostalMime.parse(mail);
    expect(parsed).toMatchObject({
      from: { name: "Me", address: "me@my.org" },
      to: [
        { name: "Ann Ünlü", address: "ann@my.org" },
        { name: "", address: "bob@my.org" },
      ],
      subject: `Größe 🧪 ${"x".repeat(120)}`,
      date: "2025-08-11T00:00:00.000Z",
    });
    expect(parsed.messageId).toMatch(/^<[0-9a-f]{32}@my\.org>$/);
    expect(parsed.text).toMatch(/^4 papers in 3 topics, 11 August 2025\n\n/);
    expect(parsed.html).toContain('<h1 id="4-papers-in-3-topics-11-august-2025">');
    const [picture, ...others] = parsed.attachments;
    expect(others).toEqual([]);
    expect(picture).toMatchObject({
      mimeType: "image/png",
      disposition: "inline",
      related: true,
      filename: "digest.png",
    });
    expect(Buffer.from(picture!.content as ArrayBuffer).equals(await readFile(summary.files.png))).toBe(true);
    const address = `cid:${picture!.contentId!.slice(1, -1)}`;
    expect(parsed.html).toMatch(
      new RegExp(`<img src="${address}" alt="Map of 6 papers, of which the 4 [^"]*" width="560">`),
    );
  });

  it("holds the picture beside the HTML alone, as multipart/related within multipart/alternative", async () => {
    const { mail } = await digest("dated");
    expect(mail.match(/^Content-Type: [\w/]+/gm)).toEqual([
      "Content-Type: multipart/alternative",
      "Content-Type: text/plain",
      "Content-Type: multipart/related",
      "Content-Type: text/html",
      "Content-Type: image/png",
    ]);
  });

  it("keeps to seven bits, to lines of 76 characters, each ended by CR LF", async () => {
    const { mail } = await digest("dated");
    for (const line of mail.split("\r\n")) expect(line).toMatch(/^[\t\x20-\x7e]{0,76}$/);
    expect(mail).toMatch(/^Content-Type: multipart\/alternative;$/m);
    expect(mail).not.toMatch(/^To:/m);
  });
});

describe("the text of a mail", () => {
  const read = async (name: string, ...args: string[]) =>
    (await PostalMime.parse((await digest(name, ...args)).mail)).text!;

  it("reads as text: top papers, then topics, each address on a line of its own", async () => {
    expect(await read("dated", "--top", "1")).toBe(`4 papers in 3 topics, 11 August 2025

1 paper had been listed before.

NEW AND RISING

- Robots: a topic that was not there before, of 1 paper.

TOP 1 BY UPVOTES

1. Kernels on graphs
   1,250 upvotes, first listed on 9 August 2025. Ada Lovelace, Emmy
   Noether, A & B and 1 more. Journal of <Graphs>
   We propose a method: Kernels on graphs. It works.
   Topic: Graph kernels, for “a-methods”
   https://arxiv.org/abs/2507.00001
   Code: https://example.org/code

THE OTHER 3, BY TOPIC, WITH UPVOTES

Broad

  Speech <b> (1)
  - <script>alert(1)</script> "onload=alert(1)
    [click](javascript:alert(1)) </style> abc 🧪 ]]> (no. 3)

Robots (1)
- Robots walk (no. 1)

In no topic (1)
- About nothing

`);
  });

  it("has no marks of Markdown but those of the papers themselves, and no line of more than 72 columns but addresses", async () => {
    for (const args of [
      ["--days", "3"],
      ["--days", "3", "--top", "0"],
      ["--link", "https://my.org/atlas.html"],
    ]) {
      const text = await read("dated", ...args);
      const lines = text.replaceAll("[click](javascript:alert(1))", "").split("\n");
      for (const line of lines) {
        expect(line).not.toMatch(/\*\*|\]\(|^\s*#|\\|\u202e|\u0007/);
        if (!line.includes("://")) expect(line.length).toBeLessThanOrEqual(72);
      }
    }
  });
});

describe("the picture", () => {
  it("is SVG that is well-formed, with the papers of the digest lit and their topics named", async () => {
    const { svg, summary } = await digest("dated");
    const document = XmlDocument.fromString(svg);
    const space = { svg: "http://www.w3.org/2000/svg" };
    expect(document.find("//svg:circle", space)).toHaveLength(4);
    expect(document.find("//svg:desc", space)[0]!.content).toBe(
      "Map of 6 papers, of which the 4 of this digest are lit; by topic: Graph kernels 1, Speech <b> 1, Robots 1",
    );
    expect(
      document
        .find("//svg:text", space)
        .map((node) => node.content)
        .sort(),
    ).toEqual(["Graph kernels", "Robots", "Speech <b>"]);
    document.dispose();
    expect((await readFile(summary.files.png)).length).toBeLessThan(150_000);
  });

  it("stands in the page itself, and beside the Markdown as a file", async () => {
    const { html, markdown, svg } = await digest("dated");
    expect(html).toContain(svg.trim());
    expect(markdown).toMatch(/!\[Map of 6 papers, [^\]]*\]\(digest\.svg\)/);
  });
});

describe("--link", () => {
  it("leads each topic and paper to its place in the atlas, in every form", async () => {
    const atlas = "https://my.org/atlas.html";
    const { html, markdown, mail, feed } = await digest("dated", "--top", "1", "--link", atlas);
    const { text, html: mailed } = await PostalMime.parse(mail);
    for (const form of [html, mailed!]) {
      expect(form).toContain(`<a href="${atlas}#topic=3">Graph kernels</a>`);
      for (const id of ["a", "d", "e", "f"]) expect(form).toContain(`href="${atlas}#paper=${id}"`);
    }
    expect(markdown).toContain(`[These papers in the atlas](${atlas}#dates=2025-08-11..2025-08-11)`);
    expect(text).toContain(`\n\nIn the atlas:\n${atlas}#dates=2025-08-11..2025-08-11\n\n`);
    expect(text).toContain(`\n   Map: ${atlas}#paper=a\n`);
    expect(text).toContain(`Speech <b> (1)\n  ${atlas}#topic=7\n`);
    expect(find(feed, "//atom:entry/atom:link[@rel='related']/@href")).toHaveLength(6);
  });

  it("leads nowhere from a mail or feed where it is a path, which they do not stand beside", async () => {
    const { html, mail, feed } = await digest("dated", "--link", "../atlas.html");
    const { text, html: mailed } = await PostalMime.parse(mail);
    expect(html).toContain('<a href="../atlas.html#topic=3">Graph kernels</a>');
    for (const form of [text!, mailed!, feed]) expect(form).not.toContain("atlas.html");
  });

  it("is not there unless it is given", async () => {
    const { html, markdown } = await digest("dated");
    for (const form of [html, markdown]) expect(form).not.toMatch(/#(?:topic|paper)=/);
  });
});

describe("a digest for you", () => {
  const follow = async (text: string | Uint8Array) => {
    const path = join(folder, "topics.txt");
    await writeFile(path, text);
    return path;
  };

  it("has the papers of the topics that a file names, by number, label or broader topic, and says what each line found", async () => {
    const path = await follow("\ufeff# mine\r\n3  # kernels\r\n  SPEECH <B>\r\n\r\n999\r\n3\r\n");
    const { summary, markdown } = await digest("dated", "--follow", path);
    expect(summary.title).toBe("For you: 2 of 4 papers, 11 August 2025");
    expect(summary.followed).toEqual([
      { text: "3", from: "line 2 of topics.txt", topics: ["Graph kernels"], how: "topic 3", papers: 1 },
      { text: "SPEECH <B>", from: "line 3 of topics.txt", topics: ["Speech <b>"], how: "topic 7", papers: 1 },
      { text: "999", from: "line 5 of topics.txt", topics: [], how: "no topic has this number now", papers: 0 },
    ]);
    expect(basename(dirname(summary.files.mail))).toBe("digest-personal");
    expect(markdown).toContain("(1,250 upvotes, first listed on 9 August 2025, for “Graph kernels”)");
    expect(markdown).toContain("- “3” (line 2 of topics.txt; topic 3, Graph kernels): 1 paper\n");
    expect(markdown).toContain("- “999” (line 5 of topics.txt; no topic has this number now): nothing");
    expect((await digest("dated", "--follow", await follow("broad"))).summary.papers).toBe(2);
  });

  it("has the papers that a phrase finds, by words alone where there is no model, and says so", async () => {
    const { summary, markdown, feed } = await digest("dated", "--search", "walking robot", "--search", "whales");
    expect(summary.papers).toBe(1);
    expect(summary.followed).toMatchObject([
      { text: "walking robot", from: "--search", how: expect.stringMatching(/^by words alone: /), papers: 1 },
      { text: "whales", papers: 0 },
    ]);
    expect(markdown).toMatch(/“whales” \(--search; by words alone: .*\): nothing; 1 among all papers/);
    expect(find(feed, "//atom:entry/atom:title")).toEqual(["Robots walk", "Speech of whales"]);
    expect(find(feed, "/atom:feed/atom:id")).not.toEqual(find((await digest("dated")).feed, "/atom:feed/atom:id"));
  });

  it("is written where nothing was found, too", async () => {
    const { summary, markdown } = await digest("dated", "--search", "basket weaving");
    expect(summary.title).toBe("For you: 0 of 4 papers, 11 August 2025");
    expect(markdown).not.toContain("## The other");
  });

  it.each([
    ["# nothing\n", /topics\.txt: names nothing to follow\. Put /],
    ["a\n***\n", /topics\.txt:2: "\*\*\*": has no word in it\. Give /],
    [`a\n${"x".repeat(301)}\n`, /topics\.txt:2: x{60}…: 301 characters, at most 300\. /],
    ["a\n".repeat(501), /topics\.txt:501: more than 500 lines/],
    ["graphs\n-kernels\n", /line 2 of topics\.txt: -kernels: /],
    [Uint8Array.of(0xff, 0xfe, 0x41), /topics\.txt: is no text in UTF-8\. /],
    ["a\0b", /topics\.txt: is no text in UTF-8\. /],
  ])("says of %j which file and line it is, and what to do", async (text, message) => {
    const path = await follow(text);
    await expect(digest("dated", "--follow", path)).rejects.toThrow(message);
    await expect(digest("dated", "--follow", path)).rejects.toThrow(UserError);
  });

  it("says of a file that is not there, or a folder, what it is", async () => {
    await expect(digest("dated", "--follow", join(folder, "none.txt"))).rejects.toThrow(
      /^--follow \S+none\.txt: cannot be read: ENOENT/,
    );
    await expect(digest("dated", "--follow", folder)).rejects.toThrow(/: is no file\. Name /);
  });

  it("keeps hostile lines text", async () => {
    const { html } = await digest(
      "dated",
      "--follow",
      await follow('robots\n<img src=x onerror=alert(1)> "a" [b](c)\n'),
    );
    expect(html).toContain("“&#x3C;img src=x onerror=alert(1)>");
  });
});

describe("feed.xml", () => {
  it("is valid Atom", async () => {
    const schema = await readFile(join(ROOT, "test/fixtures/atom.rng"), "utf8");
    const validator = RelaxNGValidator.fromDoc(XmlDocument.fromString(schema));
    for (const name of ["dated", "undated"]) {
      const { feed } = await digest(name);
      validator.validate(XmlDocument.fromString(feed));
      expect(() =>
        validator.validate(XmlDocument.fromString(feed.replace(/<updated>[^<]*/, "<updated>now"))),
      ).toThrow();
    }
    validator.dispose();
  });

  it("holds the papers of the last two weeks, the newest first, dated by their first listing", async () => {
    const { feed } = await digest("dated");
    expect(find(feed, "//atom:entry/atom:updated").map((time) => time.slice(0, 10))).toEqual([
      "2025-08-11",
      "2025-08-11",
      "2025-08-11",
      "2025-08-10",
      "2025-08-09",
      "2025-08-09",
    ]);
    expect(find(feed, "/atom:feed/atom:updated")).toEqual(["2025-08-11T00:00:00Z"]);
    expect(find(feed, "//atom:entry/atom:link/@href")).toEqual([
      "https://example.org/b?x=1&y=%3C2%3E",
      "https://arxiv.org/abs/2507.00001",
      "https://doi.org/10.1000/c",
    ]);
    expect(find(feed, "//atom:entry/atom:author/atom:name").slice(0, 4)).toEqual([
      "Ada Lovelace",
      "Emmy Noether",
      "A & B",
      "D",
    ]);
    expect(find(feed, "//atom:entry[1]/atom:category/@term")).toEqual(["Speech <b>"]);
  });

  it("gives a paper the same id in every feed, and each another", async () => {
    const titlesById = async (...args: string[]) => {
      const { feed } = await digest("dated", ...args);
      const titles = find(feed, "//atom:entry/atom:title");
      return new Map(find(feed, "//atom:entry/atom:id").map((id, index) => [id, titles[index]]));
    };
    const later = await titlesById();
    const sooner = await titlesById("--day", "2025-08-10");
    expect(later.size).toBe(6);
    expect(sooner.size).toBe(3);
    for (const [id, title] of sooner) {
      expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(later.get(id)).toBe(title);
    }
  });

  it("holds hostile text as text, without characters that XML has not", async () => {
    const { feed } = await digest("dated");
    expect(find(feed, "//atom:entry/atom:title")).toContain(
      '<script>alert(1)</script> "onload=alert(1) [click](javascript:alert(1)) </style>  \u202Eabc 🧪 ]]>',
    );
  });
});

describe("writing a digest", () => {
  const path = (name: string, ...parts: string[]) => join(folder, name, ...parts);

  it("changes no file where one of them cannot be written", async () => {
    await writeAtlas(path("blocked"), DATED);
    await mkdir(path("blocked", "digest", "digest.md"), { recursive: true });
    await writeFile(path("blocked", "digest", "feed.xml"), "the last one");
    await expect(digest("blocked")).rejects.toThrow("digest.md: is no file, so it would not be replaced");
    expect(await readFile(path("blocked", "digest", "feed.xml"), "utf8")).toBe("the last one");
    expect(await readdir(path("blocked", "digest"))).toEqual(["digest.md", "feed.xml"]);
  });

  it("finishes a digest that was killed, and the commit of a run that was", async () => {
    await writeAtlas(path("killed"), UNDATED);
    await mkdir(path("killed", ".atlas/ready"), { recursive: true });
    await writeAtlas(path("killed", ".atlas/ready"), DATED, true);
    await mkdir(path("killed", "digest/.atlas/ready"), { recursive: true });
    await writeFile(path("killed", "digest/.atlas/ready/feed.xml"), "half a digest");
    expect((await digest("killed")).summary.title).toBe("4 papers in 3 topics, 11 August 2025");
    expect((await readdir(path("killed"))).sort()).toEqual(["atlas.duckdb", "digest"]);
    expect(await readdir(path("killed", "digest"))).toEqual(FILES);
  });

  it("does not wait for a run that is at work", async () => {
    await writeAtlas(path("busy"), DATED, true);
    const run = await OutputDirectory.open(path("busy"));
    await writeFile(join(run.next, "atlas.duckdb"), "half");
    expect((await digest("busy")).summary.papers).toBe(4);
    await run.release();
  });

  it("leaves no folder behind where there is nothing to write", async () => {
    await writeAtlas(path("quiet"), DATED);
    await expect(digest("quiet", "--day", "2020-01-01")).rejects.toThrow(UserError);
    expect(await readdir(path("quiet"))).toEqual(["atlas.duckdb"]);
  });

  it("says of a file that is damaged in the middle, or foreign, what it is", async () => {
    await writeAtlas(path("damaged"), DATED, true);
    const file = path("damaged", "atlas.duckdb");
    const filling = await Database.open(file);
    await filling.execute("UPDATE papers SET clean_abstract = clean_abstract || repeat(md5(paper_id), 999)");
    filling.close();
    const bytes = await readFile(file);
    const blockSize = 2 ** 18;
    let refused = 0;
    for (let place = 3 * 4096 + blockSize / 2; place < bytes.length; place += blockSize) {
      const flipped = Buffer.from(bytes);
      flipped[place]! ^= 1;
      await writeFile(file, flipped);
      const error = await digest("damaged").catch((thrown: unknown) => thrown);
      if (!(error instanceof Error)) continue;
      expect(error).toBeInstanceOf(UserError);
      expect(error.message).toMatch(/atlas\.duckdb: (?:is damaged|cannot be read): .*checksum/);
      refused++;
    }
    expect(refused).toBeGreaterThan(0);
    await rm(file);
    const foreign = await Database.open(file);
    await foreign.execute("CREATE TABLE stage_runs (stage TEXT)");
    foreign.close();
    await expect(digest("damaged")).rejects.toThrow(/made by another version: Catalog Error: .*\nRun the pipeline/);
    await expect(digest("damaged")).rejects.toThrow(UserError);
  });
});

describe("npm run digest", () => {
  async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const command = ["--import", "tsx", join(ROOT, "pipeline/cli/main.ts"), "digest", ...args];
    try {
      return { code: 0, ...(await promisify(execFile)(process.execPath, command, { cwd: ROOT })) };
    } catch (error) {
      return error as { code: number; stdout: string; stderr: string };
    }
  }

  it("says what it wrote, as JSON if asked, and writes the same bytes again", async () => {
    const output = join(folder, "dated");
    const { code, stdout, stderr } = await run("--output", output);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^4 papers in 3 topics, 11 August 2025\. Written:\n {2}\S+digest\.md {3,}as Markdown\n/);
    const read = () => Promise.all(FILES.map((file) => readFile(join(output, "digest", file))));
    const before = await read();
    const summary = JSON.parse((await run("--output", output, "--json")).stdout);
    expect(Object.values<string>(summary.files).sort()).toEqual(FILES.map((file) => join(output, "digest", file)));
    for (const [index, file] of (await read()).entries()) expect(file.equals(before[index]!), FILES[index]).toBe(true);
    expect(await readdir(join(output, "digest"))).toEqual(FILES);
  });

  it("exits 2 without a database, and with one that is none", async () => {
    const missing = await run("--output", join(folder, "nowhere"));
    expect({ code: missing.code, stdout: missing.stdout }).toEqual({ code: 2, stdout: "" });
    expect(missing.stderr).toMatch(
      /^error: \S+atlas\.duckdb: not there\. Run the pipeline first, or name its output folder/,
    );
    await mkdir(join(folder, "broken"));
    await writeFile(join(folder, "broken/atlas.duckdb"), "no database ".repeat(9999));
    const broken = await run("--output", join(folder, "broken"));
    expect(broken.code).toBe(2);
    expect(broken.stderr).toMatch(/^error: \S+atlas\.duckdb: cannot be read: /);
    expect(broken.stderr).not.toMatch(/^\s+at /m);
  });
});
