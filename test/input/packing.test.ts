import { execFileSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { UserError } from "../../pipeline/error.ts";
import { detectPacking, unpackChunks, unpackHead } from "../../pipeline/input/packing.ts";
import { boundUnpacked } from "../../pipeline/input/unpack-bounds.ts";

/** A frame of Zstandard of one block of a byte, repeated; its window is 2^(10 + exponent) bytes. */
function zstdFrame(exponent: number, length: number, byte = 0x61): Buffer {
  const block = Buffer.alloc(4);
  block.writeUIntLE((length << 3) | 0b011, 0, 3);
  block[3] = byte;
  return Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, exponent << 3, ...block]);
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function unpackAll(packing: "gzip" | "zstd", packed: Uint8Array, size = 1000): Promise<Buffer> {
  const chunks = [];
  for await (const chunk of unpackChunks(packing, inChunks(packed, size))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe("unpackChunks", () => {
  it("unpacks frames of Zstandard one after the other, however they are parted", async () => {
    const packed = Buffer.concat([zstdFrame(10, 5), zstdFrame(10, 100_000, 0x62)]);
    expect(detectPacking(packed)).toBe("zstd");
    for (const size of [1, 7, 1000])
      expect((await unpackAll("zstd", packed, size)).toString()).toBe(`aaaaa${"b".repeat(100_000)}`);
    expect(Buffer.from(await unpackHead("zstd", packed)).toString()).toMatch(/^aaaaa/);
  });

  it("refuses Zstandard that is cut off, or asks for more memory than 128 MiB in its first frame or a later one", async () => {
    await expect(unpackAll("zstd", zstdFrame(10, 5).subarray(0, -1))).rejects.toThrow("unexpected EOF");
    for (const packed of [zstdFrame(20, 5), Buffer.concat([zstdFrame(10, 5), zstdFrame(20, 5)])])
      await expect(unpackAll("zstd", packed)).rejects.toThrow("needs 1024 MiB to be unpacked, at most 128 MiB");
  });

  it("reads what the zstd program packs, where there is one", async ({ skip }) => {
    const text = Array.from({ length: 20_000 }, (_, line) => `line ${line} ${(line * 2654435761) % 1000}`).join("\n");
    let packed: Buffer;
    try {
      packed = execFileSync("zstd", ["-c", "-19"], { input: text, stdio: ["pipe", "pipe", "ignore"] });
    } catch {
      return skip();
    }
    expect((await unpackAll("zstd", packed, 333)).toString()).toBe(text);
  });
});

describe("boundUnpacked", () => {
  it("stops what unpacks to hundreds of times its size once that is 256 MiB, packed by gzip or Zstandard", async () => {
    const blocks = Buffer.concat(Array.from({ length: 3000 }, () => zstdFrame(10, 130_000)));
    const zeros = gzipSync(Buffer.alloc(300 * 2 ** 20));
    for (const [packing, packed] of [
      ["zstd", blocks],
      ["gzip", zeros],
    ] as const) {
      let read = 0;
      async function* counted() {
        for await (const chunk of inChunks(packed, 4096)) {
          read += chunk.length;
          yield chunk;
        }
      }
      let unpacked = 0;
      const work = async () => {
        for await (const chunk of boundUnpacked(unpackChunks(packing, counted()), "a/bomb", () => read))
          unpacked += chunk.length;
      };
      await expect(work()).rejects.toThrow(UserError);
      expect(unpacked).toBeLessThanOrEqual(2 ** 28);
    }
  });
});
