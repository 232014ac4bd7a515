import { randomBytes } from "node:crypto";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../pipeline/error.ts";
import { type FileContent, openFile } from "../../pipeline/input/file-content.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "file-content-"));
});

afterAll(() => rm(folder, { recursive: true }));

async function put(name: string, content: string | Uint8Array): Promise<FileContent> {
  const path = join(folder, name);
  await writeFile(path, content);
  return openFile(`feed/${name}`, path);
}

describe("openFile", () => {
  it("reads nothing before it is asked to, then a missing file is a UserError with its path", async () => {
    const path = join(folder, "missing.txt");
    const file = openFile("feed/missing.txt", path);
    expect(file).toMatchObject({ source: "feed/missing.txt", path });
    expect(openFile("feed/missing.txt.gz", `${path}.gz`).path).toBeNull();
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

  it("refuses what is not packed as its name says, and what was cut off once it is read whole", async () => {
    const plain = await put("plain.gz", "Some text.");
    await expect(plain.readHead()).rejects.toThrow(
      "feed/plain.gz: cannot be unpacked: incorrect header check. Pack it",
    );
    const packed = gzipSync(randomBytes(1000));
    const cutOff = await put("cut-off.gz", packed.subarray(0, 500));
    expect((await cutOff.readHead()).bytes.length).toBeGreaterThan(0);
    await expect(cutOff.readBytes()).rejects.toThrow("feed/cut-off.gz: cannot be unpacked: unexpected end of file");
    await expect(cutOff.readBytes()).rejects.toThrow(UserError);
  });

  it("names the line of a byte that is no UTF-8", async () => {
    const file = await put("latin.txt", Buffer.from("one\ntwo é\n", "latin1"));
    await expect(file.readText()).rejects.toThrow("feed/latin.txt:2: not UTF-8 text");
    expect(await file.readBytes()).toHaveLength(10);
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

  it("names the line of a byte that is no UTF-8 among lines too", async () => {
    const file = await put("latin.jsonl", Buffer.from("one\ntwo\rthree é\n", "latin1"));
    const lines: string[] = [];
    const read = async () => {
      for await (const { text } of file.readLines()) lines.push(text);
    };
    await expect(read()).rejects.toThrow("feed/latin.jsonl:3: not UTF-8 text");
    expect(lines).toEqual(["one"]);
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
