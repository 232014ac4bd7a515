import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { UserError } from "../../../pipeline/error.ts";
import { dailyPage } from "../../../pipeline/input/formats/daily-page.ts";
import { decodeText } from "../../../pipeline/text/decode-text.ts";
import { readContent } from "./read-content.ts";

async function readFixture(name: string) {
  const bytes = await readFile(new URL(`../../fixtures/pages/${name}`, import.meta.url));
  return readContent(dailyPage, `pages/${name}`, bytes);
}

const readText = (text: string) => readContent(dailyPage, "a/x", text);

const ALL_TITLES = [1, 2, 3, 4, 5, 6].map((number) => `Title of paper ${number}`);

describe("a daily page", () => {
  it("is recognized by its invitation, after a byte order mark or blank lines too", () => {
    const recognizes = (text: string) => dailyPage.recognizes({ name: "x.txt", bytes: Buffer.from(text) });
    expect(recognizes("Get trending papers in your email inbox once a day!\n")).toBe(true);
    expect(recognizes("new\n\nGet trending papers in your email inbox!\n")).toBe(true);
    expect(recognizes("\ufeffGet trending papers in your email inbox!\n")).toBe(true);
    expect(recognizes("Some other text\n")).toBe(false);
    expect(recognizes("")).toBe(false);
  });

  it("of layout A gives titles and abstracts with their lines, and no date", async () => {
    const { records, rejected } = await readFixture("layout-a.txt");
    expect(records.map(({ title }) => title)).toEqual(ALL_TITLES);
    expect(records.map(({ line }) => line)).toEqual([3, 5, 7, 9, 11, 13]);
    expect(records[2]!.abstract).toMatch(/^Abstract number 3 /);
    expect(records[0]).toMatchObject({ listed_text: null, listed_date: null });
    expect(rejected).toEqual([]);
  });

  it("of layout B gives the same records, their lines, and the date as text without a year", async () => {
    const { records } = await readFixture("layout-b.txt");
    expect(records.map(({ title }) => title)).toEqual(ALL_TITLES);
    expect(records.map(({ line }) => line)).toEqual([13, 17, 21, 25, 29, 33]);
    expect(records[5]).toMatchObject({ listed_text: "Aug 11", listed_date: null });
  });

  it.each([
    ["Aug 9, 2024", "2024-08-09"],
    ["December 31, 2025", "2025-12-31"],
    ["Feb 30, 2024", null],
  ])("that names the year gives the day, if there is such a day: %s", async (listed_text, listed_date) => {
    const long = "An abstract of some length. ".repeat(10);
    const { records } = await readText(`Daily Papers\n\n${listed_text}\n\nGemma 3\n\n${long}`);
    expect(records).toMatchObject([{ title: "Gemma 3", listed_text, listed_date }]);
  });

  it("loses Subscribe from its first title only", async () => {
    const long = "An abstract of some length. ".repeat(10).trim();
    const head = "Get trending papers in your email inbox!";
    const text = `${head}\nSubscribeSubscribe to Me\n${long}\nSubscribeAgain\n${long}`;
    const { records } = await readText(text);
    expect(records.map(({ title }) => title)).toEqual(["Subscribe to Me", "SubscribeAgain"]);
  });

  it("with Windows or old Mac line ends or a byte order mark reads the same", async () => {
    const plain = await readFixture("layout-a.txt");
    for (const name of ["crlf.txt", "lone-cr.txt", "bom.txt"]) expect(await readFixture(name), name).toEqual(plain);
  });

  it("without papers has no records", async () => {
    expect(await readFixture("preamble-only.txt")).toEqual({ records: [], rejected: [] });
  });
});

describe("a daily page whose lines are shifted", () => {
  it.each([
    ["missing-abstract.txt", 7, '"Title of paper 3" (16 characters) is followed by "Title of paper 4" (16 characters)'],
    ["missing-title.txt", 7, '"Abstract number 3 describes how'],
    ["doubled-title.txt", 7, '"Title of paper 3" (16 characters) is followed by "Title of paper 3" (16 characters)'],
    ["doubled-abstract.txt", 9, '"Abstract number 3 describes how'],
    ["odd-count.txt", 13, '"Title of paper 6" (16 characters) is followed by nothing'],
    [
      "missing-and-doubled.txt",
      5,
      '"Title of paper 2" (16 characters) is followed by "Title of paper 3" (16 characters)',
    ],
  ])("is refused as a whole, at the first pair that does not fit: %s", async (name, line, found) => {
    const failure = await readFixture(name).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    const { message } = failure as UserError;
    expect(message).toContain(`pages/${name}:${line}: title and abstract do not pair up: ${found}`);
    expect(message).toContain(`a line is missing or doubled near line ${line}. Mend the file or take it out.`);
    expect(message.length).toBeLessThan(400);
  });

  it("is refused too when abstracts are hardly longer than titles may be", async () => {
    const abstract = "Of middling length. ".repeat(9).trim();
    const lines = [
      "Get trending papers in your email inbox!",
      "One",
      "Two",
      abstract,
      "Three",
      abstract,
      "Four",
      abstract,
      "Five",
    ];
    await expect(readText(lines.join("\n"))).rejects.toThrow("a/x:2: title and abstract");
  });
});

describe("a page with a whole abstract in the place of a title", () => {
  it("is refused even where the pairs after it fit: two titles may be missing", async () => {
    const abstract = "An abstract of some length. ".repeat(12).trim();
    const lines = ["Get trending papers in your email inbox!", "One", abstract, abstract, abstract, "Four", abstract];
    const text = lines.join("\n");
    await expect(readText(text)).rejects.toThrow("a/x:4: title and abstract do not pair up");
  });
});

describe("a bad record among good ones", () => {
  it.each([
    ["empty-abstract.txt", "empty abstract"],
    ["empty-title.txt", "empty title"],
    ["short-abstract.txt", "abstract too short: 24 characters, at least 150"],
  ])("is rejected with its line, and the rest is kept: %s", async (name, reason) => {
    const { records, rejected } = await readFixture(name);
    expect(rejected).toMatchObject([{ line: 7, reason }]);
    expect(records.map(({ line }) => line)).toEqual([3, 5, 9, 11, 13]);
  });

  it("is rejected in layout B, where the blank lines show that a text is missing", async () => {
    const { records, rejected } = await readFixture("layout-b-empty-abstract.txt");
    expect(rejected).toEqual([{ line: 21, reason: "empty abstract", raw: "Title of paper 3\n" }]);
    expect(records).toHaveLength(5);
  });

  it("is the last one, where the file ends in the middle of its sentence; a whole last sentence needs no line break", async () => {
    const abstract = "An abstract of some length. ".repeat(10).trim();
    const page = (last: string) =>
      ["Get trending papers in your email inbox!", "One", abstract, "Two", last].join("\n");
    expect((await readText(page(`${abstract} Our results show that the stu`))).rejected).toMatchObject([
      { line: 4, reason: "cut off: the file ends in the middle of a sentence" },
    ]);
    expect((await readText(page(abstract))).records).toHaveLength(2);
    expect((await readText(`${page(`${abstract} See our results`)}\n`)).records).toHaveLength(2);
  });

  it("may come twice in a row", async () => {
    const abstract = "An abstract of some length. ".repeat(10).trim();
    const lines = ["Get trending papers in your email inbox!", "One", "short", "Two", "short too", "Three", abstract];
    const { records, rejected } = await readText(lines.join("\n"));
    expect(records.map(({ title }) => title)).toEqual(["Three"]);
    expect(rejected.map(({ line }) => line)).toEqual([2, 4]);
  });

  it("may stand before a title as long as an abstract", async () => {
    const abstract = "An abstract of some length. ".repeat(10).trim();
    const lines = ["Get trending papers in your email inbox!", "One", "short", "T".repeat(160), abstract];
    const { records, rejected } = await readText(lines.join("\n"));
    expect(records.map(({ line }) => line)).toEqual([4]);
    expect(rejected.map(({ line }) => line)).toEqual([2]);
  });

  it("may have an abstract shorter than its title", async () => {
    const abstract = "An abstract of some length. ".repeat(10).trim();
    const lines = ["Get trending papers in your email inbox!", "T".repeat(200), "a".repeat(160), "Two", abstract];
    const { rejected } = await readText(lines.join("\n"));
    expect(rejected.map(({ reason }) => reason)).toEqual(["abstract no longer than its title: 160 and 200 characters"]);
  });

  it("takes no quadratic time when a whole page is bad", async () => {
    const text = `Get trending papers in your email inbox!\n${"One\nTwo\n".repeat(50_000)}`;
    const startedAt = performance.now();
    expect((await readText(text)).rejected).toHaveLength(50_000);
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });
});

describe("the fit test", () => {
  it("finds every single lost or doubled line of a real page", async () => {
    const bytes = await readFile(new URL("../../../seeds/000_3c9a2f189dac8ac1.txt", import.meta.url));
    const lines = decodeText(bytes, "seeds/000").trimEnd().split("\n");
    const readLines = (changed: string[]) => readContent(dailyPage, "seeds/000", changed.join("\n"));
    for (let index = 2; index < lines.length; index += 7) {
      const line = index % 2 === 0 ? index + 1 : index;
      const lost = lines.toSpliced(index, 1);
      const doubled = lines.toSpliced(index, 0, lines[index]!);
      await expect(readLines(lost), `lost line ${index + 1}`).rejects.toThrow(`seeds/000:${line}: title and abstract`);
      await expect(readLines(doubled), `doubled line ${index + 1}`).rejects.toThrow(
        /^seeds\/000:\d+: title and abstract/,
      );
    }
  });
});
