import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Zippable, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../pipeline/error.ts";
import { openFile } from "../../pipeline/input/file-content.ts";
import { hashInputFiles, type InputFile, listInputFiles } from "../../pipeline/input/input-files.ts";

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "zip-"));
});

afterAll(() => rm(root, { recursive: true }));

async function put(name: string, content: Uint8Array): Promise<string> {
  const path = join(root, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

const text = (content: string) => new TextEncoder().encode(content);
const zip = (files: Zippable) => Buffer.from(zipSync(files));
const open = ({ source, path, member }: InputFile) => openFile(source, path, undefined, member);

async function failure(work: () => Promise<unknown>): Promise<string> {
  const error = await work().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

/** Changes bytes of every local (PK 3 4) and central (PK 1 2) header of a zip, at these places behind its signature. */
function patch(packed: Buffer, { local, central, bytes }: { local: number; central: number; bytes: number[] }): Buffer {
  const changed = Buffer.from(packed);
  for (const [signature, place] of [
    ["PK\x03\x04", local],
    ["PK\x01\x02", central],
  ] as const) {
    for (let at = changed.indexOf(signature); at !== -1; at = changed.indexOf(signature, at + 4))
      Buffer.from(bytes).copy(changed, at + place);
  }
  return changed;
}

describe("a zip of several files", () => {
  it("gives each file as a source below it, stored or packed, itself packed or not, without what folders leave out", async () => {
    const path = await put(
      "feed/all.zip",
      zip({
        "b/two.csv": text("title\nä"),
        "one.txt": [text("stored"), { level: 0 }],
        "three.jsonl.gz": gzipSync("packed twice"),
        "README.md": text("x"),
        ".hidden": text("x"),
        "__MACOSX/one.txt": text("x"),
        "empty/": new Uint8Array(0),
      }),
    );
    const files = await listInputFiles([path]);
    expect(files.map(({ source }) => source)).toEqual([
      "feed/all.zip/b/two.csv",
      "feed/all.zip/one.txt",
      "feed/all.zip/three.jsonl.gz",
    ]);
    const texts = [];
    for (const file of files) texts.push(await open(file).readText());
    expect(texts).toEqual(["title\nä", "stored", "packed twice"]);
    expect(await open(files[2]!).readPacking()).toBe("zip, gzip");
    expect((await open(files[2]!).readHead()).name).toBe("three.jsonl");
    expect(open(files[1]!).path).toBeNull();
    const lines = [];
    for await (const { text: line } of open(files[0]!).readLines()) lines.push(line);
    expect(lines).toEqual(["title", "ä"]);
    expect(await listInputFiles([join(root, "feed")])).toMatchObject(files.map(({ source }) => ({ source })));
  });

  it("names paths that climb, are absolute or repeat so that they stay inside and apart", async () => {
    const path = await put(
      "climb.zip",
      zip({ "../../etc/passwd": text("a"), "/etc/passwd": text("b"), "C:\\etc\\passwd": text("c"), "..": text("d") }),
    );
    const sources = (await listInputFiles([path])).map(({ source }) => source.slice(source.indexOf("climb.zip")));
    expect(sources).toEqual([
      "climb.zip/etc/passwd",
      "climb.zip/etc/passwd (2)",
      "climb.zip/etc/passwd (3)",
      "climb.zip/unnamed",
    ]);
  });

  it("leaves out a locked file and one of a packing that it does not know, and names the reason", async () => {
    const packed = zip({ "a.jsonl": text("{}") });
    const locked = await put("locked.zip", patch(packed, { local: 6, central: 8, bytes: [1, 0] }));
    const odd = await put("odd.zip", patch(packed, { local: 8, central: 10, bytes: [14, 0] }));
    expect((await listInputFiles([locked]))[0]!.fault).toBe("is locked with a password: unpack it yourself");
    expect((await listInputFiles([odd]))[0]!.fault).toBe(
      "is packed by method 14, which is not known: unpack it yourself",
    );
  });

  it("refuses a zip that was cut off, and leaves it out in a folder", async () => {
    const cut = zip({ "a.jsonl": text("{}") }).subarray(0, 60);
    const path = await put("cut/cut.zip", cut);
    expect(await failure(() => listInputFiles([path]))).toContain("cut/cut.zip: cannot be unpacked: End of central");
    await put("cut/b.jsonl", text("{}"));
    expect((await listInputFiles([join(root, "cut")])).map(({ source, fault }) => [source, fault])).toEqual([
      ["cut/b.jsonl", null],
      ["cut/cut.zip", expect.stringContaining("cannot be unpacked: End of central")],
    ]);
  });

  it("refuses a zip that claims to unpack to hundreds of times its size, before it unpacks anything", async () => {
    const zeros = new Uint8Array(150 * 2 ** 20);
    const path = await put("bomb.zip", zip({ "a.jsonl": zeros, "b.jsonl": zeros }));
    expect(await failure(() => listInputFiles([path]))).toContain("would unpack to 300 MiB: no texts do");
  });

  it("stops at a file that holds more, less or something else than the zip claims", async () => {
    const packed = zip({ "a.txt": text("x".repeat(1000)) });
    for (const [name, bytes, message] of [
      ["more", [10, 0, 0, 0], "longer than the 10 bytes it claims"],
      ["less", [0xff, 0xff, 0, 0], "1000 bytes of the 65535 it claims"],
    ] as const) {
      const path = await put(`${name}.zip`, patch(packed, { local: 22, central: 24, bytes: [...bytes] }));
      const [file] = await listInputFiles([path]);
      expect(await failure(() => open(file!).readText())).toContain(
        `${name}.zip/a.txt: cannot be unpacked: ${message}`,
      );
    }
    const path = await put("sum.zip", patch(packed, { local: 14, central: 16, bytes: [1, 2, 3, 4] }));
    const [file] = await listInputFiles([path]);
    expect(await failure(() => open(file!).readBytes())).toContain("its checksum differs");
  });

  it("takes a spreadsheet for a document, not for a pack of files", async () => {
    const path = await put("sheet.xlsx", zip({ "[Content_Types].xml": text("<a/>"), "xl/workbook.xml": text("<a/>") }));
    expect(await failure(() => listInputFiles([path]))).toContain("save it as CSV or text");
  });

  it("refuses a zip without files", async () => {
    const path = await put("none.zip", zip({}));
    expect(await failure(() => listInputFiles([path]))).toContain("no files in this zip");
  });

  it("is skipped by its content", async () => {
    const path = await put("hash.zip", zip({ "a.jsonl": text('{"title": "a", "abstract": "b"}') }));
    const before = await hashInputFiles([path]);
    await put("hash.zip", zip({ "a.jsonl": text('{"title": "a", "abstract": "c"}') }));
    const after = await hashInputFiles([path]);
    expect(Object.keys(before)).toEqual(Object.keys(after));
    expect(after).not.toEqual(before);
  });
});
