import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { quote } from "../../../pipeline/input/formats/format.ts";
import { jsonLines } from "../../../pipeline/input/formats/json-lines.ts";
import { holdContent, readContent } from "./read-content.ts";

async function readMixed() {
  const bytes = await readFile(new URL("../../fixtures/records/mixed.jsonl", import.meta.url));
  return readContent(jsonLines, "records/mixed.jsonl", bytes);
}

const readLine = (line: string) => readContent(jsonLines, "a/a.jsonl", line);

describe("JSON lines", () => {
  it("are recognized by two lines of objects, whatever the file's name", () => {
    const recognizes = (text: string) => jsonLines.recognizes({ name: "a.txt", bytes: Buffer.from(text) });
    expect(recognizes('\n{"name": "A"}\n\n{"name": "B"')).toBe(true);
    expect(
      ["", "{}", '{"a": 1}\n[', '{"a":\n{"b": 1}}', "{a}\n{b}", '[{"a": 1}\n{"b": 1}]'].map(recognizes),
    ).not.toContain(true);
  });

  it("are recognized by the file's name", () => {
    const recognizes = (name: string) => jsonLines.recognizes({ name, bytes: new Uint8Array() });
    expect(["a.jsonl", "a.JSONL", "a.ndjson", "a.json", "a.txt"].map(recognizes)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it("give each field that they have, and its line", async () => {
    const { records } = await readMixed();
    expect(records).toEqual([
      {
        line: 1,
        title: "First title",
        abstract: "An abstract.",
        arxiv_id: "2401.01234",
        listed_text: "2026-06-01T00:00:00.000Z",
        listed_date: "2026-06-01",
        rank: 1,
        upvotes: 12,
      },
      {
        line: 2,
        title: "Second title",
        abstract: "See https://arxiv.org/abs/2402.00001v3 for more.",
        listed_text: "Aug 11",
      },
      expect.objectContaining({ line: 10, title: "Seventh title", arxiv_id: "math.GT/0309136" }),
    ]);
  });

  it("that cannot be used are rejected with line, reason and value", async () => {
    const { rejected } = await readMixed();
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

  it("that are no JSON are told in words that are the same on every Node.js", async () => {
    const { rejected } = await readLine('{"title": "T" "abstract": "A"}');
    expect(rejected[0]!.reason).toMatch(/: Expected ',' or '}' after property value in JSON at position 14$/);
  });

  it("name every fault of a line", async () => {
    const { rejected } = await readLine('{"title": " ", "abstract": 5, "arxiv_id": "nonsense"}');
    expect(rejected[0]!.reason).toBe(
      'title: "": is empty; abstract: 5: must be a text; arxiv_id: "nonsense": is no arXiv identifier',
    );
  });

  it("that hold what the database cannot are rejected, whatever it is, and the next is read", async () => {
    const nested = "[".repeat(5000) + "]".repeat(5000);
    const lines = [
      nested,
      `{"title": ${nested}, "abstract": "A"}`,
      '{"title": "T", "abstract": "A", "upvotes": 2147483648}',
      '{"title": "T", "abstract": "A", "rank": 1e300}',
      '{"title": "T", "abstract": "A", "date": "0000-05-01"}',
      `{"title": "T", "abstract": "A", "upvotes": 2147483647, "date": "0001-01-01", "other": ${nested}}`,
    ];
    const { records, rejected } = await readLine(lines.join("\n"));
    expect(rejected.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      expect.stringMatching(/^1: not a JSON object: (?:\[{60}…|lists or objects nested too deep to be shown)$/),
      expect.stringMatching(/^2: title: (?:\[{60}…|lists or objects nested too deep to be shown): must be a text$/),
      "3: upvotes: 2147483648: must be at most 2147483647",
      expect.stringMatching(/^4: rank: 1e\+300: must be /),
      '5: date: "0000-05-01": is no day of the calendar',
    ]);
    expect(records).toMatchObject([{ line: 6, upvotes: 2147483647, listed_date: "0001-01-01" }]);
  });

  it("too long to be read are rejected, and the next is read", async () => {
    const long = `{"title": "${"x".repeat(2 ** 26)}"}`;
    const { records, rejected } = await readLine(`${long}\n{"title": "T", "abstract": "A"}`);
    expect(rejected).toMatchObject([
      { line: 1, reason: expect.stringMatching(/^longer than 64 MiB: "\{"title": "x+…"$/) },
    ]);
    expect(rejected[0]!.raw).toHaveLength(1000);
    expect(records).toMatchObject([{ line: 2 }]);
  });

  it("nested deeper than the stack are rejected", async () => {
    const { rejected } = await readLine(`${"[".repeat(10_000_000)}\n{"title": "", "abstract": ""}`);
    expect(rejected.map(({ line }) => line)).toEqual([1, 2]);
  });

  it("take null and an empty arXiv identifier for nothing", async () => {
    const { records } = await readLine(
      '{"title": "T", "abstract": "A", "arxiv_id": "", "id": null, "date": null, "rank": null}',
    );
    expect(records).toEqual([{ line: 1, title: "T", abstract: "A" }]);
  });

  it("give all their fields where they are asked for, whatever is in them", async () => {
    const lines = ['{"label": 7, "text": ["a"]}', "", "[1]", '{"title": ""}'];
    const entries = [];
    for await (const entry of jsonLines.readFields!(holdContent("a/a.jsonl", lines.join("\n")))) entries.push(entry);
    expect(entries).toEqual([
      { line: 1, fields: { label: 7, text: ["a"] }, raw: lines[0] },
      { line: 3, reason: "not a JSON object: [1]", raw: "[1]" },
      { line: 4, fields: { title: "" }, raw: lines[3] },
    ]);
  });
});

describe("quote", () => {
  it("puts a value on one line and cuts it to 60 characters", () => {
    expect(quote("a\n b\u0007c")).toBe('"a b c"');
    expect(quote("x".repeat(100))).toBe(`"${"x".repeat(60)}…"`);
    expect(quote("😀".repeat(61))).toBe(`"${"😀".repeat(60)}…"`);
  });
});
