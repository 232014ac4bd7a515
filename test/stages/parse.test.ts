import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parseConfig } from "../../pipeline/config.ts";
import { Database } from "../../pipeline/database/database.ts";
import { UserError } from "../../pipeline/error.ts";
import { KNOWN_FORMATS } from "../../pipeline/input/formats/formats.ts";
import type { InputFile } from "../../pipeline/input/input-files.ts";
import type { RejectedRecord, SourceRecord } from "../../pipeline/input/record.ts";
import { silentLog } from "../../pipeline/log.ts";
import { parseFiles as parseInto, parseStage } from "../../pipeline/stages/parse.ts";
import { contextFor } from "./stage-context.ts";

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parse-"));
});

afterAll(() => rm(folder, { recursive: true }));

/** Writes a file below the test's folder; its source is its path there. */
async function put(source: string, content: string | Uint8Array, isNamed = false): Promise<InputFile> {
  const path = join(folder, source);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return { source, input: isNamed ? source : source.split("/")[0]!, isNamed, path, fault: null };
}

function fixture(name: string): InputFile {
  return {
    source: `pages/${name}`,
    input: "pages",
    isNamed: false,
    path: pathOf(`../fixtures/pages/${name}`),
    fault: null,
  };
}

/** Reads files as the stage does, and keeps what they give. */
async function parseFiles(input: readonly InputFile[]) {
  const records: SourceRecord[] = [];
  const rejected: RejectedRecord[] = [];
  const dropFrom = (list: { source: string }[], source: string) =>
    list.splice(0, list.length, ...list.filter((record) => record.source !== source));
  const { files, inputFiles } = await parseInto(input, {
    addRecord: (record) => void records.push(record),
    addRejected: (record) => void rejected.push(record),
    dropSource: (source) => {
      dropFrom(records, source);
      dropFrom(rejected, source);
    },
  });
  const notes = inputFiles
    .filter(({ note }) => note !== null)
    .map((row) => `${row.source}: ${row.status}: ${row.note}`);
  return { files, records, rejected, inputFiles, notes };
}

const GOOD = '{"title": "A title", "abstract": "Some words."}';

describe("parseFiles", () => {
  it("cleans what people and models read, and keeps what the file says", async () => {
    const { records } = await parseFiles([fixture("invisible-characters.txt")]);
    expect(records[2]).toMatchObject({
      source: "pages/invisible-characters.txt",
      position: 3,
      line: 7,
      format: "daily-page",
      raw_title: "Title\u00a0of\tpaper\u200b 3\u0007",
      clean_title: "Title of paper 3",
    });
    expect(records[2]!.raw_abstract).toContain("\u202eEvil\u202c text\u00ad here.\u0000");
    expect(records[2]!.clean_abstract).toMatch(/ Evil text here\.$/);
  });

  it("counts a rejected record into the positions, so that the others keep theirs", async () => {
    const { records, rejected } = await parseFiles([fixture("empty-abstract.txt")]);
    expect(records.map(({ position }) => position)).toEqual([1, 2, 4, 5, 6]);
    expect(rejected).toEqual([
      { source: "pages/empty-abstract.txt", line: 7, reason: "empty abstract", raw: "Title of paper 3\n" },
    ]);
  });

  it("reads packed JSON lines, and arXiv identifiers from a field or an address", async () => {
    const text = await readFile(pathOf("../fixtures/records/mixed.jsonl"));
    const { records, rejected } = await parseFiles([await put("records/mixed.jsonl.gz", gzipSync(text))]);
    expect(records.map(({ arxiv_id }) => arxiv_id)).toEqual(["2401.01234", "2402.00001", "math.GT/0309136"]);
    expect(records[1]).toMatchObject({
      source: "records/mixed.jsonl.gz",
      format: "json-lines",
      position: 2,
      clean_abstract: "See online for more.",
      urls: ["https://arxiv.org/abs/2402.00001v3"],
      listed_text: "Aug 11",
      listed_date: null,
    });
    expect(rejected).toHaveLength(6);
  });

  it("rejects a record of which nothing is left to read", async () => {
    const lines = [
      GOOD,
      '{"title": "\\u200b!", "abstract": "Words."}',
      '{"title": "Title", "abstract": "https://a.org/b"}',
    ];
    const { records, rejected } = await parseFiles([await put("a/x.jsonl", lines.join("\n"))]);
    expect(records).toHaveLength(1);
    expect(rejected.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      "2: title without words",
      "3: abstract without words",
    ]);
  });

  it("rejects a title that is longer than any", async () => {
    const long = JSON.stringify({ title: "word ".repeat(500), abstract: "Some words." });
    const { rejected } = await parseFiles([await put("a/x.jsonl", `${long}\n${GOOD}`)]);
    expect(rejected.map(({ reason }) => reason)).toEqual(["title too long: 2499 characters, at most 2000"]);
  });

  it("warns of a file of unknown format in a folder, text or not, and goes on", async () => {
    const notes = await put("a/notes.txt", "Some notes");
    const picture = await put("a/picture.png", new Uint8Array([0x89, 0x50, 0xff, 0]));
    const { files, notes: told } = await parseFiles([notes, picture, await put("a/x.jsonl", GOOD)]);
    expect(files).toBe(1);
    expect(told).toEqual(["a/notes.txt: left out: unknown format", "a/picture.png: left out: unknown format"]);
  });

  it("leaves out what cannot be read in a folder, and says so where nothing else is there", async () => {
    const lost: InputFile = {
      ...(await put("a/lost.jsonl", GOOD)),
      fault: "cannot be read: this user may not read it",
    };
    const { notes, records } = await parseFiles([lost, await put("a/x.jsonl", GOOD)]);
    expect(records).toHaveLength(1);
    expect(notes).toEqual(["a/lost.jsonl: left out: cannot be read: this user may not read it"]);
    await expect(parseFiles([lost])).rejects.toThrow(
      "a: no file in this can be read. a/lost.jsonl: cannot be read: this user may not read it",
    );
  });

  it("leaves out a page of a folder that is too large to be read whole, and refuses one that was named", async () => {
    const large = await put("a/large.txt", "Get trending papers in your email inbox once a day!\n");
    await truncate(large.path, 2 ** 26 + 1);
    const { notes, records } = await parseFiles([large, await put("a/x.jsonl", GOOD)]);
    expect(records).toHaveLength(1);
    const reason = "holds more than 64 MiB, unpacked, the most for a file of its format";
    expect(notes).toEqual([`a/large.txt: left out: ${reason}. Split it or take it out.`]);
    await expect(parseFiles([large])).rejects.toThrow(`a: no file in this can be read. a/large.txt: ${reason}`);
    await expect(parseFiles([{ ...large, isNamed: true }])).rejects.toThrow(`a/large.txt: ${reason}. Split it`);
  });

  it("warns of a file that holds no records", async () => {
    const { notes } = await parseFiles([await put("a/x.jsonl", GOOD), fixture("preamble-only.txt")]);
    expect(notes).toEqual(["pages/preamble-only.txt: read: no records in this file"]);
  });

  it("refuses a named file of unknown format", async () => {
    const parsed = parseFiles([await put("a/notes.txt", "Notes", true)]);
    await expect(parsed).rejects.toThrow(UserError);
    await expect(parsed).rejects.toThrow(`a/notes.txt: unknown format. ${KNOWN_FORMATS}`);
  });

  it.each<[string, Record<string, string | Uint8Array>, string]>([
    ["a folder of unknown files", { "a/x.jsonl": GOOD, "b/y.txt": "y" }, "b: no file in this can be read. Known"],
    ["no record at all", { "a/x.jsonl": "\n" }, "records in 1 input files: 0"],
    [
      "damaged packing",
      { "a/x.jsonl.gz": Buffer.from(gzipSync(GOOD)).fill(7, 12, 20) },
      "a/x.jsonl.gz: cannot be unpacked: ",
    ],
    ["packing cut off", { "a/x.jsonl.gz": gzipSync(GOOD).subarray(0, -9) }, "a/x.jsonl.gz: cannot be unpacked: "],
    [
      "no usable line",
      { "a/x.jsonl": '{"title": "T", "abstract": ""}\nx' },
      'a: no file in this can be read. a/x.jsonl: none of its 2 records can be used: abstract: "": is empty (line 1)',
    ],
    [
      "no column of abstracts",
      { "a/x.jsonl": '{"title": "T", "notes": "N"}' },
      "a: no file in this can be read. a/x.jsonl: no column is known to hold the abstract: name it with --abstract-field. It has: title, notes.",
    ],
    ["what is no text", { "a/x.jsonl": Buffer.from(`${GOOD}\n\0é`, "latin1") }, "a/x.jsonl: no text in UTF-8, UTF-16"],
  ])("refuses %s", async (_, contents, message) => {
    const files: InputFile[] = [];
    for (const [source, content] of Object.entries(contents)) files.push(await put(source, content));
    const parsed = parseFiles(files);
    await expect(parsed).rejects.toThrow(UserError);
    await expect(parsed).rejects.toThrow(message);
  });

  it("gives no control character on: not in reasons, nor in texts, nor in dates", async () => {
    const bad = '{"title": \u001b[31m\u202e}';
    const good = JSON.stringify({
      title: "A &#x9b;title &#x202e;of &#xd800; five words",
      abstract: "An abstract &#x7f;at https://a.org/b&#x202e;c of ours.",
      date: "Aug\u001b[31m 11",
    });
    const { records, rejected } = await parseFiles([await put("a/x.jsonl", `${bad}\n${good}`)]);
    expect(rejected[0]!.reason).toContain("not JSON: ");
    const { raw_title, raw_abstract, ...kept } = records[0]!;
    expect(JSON.stringify([kept, rejected[0]!.reason])).not.toMatch(/[\p{Cc}\p{Cs}\u202e]|\\u00/u);
    expect(kept).toMatchObject({ clean_title: "A title of \ufffd five words", listed_text: "Aug[31m 11" });
    expect(raw_title).toContain("&#x9b;");
    expect(raw_abstract).toContain("&#x7f;");
  });

  it("reads a page that is no UTF-8, and says as what", async () => {
    const { notes, inputFiles } = await parseFiles([fixture("invalid-utf8.txt")]);
    expect(notes).toEqual(["pages/invalid-utf8.txt: read: is no UTF-8: read as Windows-1252"]);
    expect(inputFiles).toMatchObject([{ format: "daily-page", encoding: "windows-1252", records: 6, usable: 6 }]);
  });

  it("says by line why a page of a folder is left out", async () => {
    const { notes } = await parseFiles([fixture("layout-a.txt"), fixture("missing-title.txt")]);
    expect(notes).toEqual([
      expect.stringMatching(/^pages\/missing-title\.txt: left out: line \d+: title and abstract do not/),
    ]);
  });

  it("leaves out a file that turns out damaged, with all that came of it, and goes on with the others", async () => {
    const lines = `${GOOD}\n`.repeat(5000);
    const cut = await put("a/cut.jsonl.gz", gzipSync(lines).subarray(0, -9), true);
    const bad = await put("a/bad.jsonl", '{"title": "T", "abstract": ""}\nx', true);
    const { records, rejected, notes, inputFiles } = await parseFiles([bad, cut, await put("a/x.jsonl", GOOD, true)]);
    expect(records.map(({ source }) => source)).toEqual(["a/x.jsonl"]);
    expect(rejected.map(({ source, line }) => `${source}:${line}`)).toEqual(["a/bad.jsonl:1", "a/bad.jsonl:2"]);
    expect(notes).toEqual([
      'a/bad.jsonl: left out: none of its 2 records can be used: abstract: "": is empty (line 1)',
      "a/cut.jsonl.gz: left out: cannot be unpacked: unexpected end of file. Pack it again or take it out.",
    ]);
    for (const row of inputFiles) expect(row.records).toBe(row.usable + row.rejected);
    await expect(parseFiles([bad])).rejects.toThrow('a/bad.jsonl:1: abstract: "": is empty\nNone of the 2 records of');
    await expect(parseFiles([cut])).rejects.toThrow("a/cut.jsonl.gz: cannot be unpacked: ");
  });
});

describe("the parse stage", () => {
  let database: Database;
  beforeEach(async () => {
    database = await Database.open(":memory:");
    await database.createSchema();
  });
  afterEach(() => database.close());

  function reading(input: string[], warnings: string[] = []) {
    const log = { ...silentLog, warn: (message: string) => void warnings.push(message) };
    return contextFor(database, { input }, { log });
  }

  it("reads the real seeds: 520 records from 5 files, none rejected, in order", async () => {
    const result = await parseStage.run(reading([pathOf("../../seeds")]));
    expect(result).toMatchObject({ rowsIn: 520, rowsOut: 520, summary: "520 records from 5 files, 0 rejected" });
    const pages = await database.query(
      `SELECT source, count(*)::INTEGER AS records, min(line) AS first, max(position) AS last, any_value(listed_text) AS listed
       FROM records GROUP BY source ORDER BY source`,
    );
    expect(pages).toEqual([
      { source: "seeds/000_3c9a2f189dac8ac1.txt", records: 119, first: 3, last: 119, listed: null },
      { source: "seeds/001_1115531ca33301fd.txt", records: 44, first: 13, last: 44, listed: "Aug 11" },
      { source: "seeds/002_99d72bc244e74ac3.txt", records: 119, first: 3, last: 119, listed: null },
      { source: "seeds/003_493ddcf22977e4bf.txt", records: 119, first: 3, last: 119, listed: null },
      { source: "seeds/004_ba1aabd2775f5b79.txt", records: 119, first: 3, last: 119, listed: null },
    ]);
    const places = await database.query<{ source: string; position: number }>("SELECT source, position FROM records");
    const sorted = places.toSorted((a, b) =>
      a.source < b.source ? -1 : a.source > b.source ? 1 : a.position - b.position,
    );
    expect(places).toEqual(sorted);
  });

  it("leaves no LaTeX, address or invisible character in the clean text of the seeds", async () => {
    await parseStage.run(reading([pathOf("../../seeds")]));
    const readable = "coalesce(clean_title || ' ' || clean_abstract, '')";
    for (const pattern of [
      "\\\\",
      "\\$",
      "https?:",
      "``",
      "\\s{2}",
      "[\\x00-\\x1f\\x{a0}]",
      "\\( ?\\)",
      "\\b(at|is) ?\\.",
    ]) {
      const found = await database.query(`SELECT source, line FROM records WHERE regexp_matches(${readable}, $1)`, [
        pattern,
      ]);
      expect(found, pattern).toEqual([]);
    }
    const { addresses } = await database.queryOne<{ addresses: number }>(
      "SELECT count(DISTINCT address)::INTEGER AS addresses FROM (SELECT unnest(urls) AS address FROM records)",
    );
    expect(addresses).toBe(97);
  });

  it("warns once of the many records of a bibliography without abstract", async () => {
    const entry = (index: number, rest: string) => `@article{k${index}, title = {A title}${rest}}\n`;
    const bare = Array.from({ length: 8 }, (_, index) => entry(index, "")).join("");
    await writeFile(
      join(folder, "a.bib"),
      `${entry(8, ", abstract = {Some words}")}${bare}@article{k9, abstract = {A}}`,
    );
    const warnings: string[] = [];
    await parseStage.run(reading([join(folder, "a.bib")], warnings));
    expect(warnings).toEqual([
      expect.stringMatching(/a\.bib: 8 of 10 records have no abstract, the first at line 2: topics are found/),
      expect.stringMatching(/a\.bib:10: title: is missing; record left out$/),
    ]);
    await writeFile(join(folder, "a.bib"), bare);
    await expect(parseStage.run(reading([join(folder, "a.bib")], warnings))).rejects.toThrow(
      /a\.bib: none of its 8 records has an abstract, and topics are found by title and abstract\. Export it with/,
    );
  });

  it("writes rejected records with line and reason, warns of them, and keeps the day as a date", async () => {
    const warnings: string[] = [];
    const result = await parseStage.run(reading([pathOf("../fixtures/records/mixed.jsonl")], warnings));
    expect(result.summary).toBe("9 records from 1 file, 6 rejected");
    expect(result).toMatchObject({ rowsIn: 9, rowsOut: 3 });
    expect(await database.query("SELECT line FROM rejected ORDER BY line")).toEqual(
      [4, 5, 6, 7, 8, 9].map((line) => ({ line })),
    );
    expect(warnings).toHaveLength(6);
    expect(warnings[0]).toBe('records/mixed.jsonl:4: abstract: "": is empty; record left out');
    expect(warnings[5]).toBe("1 more records left out: see the table rejected");
    expect(
      await database.query("SELECT listed_date::VARCHAR AS day, upvotes, rank FROM records ORDER BY position LIMIT 1"),
    ).toEqual([{ day: "2026-06-01", upvotes: 12, rank: 1 }]);
  });

  it("shows once which columns it takes for what, keeps vectors, and rejects records without or of another width", async () => {
    const rows = ['A,One,"[3, 4]"', 'B,Two,"[1, 2, 3]"', "C,Three,", 'D,Four,"[0, 0]"', 'E,Five,"[0, 2]"'];
    const text = ["title,abstract,v", ...rows].join("\n");
    const files = [await put("vectors/a.csv", text), await put("vectors/b.csv", text)];
    const lines: string[] = [];
    const context = contextFor(
      database,
      { input: files.map(({ path }) => path), fields: { vectors: "V" } },
      { log: { ...silentLog, info: (line) => void lines.push(line) } },
    );
    const result = await parseStage.run(context);
    expect(lines).toEqual(["  vectors/a.csv: title <- title, abstract <- abstract, vectors <- v"]);
    expect(result).toMatchObject({ rowsIn: 10, rowsOut: 4, figures: { rejected: 6 } });
    expect(
      await database.query("SELECT line, reason FROM rejected WHERE source = 'vectors/b.csv' ORDER BY line"),
    ).toEqual([
      { line: 3, reason: "vector of 3 numbers where the first, of vectors/a.csv:2, has 2" },
      { line: 4, reason: "v: is no list of numbers" },
      { line: 5, reason: "vector of zeros" },
    ]);
    const vectors = await database.query<{ vector: number[] }>(
      "SELECT source, position, vector::DOUBLE[] AS vector FROM record_vectors ORDER BY ALL",
    );
    expect(vectors.map(({ vector }) => vector)).toEqual(
      [
        [0.6, 0.8],
        [0, 1],
        [0.6, 0.8],
        [0, 1],
      ].map((vector) => vector.map(Math.fround)),
    );
    expect(await database.query("SELECT source, position FROM record_vectors")).toEqual(
      await database.query("SELECT source, position FROM records"),
    );
  });

  it("leaves out a table of a folder that holds no papers, and refuses it where it was named", async () => {
    const other = await put("a/prices.csv", "item,price\nbread,3\n");
    const list = await put("a/list.json", '[{"item": "bread"}]');
    const { records, rejected, notes } = await parseFiles([list, other, await put("a/x.jsonl", GOOD)]);
    expect([records.length, rejected.length]).toEqual([1, 0]);
    const reason = "left out: no column is known to hold the title: name it with --title-field. It has: item";
    expect(notes).toEqual([`a/list.json: ${reason}.`, `a/prices.csv: ${reason}, price.`]);
    await expect(parseFiles([{ ...other, isNamed: true }])).rejects.toThrow(
      "name it with --title-field. It has: item, price.",
    );
  });

  it("asks every record for a vector, of whatever format it is", async () => {
    const { path } = await put("a/x.jsonl", `${GOOD.slice(0, -1)}, "v": [1, 0]}\n${GOOD}`);
    await parseStage.run(contextFor(database, { input: [path], fields: { vectors: "v" } }));
    expect(await database.query("SELECT line, reason FROM rejected")).toEqual([{ line: 2, reason: "no vector" }]);
  });

  it("writes no path of this machine", async () => {
    await parseStage.run(reading([pathOf("../fixtures/records/mixed.jsonl")]));
    for (const table of ["records", "rejected"])
      expect(JSON.stringify(await database.query(`SELECT * FROM ${table}`))).not.toContain(pathOf("."));
  });

  it("is skipped by the content of its files, wherever they lie", async () => {
    const hashes = await parseStage.files(parseConfig({ input: [pathOf("../../seeds")] }));
    expect(Object.keys(hashes)).toHaveLength(5);
    expect(hashes["seeds/000_3c9a2f189dac8ac1.txt"]).toMatch(/^[0-9a-f]{64}$/);
    expect([parseStage.locations, parseStage.settings]).toEqual([["input"], ["input", "fields"]]);
  });
});
