import { randomBytes } from "node:crypto";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../pipeline/error.ts";
import { type OpenedFile, openFile } from "../../pipeline/input/file-content.ts";

/** "Some text." as \`zstd\` packs it. */
const ZSTD = Buffer.from("KLUv/QRYUQAAU29tZSB0ZXh0LqSWeJE=", "base64");

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "file-content-"));
});

afterAll(() => rm(folder, { recursive: true }));

async function put(name: string, content: string | Uint8Array): Promise<OpenedFile> {
  const path = join(folder, name);
  await writeFile(path, content);
  return openFile(`feed/${name}`, path);
}

describe("openFile", () => {
  it("reads nothing before it is asked to, then a missing file is a UserError with its path", async () => {
    const path = join(folder, "missing.txt");
    const file = openFile("feed/missing.txt", path);
    expect(file).toMatchObject({ source: "feed/missing.txt", path });
    for (const read of [file.readHead, file.readBytes, file.readText]) {
      await expect(read()).rejects.toThrow(UserError);
      await expect(read()).rejects.toThrow(`${path}: cannot be read: ENOENT`);
    }
  });

  it("gives the same of a file and of the packed file, of several parts too", async () => {
    const parts = ["Some text.\r\n", "Some more.\n"];
    const packed = Buffer.concat(parts.map((part) => gzipSync(part)));
    for (const file of [await put("a.txt", parts.join("")), await put("a.txt.gz", packed)]) {
      const head = await file.readHead();
      expect({ name: head.name, text: Buffer.from(head.bytes).toString() }).toEqual({
        name: "a.txt",
        text: parts.join(""),
      });
      expect(Buffer.from(await file.readBytes()).toString()).toBe(parts.join(""));
      expect(await file.readText()).toBe("Some text.\nSome more.\n");
    }
  });

  it("gives the first 64 KiB of a longer file as its head, packed well or badly", async () => {
    for (const content of [Buffer.alloc(300_000, "abc"), randomBytes(300_000)]) {
      for (const file of [await put("long", content), await put("long.gz", gzipSync(content))]) {
        const { bytes } = await file.readHead();
        expect(bytes.length).toBeGreaterThan(60_000);
        expect(bytes.length).toBeLessThanOrEqual(65_536);
        expect(Buffer.from(bytes).equals(content.subarray(0, bytes.length))).toBe(true);
      }
    }
  });

  it("reads empty files", async () => {
    const file = await put("empty", "");
    expect((await file.readHead()).bytes).toHaveLength(0);
    expect(await file.readText()).toBe("");
  });

  it("knows packing by content: a plain file of a packed one's name, and a packed one of a plain name", async () => {
    const plain = await put("plain.jsonl.gz", "Some text.");
    expect(await plain.readText()).toBe("Some text.");
    expect((await plain.readHead()).name).toBe("plain.jsonl");
    expect(plain.path).toMatch(/plain\.jsonl\.gz$/);
    expect(await plain.readPacking()).toBeNull();
    for (const [packing, packed] of [
      ["gzip", gzipSync("Some text.")],
      ["zstd", ZSTD],
    ] as const) {
      const hidden = await put(`hidden-${packing}.txt`, packed);
      expect(await hidden.readText()).toBe("Some text.");
      expect(hidden.path).toBeNull();
      expect(await hidden.readPacking()).toBe(packing);
    }
  });

  it("refuses what was cut off once it is read whole", async () => {
    const packed = gzipSync(randomBytes(1000));
    const cutOff = await put("cut-off.gz", packed.subarray(0, 500));
    expect((await cutOff.readHead()).bytes.length).toBeGreaterThan(0);
    await expect(cutOff.readBytes()).rejects.toThrow("feed/cut-off.gz: cannot be unpacked: unexpected end of file");
    await expect(cutOff.readBytes()).rejects.toThrow(UserError);
  });

  it("reads what is no UTF-8 as Windows-1252, and says so", async () => {
    const file = await put("latin.txt", Buffer.from("one\ntwo \x93é\x94\n", "latin1"));
    expect(file.decodedAs()).toBeNull();
    expect(await file.readText()).toBe("one\ntwo “é”\n");
    expect(file.decodedAs()).toEqual({ name: "windows-1252", note: "is no UTF-8: read as Windows-1252" });
    expect(await file.readBytes()).toHaveLength(12);
    expect(Buffer.from((await file.readHead()).bytes).toString()).toBe("one\ntwo “é”\n");
  });

  it.each(["utf16le", "utf16be"])(
    "reads UTF-16 (%s), with a mark or without, as lines too, its head in UTF-8",
    async (order) => {
      const text = `{"title": "Über größere Modelle 模型"}\r\n${"line 𝒳\n".repeat(20_000)}`;
      for (const mark of ["", "\ufeff"]) {
        const bytes = Buffer.from(mark + text, "utf16le");
        const file = await put(`${order}${mark.length}.jsonl`, order === "utf16be" ? bytes.swap16() : bytes);
        expect(await file.readText()).toBe(text.replaceAll("\r\n", "\n"));
        const lines: string[] = [];
        for await (const line of file.readLines()) lines.push(line.text);
        expect(lines.slice(0, 2)).toEqual(['{"title": "Über größere Modelle 模型"}', "line 𝒳"]);
        expect(lines).toHaveLength(20_001);
        const head = Buffer.from((await file.readHead()).bytes).toString();
        expect(head.startsWith('{"title": "Über')).toBe(true);
        expect(file.decodedAs()?.name).toBe(order === "utf16le" ? "utf-16le" : "utf-16be");
      }
    },
  );

  it("believes the encoding of an XML declaration", async () => {
    const file = await put(
      "koi8.xml",
      Buffer.from('<?xml version="1.0" encoding="KOI8-R"?><a>\xf4\xcf\xcd</a>', "latin1"),
    );
    expect(await file.readText()).toContain("<a>Том</a>");
    const odd = await put("odd.xml", '<?xml version="1.0" encoding="x-none"?><a>é</a>');
    expect(await odd.readText()).toContain("<a>é</a>");
    expect(odd.decodedAs()?.note).toBe("declares the unknown encoding x-none: read as UTF-8");
  });

  it("reads a stray byte in UTF-8 as U+FFFD and says so, even far behind the head", async () => {
    const text = `${"größer\n".repeat(30_000)}`;
    const file = await put("stray.txt", Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0x0a])]));
    expect(await file.readText()).toBe(`${text}\ufffd\n`);
    expect(file.decodedAs()?.note).toBe("has 1 byte that is no UTF-8, read as \ufffd");
    const lines: string[] = [];
    for await (const line of file.readLines()) lines.push(line.text);
    expect(lines.at(-1)).toBe("\ufffd");
    const late = await put("late.txt", Buffer.from(`${"plain\n".repeat(30_000)}é`, "latin1"));
    expect((await late.readText()).endsWith("é")).toBe(true);
    expect(late.decodedAs()?.name).toBe("windows-1252");
  });

  it("refuses to read what is no text as text, and leaves its head as it is", async () => {
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0xff]);
    const file = await put("picture.jsonl", picture);
    expect(Buffer.from((await file.readHead()).bytes).equals(picture)).toBe(true);
    expect(await file.readEncoding()).toBeNull();
    await expect(file.readText()).rejects.toThrow("feed/picture.jsonl: no text in UTF-8, UTF-16 or Windows-1252.");
    await expect(file.readLines()[Symbol.asyncIterator]().next()).rejects.toThrow(UserError);
  });

  it("gives lines of a file of any size, parted by chance of chunks or not, packed or not", async () => {
    const texts = Array.from({ length: 3000 }, (_, number) => `${number} ${"ä".repeat(number % 90)}`);
    const content = `\ufeff${texts.join("\r\n")}\nlone\rcarriage\r\n\nlast`;
    const wanted = [...texts, "lone", "carriage", "", "last"].map((text, index) => ({
      number: index + 1,
      text,
      isCut: false,
    }));
    for (const file of [await put("l.jsonl", content), await put("l.JSONL.GZ", gzipSync(content))]) {
      const lines = [];
      for await (const line of file.readLines()) lines.push(line);
      expect(lines).toEqual(wanted);
      expect((await file.readHead()).name).toMatch(/^l\.jsonl$/i);
    }
  });

  it("says that a file is too large to be read whole, not that its packing is wrong, and cuts a line that is", async () => {
    const { path } = await put("large.txt", "");
    await truncate(path!, 2 ** 26 + 1);
    const bomb = await put("bomb.txt.gz", gzipSync(Buffer.alloc(2 ** 26 + 1)));
    for (const file of [openFile("feed/large.txt", path!), bomb]) {
      await expect(file.readText()).rejects.toThrow(UserError);
      await expect(file.readText()).rejects.toThrow(`${file.source}: holds more than 64 MiB, unpacked`);
      await expect(file.readText()).rejects.not.toThrow("Pack it again");
    }
    const lines = [];
    for await (const line of bomb.readLines()) lines.push(line);
    expect(lines).toEqual([{ number: 1, text: "\0".repeat(1000), isCut: true }]);
  });

  it("refuses a device, which never ends", async () => {
    const zero = openFile("dev/zero", "/dev/zero");
    await expect(zero.readHead()).rejects.toThrow("/dev/zero: is no file but");
    await expect(zero.readText()).rejects.toThrow("/dev/zero: is no file but");
    await expect(zero.readLines()[Symbol.asyncIterator]().next()).rejects.toThrow("/dev/zero: is no file but");
  });
});
