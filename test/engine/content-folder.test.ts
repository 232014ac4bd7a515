import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { hashContentFolder, writeContentList } from "../../pipeline/engine/content-folder.ts";
import { OutputDirectory } from "../../pipeline/engine/output-directory.ts";
import { hashText } from "../../pipeline/hash.ts";

const FOLDER = "atlas-data/";
let path: string;

beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), "atlas-content-")), "output");
});

async function fill(folder: string, contents: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const sums = new Map(contents.map((text) => [nameOf(text), hashText(text)]));
  for (const text of contents) await writeFile(join(folder, nameOf(text)), text);
  await writeContentList(folder, sums);
}

const nameOf = (text: string) => `${hashText(text).slice(0, 16)}.js`;
const listFiles = async () => (await readdir(join(path, FOLDER))).filter((name) => name.endsWith(".js")).sort();
const names = (...contents: string[]) => contents.map(nameOf).sort();

/** Commits a run that wrote such files, or none. */
async function runWith(contents: readonly string[] | null): Promise<void> {
  const output = await OutputDirectory.open(path);
  await writeFile(join(output.next, "atlas.html"), String(contents));
  if (contents) await fill(join(output.next, FOLDER), contents);
  await output.commit(contents ? [] : [FOLDER], [FOLDER]);
  await output.release();
}

describe("a folder of files named by their content", () => {
  it("has a list that sha256sum reads, in order of name", async () => {
    await fill(path, ["b", "a"]);
    const lines = (await readFile(join(path, "SHA256SUMS"), "utf8")).trimEnd().split("\n");
    expect(lines).toEqual(
      ["a", "b"]
        .map((text) => `${hashText(text)}  ${nameOf(text)}`)
        .sort((x, y) => (x.slice(66) < y.slice(66) ? -1 : 1)),
    );
  });

  it("has a hash that changes with its files, whatever else lies there", async () => {
    await fill(path, ["a", "b"]);
    const hash = await hashContentFolder(path);
    await writeFile(join(path, "0123456789abcdef.js"), "of the run before");
    expect(await hashContentFolder(path)).toBe(hash);
    await writeFile(join(path, nameOf("a")), "altered");
    expect(await hashContentFolder(path)).not.toBe(hash);
    await rm(join(path, nameOf("a")));
    await expect(hashContentFolder(path)).rejects.toThrow("ENOENT");
  });

  it("keeps the files of the last run, for readers who have its page open, and no older ones", async () => {
    await runWith(["a", "b"]);
    expect(await listFiles()).toEqual(names("a", "b"));
    await runWith(["b", "c"]);
    expect(await listFiles()).toEqual(names("a", "b", "c"));
    await runWith(["d"]);
    expect(await listFiles()).toEqual(names("b", "c", "d"));
  });

  it("goes with the second run that needs it no more, but for what is the user's own", async () => {
    await runWith(["a"]);
    await runWith(null);
    expect(await listFiles()).toEqual(names("a"));
    expect(existsSync(join(path, FOLDER, "SHA256SUMS"))).toBe(false);
    await writeFile(join(path, FOLDER, "mine.js"), "");
    await runWith(null);
    expect(await listFiles()).toEqual(["mine.js"]);
    await rm(join(path, FOLDER, "mine.js"));
    await runWith(null);
    expect(existsSync(join(path, FOLDER))).toBe(false);
  });

  it("is refused where a file has its name", async () => {
    await mkdir(path);
    await writeFile(join(path, "atlas-data"), "mine");
    const output = await OutputDirectory.open(path);
    await expect(output.refuseObstacles([FOLDER])).rejects.toThrow("is no folder");
    await output.release();
  });
});
