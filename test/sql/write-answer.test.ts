import Papa from "papaparse";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { PlainValue, QueryAnswer } from "../../pipeline/sql/query-answer.ts";
import { listAnswer, writeAnswerCsv, writeAnswerMarkdown, writeAnswerTable } from "../../pipeline/sql/write-answer.ts";
import type { Terminal } from "../../pipeline/terminal/terminal.ts";

const PLAIN: Terminal = {
  width: 60,
  isInteractive: true,
  bold: (text) => text,
  dim: (text) => `<${text}>`,
  good: (text) => text,
  doubtful: (text) => text,
  dot: () => "",
  mark: (text) => text,
  link: (text) => text,
};

function answerOf(types: Record<string, string>, ...rows: PlainValue[][]): QueryAnswer {
  return { columns: Object.keys(types), types: Object.values(types), rows, isCut: false };
}

describe("writeAnswerTable", () => {
  it("sets numbers to the right, dims NULL, rounds fractions, and keeps each row on its line", () => {
    const answer = answerOf(
      { name: "VARCHAR", n: "BIGINT", share: "DOUBLE", list: "VARCHAR[]" },
      ["a\nb\x1b[31m", 12, 1 / 3, ["x", "y"]],
      [null, "9007199254740993", null, { k: [1] } as never],
    );
    expect(writeAnswerTable(answer, PLAIN).split("\n")).toEqual([
      "<name        >  <               n>  <   share>  <list>",
      "a\\nb\\x1b[31m                12  0.333333  [x, y]",
      "<NULL        >  9007199254740993  <    NULL>  {k: [1]}",
      "",
    ]);
  });

  it("cuts the widest columns to one measure where the terminal is too narrow", () => {
    const answer = answerOf({ a: "VARCHAR", b: "VARCHAR", c: "VARCHAR" }, ["a".repeat(99), "short", "漢".repeat(50)]);
    const [heading, row] = writeAnswerTable(answer, { ...PLAIN, dim: (text) => text }).split("\n");
    expect(stringWidth(row!)).toBeLessThanOrEqual(60);
    expect(row).toMatch(/^a{24}… {2}short {2}漢{12}…$/);
    expect(heading).toMatch(/^a {26}b {6}c$/);
  });

  it("puts a line a value where even cut columns do not fit", () => {
    const types = Object.fromEntries(Array.from({ length: 9 }, (_, place) => [`column_${place}`, "VARCHAR"]));
    const answer = answerOf(types, Array(9).fill("z".repeat(100)), Array(9).fill(null));
    const lines = writeAnswerTable(answer, PLAIN).split("\n");
    expect(lines.slice(0, 2)).toEqual(["<— 1 —>", `<column_0>  ${"z".repeat(49)}…`]);
    expect(lines.slice(10, 12)).toEqual(["<— 2 —>", "<column_0>  <NULL>"]);
  });

  it("shows the headings of an answer without rows", () => {
    expect(writeAnswerTable(answerOf({ a: "INTEGER" }), PLAIN)).toBe("<a>\n");
  });
});

describe("writeAnswerCsv", () => {
  it("leaves no text that a spreadsheet takes for a formula, and numbers as they are", () => {
    const answer = answerOf(
      { text: "VARCHAR", n: "BIGINT", big: "HUGEINT", list: "VARCHAR[]", nested: "STRUCT(a INTEGER)", flag: "BOOLEAN" },
      ["=1+1", -3, "-9007199254740993", ["a", null, "b"], { a: 1 }, true],
      [null, null, null, [], null, false],
      ['x"\ny', 1, "2", ["=1"], { a: -1 }, null],
    );
    const csv = writeAnswerCsv(answer);
    expect(csv.split("\r\n").slice(0, 3)).toEqual([
      "text,n,big,list,nested,flag",
      `"'=1+1",-3,-9007199254740993,"a; ; b","{""a"":1}",true`,
      ",,,,,false",
    ]);
    expect(Papa.parse<string[]>(csv.trimEnd()).data[3]).toEqual(['x"\ny', "1", "2", "'=1", '{"a":-1}', ""]);
  });
});

it("writes Markdown whose cells cannot break out of the table", () => {
  const answer = answerOf({ "a|b": "VARCHAR", n: "DOUBLE" }, ["<b>|`x`\n# no", 0.5], [null, null]);
  expect(writeAnswerMarkdown(answer).split("\n")).toEqual([
    "| a\\|b | n |",
    "| :- | -: |",
    "| \\<b>\\|\\`x\\`\\n# no | 0.5 |",
    "| | |",
    "",
  ]);
});

it("lists rows as objects", () => {
  expect(listAnswer(answerOf({ a: "INTEGER", b: "VARCHAR[]" }, [1, ["x"]]))).toEqual([{ a: 1, b: ["x"] }]);
});
