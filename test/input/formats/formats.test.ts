import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { FORMATS, findFormat, KNOWN_FORMATS } from "../../../pipeline/input/formats/formats.ts";
import { holdContent } from "./read-content.ts";
import { listRecognizing, readFixture } from "./read-fixture.ts";

/** Formats of whatever has rows or objects: the last to be asked. */
const GENERAL = ["json-lines", "json", "delimited"];

describe("the formats", () => {
  it("have names of their own and are all described in messages", () => {
    expect(new Set(FORMATS.map(({ name }) => name)).size).toBe(FORMATS.length);
    for (const { description } of FORMATS) expect(KNOWN_FORMATS).toContain(description);
  });

  it.each([
    ["page.txt", "Get trending papers in your email inbox!\n", "daily-page"],
    ["page.jsonl", "Get trending papers in your email inbox!\n", "daily-page"],
    ["papers.jsonl", "", "json-lines"],
    ["notes.txt", "Some notes", undefined],
    ["picture.png", new Uint8Array([0x89, 0x50, 0xff, 0]), undefined],
  ])("are told apart by name and first bytes: %s", async (name, content, format) => {
    expect((await findFormat(holdContent(name, content)))?.name).toBe(format);
  });

  it.each([
    ["pages/layout-a.txt", "daily-page"],
    ["daily/2026-07-15.html", "feed-page"],
    ["daily/2026-07-15.json", "daily-json"],
    ["daily/2024-12-12-printed.json", "daily-json"],
    ["weekly/2026-08-21.txt", "weekly-text"],
    ["catalogues/pubmed.xml", "pubmed"],
    ["feeds/daily-papers.xml", "rss"],
    ["feeds/arxiv-rss.xml", "rss"],
    ["feeds/arxiv-rdf.xml", "rss"],
    ["catalogues/arxiv-metadata.jsonl", "arxiv-metadata"],
    ["catalogues/openalex.json", "openalex"],
    ["catalogues/semantic-scholar.json", "semantic-scholar"],
    ["catalogues/medline.nbib", "medline"],
    ["catalogues/zotero.json", "csl-json"],
    ["references/zotero.ris", "ris"],
    ["references/endnote.ris", "ris"],
    ["references/library.bib", "bibtex"],
    ["lists/papers.md", "markdown-list"],
  ])("are told by content alone, each by its own format and no other but general ones: %s", async (name, format) => {
    const content = await readFixture(name);
    for (const written of [content, `\n${content.replaceAll("\n", "\r\n")}`])
      expect(listRecognizing("x", written).filter((known) => !GENERAL.includes(known))).toEqual([format]);
  });

  it("stand in docs/formats.md", async () => {
    const docs = await readFile(new URL("../../../docs/formats.md", import.meta.url), "utf8");
    const rows = Array.from(docs.matchAll(/^\| `([a-z-]+)` \|/gm), ([, name]) => name);
    expect(rows.toSorted()).toEqual(FORMATS.map(({ name }) => name).toSorted());
  });

  it("that are more particular come before those that are less", async () => {
    expect(listRecognizing("x", await readFixture("feeds/arxiv-api.xml"))).toEqual(["arxiv-api", "atom"]);
    expect(listRecognizing("x", await readFixture("catalogues/crossref.json"))).toEqual([
      "crossref",
      "csl-json",
      "json",
    ]);
    expect(listRecognizing("x.jsonl", await readFixture("catalogues/arxiv-metadata.jsonl"))).toEqual([
      "arxiv-metadata",
      "json-lines",
      "json",
    ]);
    expect(FORMATS.slice(-GENERAL.length).map(({ name }) => name)).toEqual(GENERAL);
  });
});
