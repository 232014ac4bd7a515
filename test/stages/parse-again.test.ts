import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { parseStage } from "../../pipeline/stages/parse.ts";
import { type Feed, FeedReader, type Reading } from "./feed-reader.ts";
import { contextFor } from "./stage-context.ts";

let reader: FeedReader;

beforeAll(async () => {
  reader = await FeedReader.open();
});

beforeEach(() => reader.forget());

afterAll(() => reader.close());

const paper = (name: string) => `{"title": "Title ${name}", "abstract": "Words of ${name}."}\n`;
const bytes = (text: string) => new TextEncoder().encode(text);
const summarize = ({ result }: Reading) => result.summary;

describe("reading input again", () => {
  const first: Feed = { "a.jsonl": paper("a") + paper("b"), "b.jsonl": paper("c") };

  it("reads new and changed files alone, and says so", async () => {
    expect(summarize(await reader.read(first))).toBe("3 records from 2 files, 0 rejected");
    expect(summarize(await reader.read(first))).toBe("3 records from 2 files as before, 0 rejected");
    const more = { ...first, "aa.jsonl": paper("d") };
    expect(summarize(await reader.read(more))).toBe("1 record from 1 new file, 3 from 2 as before, 0 rejected");
    const changed = { ...more, "a.jsonl": paper("a") };
    expect(summarize(await reader.read(changed))).toBe("1 record from 1 changed file, 2 from 2 as before, 0 rejected");
    const both = { ...changed, "a.jsonl": paper("e"), "z.jsonl": paper("f") };
    expect(summarize(await reader.read(both))).toBe(
      "2 records from 1 new and 1 changed file, 2 from 2 as before, 0 rejected",
    );
  });

  it("takes rows over from the last run, not from the file", async () => {
    await reader.read(first, {}, "UPDATE last.records SET clean_title = 'Marked'");
    const { tables } = await reader.read({ ...first, "c.jsonl": paper("d") });
    expect(tables.records).toMatchObject([
      { source: "feed/a.jsonl", position: 1, clean_title: "Marked" },
      { source: "feed/a.jsonl", position: 2, clean_title: "Marked" },
      { source: "feed/b.jsonl", position: 1, clean_title: "Marked" },
      { source: "feed/c.jsonl", position: 1, clean_title: "Title d" },
    ]);
  });

  it("reads all files again where the settings are others", async () => {
    await reader.read(first);
    expect(summarize(await reader.read(first, { title: "title" }))).toBe("3 records from 2 files, 0 rejected");
  });

  it.each([{ isForced: true }, { isPreviousIntact: async () => false }])(
    "looks at no table of the last run where all is made anew or that run's rows were altered",
    async (parts) => {
      const database = await Database.open(":memory:");
      await database.createSchema();
      const input = [fileURLToPath(new URL("../fixtures/records/mixed.jsonl", import.meta.url))];
      const previousTable = () => Promise.reject(new Error("asked for a table of the last run"));
      await parseStage.run(contextFor(database, { input }, { ...parts, previousTable }));
      database.close();
    },
  );

  it("reads only the files of a zip that changed", async () => {
    const zip = (second: string) => zipSync({ "a.jsonl": bytes(paper("a")), "b.jsonl": bytes(second) });
    await reader.read({ "all.zip": zip(paper("b")) });
    const again = await reader.read({ "all.zip": zip(paper("c")) });
    expect(summarize(again)).toBe("1 record from 1 changed file, 1 from 1 as before, 0 rejected");
  });

  it("says again what is wrong with files and records that are as they were", async () => {
    const feed: Feed = {
      "bad.jsonl": `${paper("a")}{"title": "No abstract"}\n`,
      "latin.csv": Buffer.from("title,abstract\nCafé,Words of a café.\n", "latin1"),
      "torn.jsonl.gz": gzipSync(paper("b")).subarray(0, 30),
      "what.bin": new Uint8Array([0, 1, 2, 3]),
    };
    const once = await reader.read(feed);
    const twice = await reader.read(feed);
    expect(once.warnings.length).toBeGreaterThan(3);
    expect(twice.warnings).toEqual(once.warnings);
    expect(twice.lines).toEqual(once.lines);
    expect(summarize(twice)).toBe("3 records from 2 files as before, 1 rejected");
  });
});
