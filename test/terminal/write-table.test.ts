import type { WriteStream } from "node:tty";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { writeSparkline } from "../../pipeline/terminal/sparkline.ts";
import { readTerminal, type Terminal } from "../../pipeline/terminal/terminal.ts";
import { wrapText } from "../../pipeline/terminal/wrap-text.ts";
import { type TableColumn, writeTable } from "../../pipeline/terminal/write-table.ts";

type Row = { id: number; title: string };

const ROWS: Row[] = [
  { id: 7, title: "A short one" },
  { id: 1200, title: "日本語の論文と、とても長い題名があるので、どこかで切られなければならない論文です" },
  { id: 3, title: "hostile \u001b[2J\u202e\nnext" },
];

const COLUMNS: TableColumn<Row>[] = [
  { heading: "id", isNumber: true, read: ({ id }) => `${id}` },
  { heading: "title", isFlexible: true, read: ({ title }) => title },
  { heading: "end", read: () => "x" },
];

function openTerminal(columns: number | null, env: NodeJS.ProcessEnv = { NO_COLOR: "1" }): Terminal {
  return readTerminal((columns === null ? {} : { isTTY: true, columns }) as WriteStream, env);
}

describe("writeTable", () => {
  it("lines columns up by what a terminal shows, cuts the flexible one, and writes what would steer as its code", () => {
    const place = (id: string, title: string, used: number, end: string) =>
      `${id.padStart(4)}  ${title}${" ".repeat(33 - used)}  ${end}\n`;
    expect(writeTable(ROWS, COLUMNS, openTerminal(44))).toBe(
      place("id", "title", 5, "end") +
        place("7", "A short one", 11, "x") +
        place("1200", "日本語の論文と、とても長い題名が…", 33, "x") +
        place("3", "hostile \\x1b[2J\\u202e\\nnext", 27, "x"),
    );
  });

  it.each([40, 60, 80, 200])("is no wider than a terminal of %i columns", (width) => {
    for (const line of writeTable(ROWS, COLUMNS, openTerminal(width, {})).split("\n"))
      expect(stringWidth(line)).toBeLessThanOrEqual(width);
  });

  it("cuts and leaves out nothing in a pipe", () => {
    const columns = [...COLUMNS, { heading: "far", leastTerminal: 500, mostWidth: 3, read: () => "not cut" }];
    const table = writeTable(ROWS, columns, openTerminal(null));
    expect(table).toContain(ROWS[1]!.title);
    expect(table).toContain("not cut");
    expect(table).not.toContain("…");
  });

  it("leaves out a column for which the terminal is too narrow, and cuts one to what it may take", () => {
    const columns: TableColumn<Row>[] = [
      { heading: "id", read: ({ id }) => `${id}`, mostWidth: 3 },
      { heading: "far", leastTerminal: 80, read: () => "shown" },
    ];
    expect(writeTable(ROWS, columns, openTerminal(79))).toBe("id\n7\n12…\n3\n");
    expect(writeTable(ROWS, columns, openTerminal(80))).toBe("id   far\n7    shown\n12…  shown\n3    shown\n");
  });

  it("styles a cell as it is cut and filled, and sets marks before it", () => {
    const columns: TableColumn<Row>[] = [
      { heading: "id", read: ({ id }) => `${id}`, mark: () => "* ", style: (cell) => `<${cell}>` },
      { heading: "end", read: () => "x" },
    ];
    expect(writeTable(ROWS.slice(0, 2), columns, openTerminal(80), 2)).toBe(
      "    id    end\n  * <7   >  x\n  * <1200>  x\n",
    );
  });
});

describe("wrapText", () => {
  it("breaks between words behind an indent, and a long word where it must", () => {
    expect(wrapText("one two three four five six seven eight nine ten", openTerminal(40), 4)).toBe(
      "    one two three four five six seven\n    eight nine ten",
    );
    expect(wrapText("x".repeat(90), openTerminal(40)).split("\n")).toEqual([
      "x".repeat(40),
      "x".repeat(40),
      "x".repeat(10),
    ]);
  });

  it("counts wide characters as two columns", () => {
    for (const line of wrapText("論文".repeat(30), openTerminal(41)).split("\n"))
      expect(stringWidth(line)).toBeLessThanOrEqual(41);
  });

  it("makes no line longer than 100 columns, however wide the terminal", () => {
    const lines = wrapText("word ".repeat(100), openTerminal(300)).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBe(99);
  });
});

describe("writeSparkline", () => {
  it.each([
    [[], ""],
    [[0, 0], "▁▁"],
    [[0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█"],
    [[1, 1000], "▂█"],
    [[5], "█"],
  ])("draws %j as %s", (counts, bars) => {
    expect(writeSparkline(counts)).toBe(bars);
  });
});
