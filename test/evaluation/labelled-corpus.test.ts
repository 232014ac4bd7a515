import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../pipeline/error.ts";
import { readLabelledCorpus } from "../../pipeline/evaluation/labelled-corpus.ts";

let folder: string;
const records = Array.from({ length: 12 }, (_, index) => ({ text: `Text number ${index}`, section: `s${index % 3}` }));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
});

async function write(name: string, rows: readonly unknown[]): Promise<string> {
  const path = join(folder, name);
  const content = rows.map((row) => (typeof row === "string" ? row : JSON.stringify(row))).join("\n");
  await writeFile(path, name.endsWith(".gz") ? gzipSync(content) : content);
  return path;
}

describe("readLabelledCorpus", () => {
  it("reads texts with their labels, also packed", async () => {
    const plain = await readLabelledCorpus({ path: await write("a.jsonl", records), label: "section", sample: 0 });
    const packed = await readLabelledCorpus({ path: await write("a.jsonl.gz", records), label: "section", sample: 0 });
    expect(plain.labels).toEqual(["s0", "s1", "s2"]);
    for (const [row, text] of plain.texts.entries()) {
      expect(plain.labels[plain.truth[row]!]).toBe(`s${Number(text.split(" ")[2]) % 3}`);
    }
    expect(packed.texts).toEqual(plain.texts);
  });

  it("takes the same sample whatever the order of the file", async () => {
    const options = { label: "section", sample: 7 };
    const one = await readLabelledCorpus({ path: await write("b.jsonl", records), ...options });
    const other = await readLabelledCorpus({ path: await write("c.jsonl", records.toReversed()), ...options });
    expect(one.texts).toHaveLength(7);
    expect(other.texts).toEqual(one.texts);
    expect(other.truth).toEqual(one.truth);
  });

  it("joins title and abstract, unless a field is named", async () => {
    const papers = records.map(({ text, section }) => ({
      title: "On $x$",
      abstract: text,
      section,
      body: `Body ${text}`,
    }));
    const path = await write("d.jsonl", papers);
    const { texts } = await readLabelledCorpus({ path, label: "section", sample: 0 });
    expect(texts).toContain("On x. Text number 3");
    const named = await readLabelledCorpus({ path, label: "section", text: "body", sample: 0 });
    expect(named.texts).toContain("Body Text number 3");
  });

  it("leaves out and counts records without a word, and takes numbers as labels", async () => {
    const rows = [...records.map(({ text }, index) => ({ text, section: index % 2 })), { text: " — ", section: 1 }];
    const corpus = await readLabelledCorpus({ path: await write("e.jsonl", rows), label: "section", sample: 0 });
    expect({ count: corpus.texts.length, wordless: corpus.wordless }).toEqual({ count: 12, wordless: 1 });
    expect(corpus.labels).toEqual(["0", "1"]);
  });

  it.each([
    [[...records, "{"], 'bad.jsonl:13: not JSON: "{": '],
    [[...records, "[1]"], "bad.jsonl:13: not a JSON object: [1]"],
    [[{ text: "a" }], "bad.jsonl:1: no text or number in the field section; it has text. Check --label."],
    [
      [{ section: "a", body: "b" }],
      "bad.jsonl:1: no text in title and abstract, nor in text; it has section, body. Check --text.",
    ],
    [[{ section: "a", text: "b" }], "1 different values of section in 1 texts: nothing to compare topics with"],
    [[], "0 different values of section in 0 texts"],
  ])("refuses %j and says why", async (rows, message) => {
    const read = readLabelledCorpus({ path: await write("bad.jsonl", rows), label: "section", sample: 0 });
    await expect(read).rejects.toThrow(message);
    await expect(read).rejects.toThrow(UserError);
  });

  it("names a file that is not there, or whose packing is cut off", async () => {
    await expect(readLabelledCorpus({ path: join(folder, "none.jsonl"), label: "l", sample: 0 })).rejects.toThrow(
      /none\.jsonl: cannot be read: ENOENT/,
    );
    const path = join(folder, "cut.jsonl.gz");
    await writeFile(path, gzipSync("{}").subarray(0, -6));
    await expect(readLabelledCorpus({ path, label: "l", sample: 0 })).rejects.toThrow(
      "cut.jsonl.gz: cannot be unpacked: unexpected end of file",
    );
  });

  it("refuses a file of unknown format, and one whose fields have no names", async () => {
    const unknown = readLabelledCorpus({ path: await write("notes.md", ["Some notes"]), label: "section", sample: 0 });
    await expect(unknown).rejects.toThrow(/^--corpus .*notes\.md: unknown format\. Known formats: /);
    const page = await write("page.txt", ["Get trending papers in your email inbox!"]);
    await expect(readLabelledCorpus({ path: page, label: "section", sample: 0 })).rejects.toThrow(
      /page\.txt: saved daily paper pages have no named fields/,
    );
  });
});
