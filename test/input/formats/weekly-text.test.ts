import { describe, expect, it } from "vitest";
import { readAny, readFixture } from "./read-fixture.ts";

describe("weekly text", () => {
  it("gives each record of a real week", async () => {
    const text = await readFixture("weekly/2026-08-21.txt");
    const { format, records, rejected } = await readAny("weekly/2026-08-21.txt", text);
    expect(format).toBe("weekly-text");
    const titles = [...text.matchAll(/^Title: (.*)$/gm)];
    const ids = [...text.matchAll(/^PDF: https:\/\/arxiv\.org\/pdf\/(.*)$/gm)].map(([, id]) => id);
    expect(records.length + rejected.length).toBe(titles.length);
    expect(records.map(({ title }) => title)).toEqual(titles.map(([, title]) => title));
    expect(records.map(({ arxiv_id }) => arxiv_id)).toEqual(ids);
    expect(records.map(({ line }) => line)).toEqual(titles.map(({ index }) => text.slice(0, index).split("\n").length));
    expect(records.map(({ abstract }) => abstract)).toEqual(
      [...text.matchAll(/^Summary: (.*)$/gm)].map(([, abstract]) => abstract!.trim()),
    );
    for (const record of records) {
      expect(record).toMatchObject({
        listed_date: "2026-08-21",
        paper_url: `https://arxiv.org/pdf/${record.arxiv_id}`,
      });
    }
  });

  it("joins lines of a summary, knows a version, and rejects a block that lacks something", async () => {
    const blocks = [
      "Title: One\nPDF: https://arxiv.org/pdf/2608.00001v2\nSummary: Words\nand Title: more\n\nof them.",
      "Title: Two\nPDF: https://arxiv.org/pdf/2608.00002",
      "\n\nstray",
      "Summary: Words",
    ];
    const { records, rejected } = await readAny("a/x", `\n${blocks.join("\n---\n")}\n---\n\n---\n`);
    expect(records).toEqual([
      {
        line: 2,
        title: "One",
        abstract: "Words\nand Title: more\n\nof them.",
        paper_url: "https://arxiv.org/pdf/2608.00001v2",
        arxiv_id: "2608.00001",
        arxiv_version: 2,
      },
    ]);
    expect(rejected.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      "9: abstract: is missing",
      "14: title: is missing; abstract: is missing",
      "16: title: is missing",
    ]);
  });
});
