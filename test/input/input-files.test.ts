import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../pipeline/error.ts";
import { KNOWN_FORMATS } from "../../pipeline/input/formats/formats.ts";
import { hashInputFiles, listInputFiles } from "../../pipeline/input/input-files.ts";
import { provideStandardInput } from "../../pipeline/input/standard-input.ts";

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
    expect(second).toEqual({
      source: "feed/b.txt",
      path: other,
      input: join(root, "feed"),
      isNamed: false,
      fault: null,
    });
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

  it("passes over packages, and what the program itself wrote, but nothing else that lies there", async () => {
    const own = [
      "atlas.duckdb",
      "atlas.kept-1.duckdb",
      "atlas.html",
      "report.md",
      "charts/topic-map.vl.json",
      "digest/feed.xml",
      "digest/digest.png",
      "digest-personal/digest.svg",
    ];
    for (const name of [...own, "papers.jsonl", "charts/x.jsonl", "digest/a.txt"]) await put(`feed/out/${name}`);
    for (const name of ["node_modules/x/a.txt", "report.md", "charts/a.svg"]) await put(`feed/${name}`);
    const sources = ["charts/a.svg", "out/charts/x.jsonl", "out/digest/a.txt", "out/papers.jsonl", "report.md"];
    expect(await listSources(join(root, "feed"))).toEqual(sources.map((name) => `feed/${name}`));
    expect(await listSources(join(root, "feed/node_modules"))).toEqual(["node_modules/x/a.txt"]);
  });

  it("lists what cannot be read in a folder with the reason, and goes on", async () => {
    await put("feed/a.txt");
    await symlink(join(root, "nowhere"), join(root, "feed", "dangling.txt"));
    await symlink("round.txt", join(root, "feed", "round.txt"));
    await writeFile(Buffer.concat([Buffer.from(join(root, "feed", "é")), Buffer.from([0xff])]), "");
    const files = await listInputFiles([join(root, "feed")]);
    expect(files.map(({ source, fault }) => [source, fault])).toEqual([
      ["feed/a.txt", null],
      ["feed/dangling.txt", "cannot be read: it is a link that leads nowhere, or its name is no UTF-8"],
      ["feed/round.txt", "cannot be read: it is a link that leads back to itself"],
      ["feed/é\ufffd", expect.stringContaining("its name is no UTF-8")],
    ]);
    expect(Object.keys(await hashInputFiles([join(root, "feed")]))).toHaveLength(4);
  });

  it("refuses a pipe and a device that are named, and passes over those in a folder", async () => {
    await put("feed/a.txt");
    const pipe = join(root, "feed", "pipe.jsonl");
    await promisify(execFile)("mkfifo", [pipe]);
    expect(await failure(pipe)).toBe(
      `${pipe}: is no file but a pipe, device or the like. Save what it gives in a file and name that, or give it on standard input and name - instead.`,
    );
    expect(await failure("/dev/zero")).toContain("/dev/zero: is no file but");
    expect(await listSources(join(root, "feed"))).toEqual(["feed/a.txt"]);
  });

  it("refuses two files of one name", async () => {
    const [first, second] = [await put("one/feed/a.txt"), await put("two/feed/a.txt")];
    expect(await failure(first, second)).toBe(
      `feed/a.txt: two input files have this name: ${first} and ${second}. Rename one or its folder.`,
    );
  });

  it("names a path that is missing, and a folder without files, and says what to do", async () => {
    expect(await failure(join(root, "nothing"))).toBe(`${join(root, "nothing")}: no such file or folder`);
    await put("empty/README.md");
    expect(await failure(join(root, "empty"))).toBe(
      `${join(root, "empty")}: no files in this folder. ${KNOWN_FORMATS}`,
    );
    expect(await failure(join(await put("feed/a.txt"), "below"))).toContain("ENOTDIR");
  });
});

describe("patterns and standard input", () => {
  it("lists what a pattern matches, named as from the folder at its head, without what folders leave out", async () => {
    for (const name of ["x/a.csv", "x/b.txt", "y/a.csv", ".z/a.csv", "README.csv", "node_modules/a.csv"])
      await put(`feed/${name}`);
    expect(await listSources(join(root, "feed/**/*.csv"))).toEqual(["feed/x/a.csv", "feed/y/a.csv"]);
    expect(await listSources(join(root, "feed/x/*.{csv,txt}"))).toEqual(["x/a.csv", "x/b.txt"]);
    expect(await listSources(join(root, "feed/*/a.csv"), join(root, "feed"))).toContain("feed/x/a.csv");
  });

  it("takes a name that is there for itself, whatever signs it has", async () => {
    const path = await put("feed/a[1]*.csv");
    await put("feed/a1.csv");
    expect(await listSources(path)).toEqual(["feed/a[1]*.csv"]);
  });

  it("names a pattern that matches nothing", async () => {
    expect(await failure(join(root, "*.csv"))).toBe(`${join(root, "*.csv")}: no file matches this pattern`);
  });

  it("lists what standard input gave, once that is known, and hashes it by its content", async () => {
    expect(await failure("-")).toBe("-: no standard input was given. Name a file or folder.");
    provideStandardInput(await put("spool", "abc"));
    expect(await listSources("-", "-")).toEqual(["standard input"]);
    expect(await hashInputFiles(["-"])).toEqual({
      "standard input": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    });
  });
});

describe("hashInputFiles", () => {
  it("gives the SHA-256 of each file by its name, wherever it lies", async () => {
    await put("feed/a.jsonl", "abc");
    await put("elsewhere/feed/a.jsonl", "abc");
    const hashes = await hashInputFiles([join(root, "feed")]);
    expect(hashes).toEqual({ "feed/a.jsonl": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" });
    expect(await hashInputFiles([join(root, "elsewhere/feed")])).toEqual(hashes);
  });

  it("reads no more than the beginning of a file of unknown format in a folder", async () => {
    await put("feed/a.jsonl", "abc");
    await truncate(await put("feed/huge.bin"), 2 ** 40);
    expect(await hashInputFiles([join(root, "feed")])).toMatchObject({ "feed/huge.bin": "unknown format" });
  });
});
