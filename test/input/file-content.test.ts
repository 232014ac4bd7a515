import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
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
});
