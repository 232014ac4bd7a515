import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../pipeline/error.ts";
import { readInputFiles } from "../../pipeline/input/input-files.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "input-files-"));
});

afterEach(() => rm(root, { recursive: true }));

async function put(name: string, content = name): Promise<string> {
  const path = join(root, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

const readSources = async (...paths: string[]) => (await readInputFiles(paths)).map(({ source }) => source);

async function failure(...paths: string[]): Promise<string> {
  const error = await readInputFiles(paths).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

describe("readInputFiles", () => {
  it("reads a folder with all below it, sorted by code unit, without dotfiles and README", async () => {
    for (const name of ["b.txt", "a.txt", "B.txt", "sub/c.txt", ".hidden", ".git/x", "README.md", "readme", "ä.txt"])
      await put(`feed/${name}`);
    expect(await readSources(join(root, "feed"))).toEqual(
      ["B.txt", "a.txt", "b.txt", "sub/c.txt", "ä.txt"].map((name) => `feed/${name}`),
    );
  });

  it("names a file the same whether it is given itself or by its folder, and whatever leads there", async () => {
    const path = await put("feed/a.txt");
    expect(await readSources(path)).toEqual(["feed/a.txt"]);
    expect(await readSources(join(root, "feed"))).toEqual(["feed/a.txt"]);
    expect(await readSources(join(root, "feed", "..", "feed", "."))).toEqual(["feed/a.txt"]);
  });

  it("gives the bytes, the path of the settings, and whether that is the file itself", async () => {
    const path = await put("feed/a.txt", "ä");
    await put("feed/b.txt");
    const [first, second] = await readInputFiles([join(root, "feed"), path]);
    expect(Buffer.from(first!.bytes).toString()).toBe("ä");
    expect(first).toMatchObject({ source: "feed/a.txt", isNamed: true });
    expect(second).toMatchObject({ source: "feed/b.txt", input: join(root, "feed"), isNamed: false });
  });

  it("reads a file once that is reached twice, by name or by link, and does not go round in circles", async () => {
    const path = await put("feed/a.txt");
    await symlink(path, join(root, "feed", "link.txt"));
    await symlink(join(root, "feed"), join(root, "feed", "round"));
    expect(await readSources(join(root, "feed"), path, path)).toEqual(["feed/a.txt"]);
  });

  it("does not depend on the order of the paths", async () => {
    const paths = [await put("x/a.txt"), await put("y/a.txt"), await put("x/sub/b.txt"), join(root, "x")];
    expect(await readSources(...paths)).toEqual(await readSources(...paths.toReversed()));
  });

  it("reads a README or dotfile that is named itself", async () => {
    expect(await readSources(await put("feed/README.txt"))).toEqual(["feed/README.txt"]);
  });

  it("refuses two files of one name", async () => {
    const [first, second] = [await put("one/feed/a.txt"), await put("two/feed/a.txt")];
    expect(await failure(first, second)).toBe(
      `feed/a.txt: two input files have this name: ${first} and ${second}. Rename one or its folder.`,
    );
  });

  it("names a path that is missing, and a folder without files, and says what to do", async () => {
    expect(await failure(join(root, "nothing"))).toBe(
      `${join(root, "nothing")}: no such file or folder. Check --input.`,
    );
    await put("empty/README.md");
    expect(await failure(join(root, "empty"))).toBe(
      `${join(root, "empty")}: no files in this folder. Put paper pages or .jsonl files there.`,
    );
    expect(await failure(join(await put("feed/a.txt"), "below"))).toContain("ENOTDIR");
  });
});
