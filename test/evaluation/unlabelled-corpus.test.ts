import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../pipeline/error.ts";
import { readUnlabelledCorpus } from "../../pipeline/evaluation/unlabelled-corpus.ts";

const SEEDS = fileURLToPath(new URL("../../seeds", import.meta.url));
let folder: string;
const papers = Array.from({ length: 12 }, (_, index) => ({ title: `Paper ${index}`, abstract: `On number ${index}.` }));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
});

async function write(name: string, rows: readonly unknown[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, rows.map((row) => JSON.stringify(row)).join("\n"));
  return path;
}

describe("readUnlabelledCorpus", () => {
  it("reads texts without a label, each once, whatever the order of the file", async () => {
    const path = await write("a.jsonl", [...papers, papers[3], { text: " — " }]);
    const corpus = await readUnlabelledCorpus({ path, sample: 0 });
    expect(corpus).toMatchObject({ name: "a.jsonl", labels: [], wordless: 1, origin: { label: null, text: null } });
    expect(corpus.texts).toHaveLength(12);
    expect(corpus.texts).toContain("Paper 3. On number 3.");
    const turned = await readUnlabelledCorpus({ path: await write("b.jsonl", papers.toReversed()), sample: 0 });
    expect(turned.texts).toEqual(corpus.texts);
  });

  it("takes a sample, and the text of a field that is named", async () => {
    const path = await write("c.jsonl", papers);
    const { texts } = await readUnlabelledCorpus({ path, text: "title", sample: 11 });
    expect(texts).toHaveLength(11);
    expect(texts.every((text) => text.startsWith("Paper "))).toBe(true);
  });

  it("reads formats whose fields have no names", async () => {
    const [name] = (await readdir(SEEDS)).filter((file) => file.endsWith(".txt"));
    const corpus = await readUnlabelledCorpus({ path: join(SEEDS, name!), sample: 0 });
    expect(corpus.texts.length).toBeGreaterThan(9);
  });

  it("refuses too few texts, and a record without its text", async () => {
    const few = readUnlabelledCorpus({ path: await write("d.jsonl", papers.slice(0, 3)), sample: 0 });
    await expect(few).rejects.toThrow(UserError);
    await expect(few).rejects.toThrow("3 different texts: fewer than 10");
    const path = await write("e.jsonl", [{ body: "x" }]);
    await expect(readUnlabelledCorpus({ path, sample: 0 })).rejects.toThrow(
      "e.jsonl:1: no text in title and abstract, nor in text; it has body. Check --text.",
    );
  });
});
