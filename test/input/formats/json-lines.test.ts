import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { quote } from "../../../pipeline/input/formats/format.ts";
import { jsonLines } from "../../../pipeline/input/formats/json-lines.ts";

async function parseMixed() {
  const text = await readFile(new URL("../../fixtures/records/mixed.jsonl", import.meta.url), "utf8");
  return jsonLines.parse({ name: "mixed.jsonl", source: "records/mixed.jsonl", text });
}

const parseLine = (line: string) => jsonLines.parse({ name: "a.jsonl", source: "a/a.jsonl", text: line });

describe("JSON lines", () => {
  it("are recognized by the file's name", () => {
    const recognizes = (name: string) => jsonLines.recognizes({ name, source: name, text: "" });
    expect(["a.jsonl", "a.JSONL", "a.ndjson", "a.json", "a.txt"].map(recognizes)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it("give each field, its line, and null for what they lack", async () => {
    const { records } = await parseMixed();
    expect(records).toEqual([
      {
        line: 1,
        title: "First title",
        abstract: "An abstract.",
        arxivId: "2401.01234",
        listedText: "2026-06-01T00:00:00.000Z",
        listedDate: "2026-06-01",
        rank: 1,
        upvotes: 12,
      },
      {
        line: 2,
        title: "Second title",
        abstract: "See https://arxiv.org/abs/2402.00001v3 for more.",
        arxivId: null,
        listedText: "Aug 11",
        listedDate: null,
        rank: null,
        upvotes: null,
      },
      expect.objectContaining({ line: 10, title: "Seventh title", arxivId: "math.GT/0309136", listedText: null }),
    ]);
  });

  it("that cannot be used are rejected with line, reason and value", async () => {
    const { rejected } = await parseMixed();
    expect(rejected.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      '4: abstract: "": is empty',
      expect.stringMatching(/^5: not JSON: "\{"title": "Fourth title"": /),
      "6: title: is missing",
      '7: not a JSON object: ["not","an","object"]',
      '8: date: "2026-02-31": is no day of the calendar',
      '9: upvotes: "many": must be a whole number',
    ]);
    expect(rejected[0]!.raw).toBe('{"title": "Third title", "abstract": ""}');
  });

  it("name every fault of a line", () => {
    const [rejection] = parseLine('{"title": " ", "abstract": 5, "arxiv_id": "nonsense"}').rejected;
    expect(rejection!.reason).toBe(
      'title: "": is empty; abstract: 5: must be a text; arxiv_id: "nonsense": is no arXiv identifier',
    );
  });

  it("take null and an empty arXiv identifier for nothing", () => {
    const { records } = parseLine(
      '{"title": "T", "abstract": "A", "arxiv_id": "", "id": null, "date": null, "rank": null}',
    );
    expect(records).toMatchObject([{ arxivId: null, listedText: null, rank: null }]);
  });
});

describe("quote", () => {
  it("puts a value on one line and cuts it to 60 characters", () => {
    expect(quote("a\n b\u0007c")).toBe('"a b c"');
    expect(quote("x".repeat(100))).toBe(`"${"x".repeat(60)}…"`);
    expect(quote("😀".repeat(61))).toBe(`"${"😀".repeat(60)}…"`);
  });
});
