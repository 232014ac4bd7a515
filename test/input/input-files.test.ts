import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../pipeline/error.ts";
import { KNOWN_FORMATS } from "../../pipeline/input/formats/formats.ts";
import { hashInputFiles, listInputFiles } from "../../pipeline/input/input-files.ts";

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

const listSources = async (...paths: string[]) => (await listInputFiles(paths)).map(({ source }) => source);

async function failure(...paths: string[]): Promise<string> {
  const error = await listInputFiles(paths).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

describe("listInputFiles", () => {
  it("lists a folder with all below it, sorted by code unit, without dotfiles and README", async () => {
    for (const name of ["b.txt", "a.txt", "B.txt", "sub/c.txt", ".hidden", ".git/x", "README.md", "readme", "ä.txt"])
      await put(`feed/${name}`);
    expect(await listSources(join(root, "feed"))).toEqual(
      ["B.txt", "a.txt", "b.txt", "sub/c.txt", "ä.txt"].map((name) => `feed/${name}`),
    );
  });

  it("names a file the same whether it is given itself or by its folder, and whatever leads there", async () => {
    const path = await put("feed/a.txt");
    expect(await listSources(path)).toEqual(["feed/a.txt"]);
    expect(await listSources(join(root, "feed"))).toEqual(["feed/a.txt"]);
    expect(await listSources(join(root, "feed", "..", "feed", "."))).toEqual(["feed/a.txt"]);
  });

  it("tells where a file lies, the path of the settings, and whether that is the file itself", async () => {
    const path = await put("feed/a.txt");
    const other = await put("feed/b.txt");
    const [first, second] = await listInputFiles([join(root, "feed"), path]);
    expect(first).toMatchObject({ source: "feed/a.txt", path, isNamed: true });
    expect(second).toEqual({ source: "feed/b.txt", path: other, input: join(root, "feed"), isNamed: false });
  });

  it("lists a file once that is reached twice, by name or by link, and does not go round in circles", async () => {
    const path = await put("feed/a.txt");
    await symlink(path, join(root, "feed", "link.txt"));
    await symlink(join(root, "feed"), join(root, "feed", "round"));
    expect(await listSources(join(root, "feed"), path, path)).toEqual(["feed/a.txt"]);
  });

  it("gives names without characters that steer a terminal", async () => {
    await put("feed/a\n\u001b[31mb\u202e.txt");
    expect(await listSources(join(root, "feed"))).toEqual(["feed/a\\n\\x1b[31mb\\u202e.txt"]);
  });

  it("does not depend on the order of the paths", async () => {
    const paths = [await put("x/a.txt"), await put("y/a.txt"), await put("x/sub/b.txt"), join(root, "x")];
    expect(await listSources(...paths)).toEqual(await listSources(...paths.toReversed()));
  });

  it("lists a README or dotfile that is named itself", async () => {
    expect(await listSources(await put("feed/README.txt"))).toEqual(["feed/README.txt"]);
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
      `${join(root, "empty")}: no files in this folder. ${KNOWN_FORMATS}`,
    );
    expect(await failure(join(await put("feed/a.txt"), "below"))).toContain("ENOTDIR");
  });
});

describe("hashInputFiles", () => {
  it("gives the SHA-256 of each file by its name, wherever it lies", async () => {
    await put("feed/a.txt", "abc");
    await put("elsewhere/feed/a.txt", "abc");
    const hashes = await hashInputFiles([join(root, "feed")]);
    expect(hashes).toEqual({ "feed/a.txt": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" });
    expect(await hashInputFiles([join(root, "elsewhere/feed")])).toEqual(hashes);
  });
});
