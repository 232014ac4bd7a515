import { describe, expect, it } from "vitest";
import { readAny, readFixture } from "./read-fixture.ts";

const read = async (html: string) => readAny("feed/page.html", html);

const page = (props: string) => `<!DOCTYPE html>\n<body>\n<div data-target="DailyPapers" data-props='${props}'></div>`;

describe("the list page of the feed", () => {
  it("gives the records of the JSON of the same day, on the line of their attribute", async () => {
    const html = await readFixture("daily/2026-07-15.html");
    const day = await readAny("2026-07-15.json", await readFixture("daily/2026-07-15.json"));
    const { format, records, rejected } = await readAny("feed/saved.html", html);
    expect(format).toBe("feed-page");
    const line = html.slice(0, html.indexOf("dailyPapers")).split("\n").length;
    expect(records).toEqual(day.records.map((record) => ({ ...record, line })));
    expect(records.length + rejected.length).toBe(html.split("&quot;submittedOnDailyAt&quot;").length - 1);
  });

  it("rejects entries of no use, and counts lines inside the attribute", async () => {
    const { records, rejected } = await read(
      page('{"results": [1],\n"dailyPapers": [\n{"paper": {"title": "T", "summary": "S &lt; 1 &amp; x"}}, "a",\n{}]}'),
    );
    expect(records).toMatchObject([{ line: 5, title: "T", abstract: "S < 1 & x", rank: 1 }]);
    expect(rejected.map(({ line }) => line)).toEqual([5, 6]);
  });

  it("gives its day where the entries have none", async () => {
    const { records } = await read(
      page('{"dateString": "2026-07-15", "dailyPapers": [{"paper": {"title": "T", "summary": "S"}}]}'),
    );
    expect(records).toMatchObject([{ listed_date: "2026-07-15" }]);
  });

  it("says what is wrong with a page without its list, or with a broken one", async () => {
    expect((await read("<!doctype html><title>Daily Papers</title>")).rejected).toMatchObject([
      { line: 1, reason: 'no element with data-target="DailyPapers" and data-props in this page' },
    ]);
    expect((await read(page('{"dailyPapers": [{"paper": {}'))).rejected).toMatchObject([
      { line: 3, reason: "cut off: the file ends before its brackets close" },
    ]);
  });

  it("is no other page", async () => {
    expect((await read("<!doctype html><p>Daily papers</p>")).format).toBeNull();
  });
});
