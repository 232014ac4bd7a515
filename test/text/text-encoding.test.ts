import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeBytes,
  judgeEncoding,
  readDeclaredEncoding,
  toUtf8,
  Utf8Scan,
} from "../../pipeline/text/text-encoding.ts";

function scan(bytes: Uint8Array, size = bytes.length || 1) {
  const scanned = new Utf8Scan();
  for (let start = 0; start < bytes.length; start += size) scanned.add(bytes.subarray(start, start + size));
  return scanned.end();
}

describe("readDeclaredEncoding", () => {
  it.each([
    ["a mark of UTF-8", [0xef, 0xbb, 0xbf, 0x61], "utf-8"],
    ["a mark of UTF-16", [0xff, 0xfe, 0x61, 0], "utf-16le"],
    ["zeros in the odd places", [0x61, 0, 0x62, 0], "utf-16le"],
    ["zeros in the even places", [0, 0x61, 0, 0x62], "utf-16be"],
    ["zeros everywhere", [0, 0, 0, 0], undefined],
    ["control characters between zeros", [0x61, 0, 0x01, 0], undefined],
    ["plain text", [0x61, 0x62], undefined],
    ["nothing", [], undefined],
  ])("reads %s", (_, bytes, name) => {
    expect(readDeclaredEncoding(Uint8Array.from(bytes))?.name).toBe(name);
  });

  it("takes a declaration of UTF-16 in one-byte text for a mistake", () => {
    expect(readDeclaredEncoding(Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a/>'))).toBeNull();
    expect(readDeclaredEncoding(Buffer.from("<?xml version='1.0' encoding='ISO-8859-2'?>"))?.name).toBe("iso-8859-2");
  });
});

describe("Utf8Scan and judgeEncoding", () => {
  it("counts the same however the bytes are parted", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.uint8Array({ maxLength: 3 }))),
        fc.integer({ min: 1, max: 5 }),
        (parts, size) => {
          const bytes = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
          expect(scan(bytes, size)).toEqual(scan(bytes));
        },
      ),
    );
  });

  it("takes all UTF-8 for what it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        expect(judgeEncoding(scan(Buffer.from(text)))).toEqual({ name: "utf-8", note: null });
      }),
    );
  });

  it.each([
    ["é", Buffer.from([0x65, 0xe9]), "windows-1252"],
    ["more strays than characters", Buffer.from([0xc3, 0xa9, 0xe9, 0x61, 0xe8, 0x61]), "windows-1252"],
    ["more characters than strays", Buffer.concat([Buffer.from("éè"), Buffer.from([0xff])]), "utf-8"],
    ["a byte that Windows-1252 lacks", Buffer.from([0x81, 0x61]), undefined],
    ["zeros beside strays", Buffer.from([0, 0xff]), undefined],
  ])("judges %s", (_, bytes, name) => {
    expect(judgeEncoding(scan(bytes))?.name).toBe(name);
  });
});

describe("decodeBytes and toUtf8", () => {
  const BYTES = Buffer.from([0x80, 0x93, 0x94, 0x96, 0x99, 0x9f, 0xa0, 0xe9, 0xff]);

  it("knows the signs of Windows-1252 that ISO 8859-1 has not", () => {
    expect(decodeBytes(BYTES, "windows-1252")).toBe("€“”–™Ÿ\u00a0éÿ");
  });

  it.each(["windows-1252", "utf-16le", "utf-16be", "koi8-r", "shift_jis"])(
    "gives the same in chunks (%s)",
    async (name) => {
      const bytes = name.startsWith("utf")
        ? BYTES.subarray(0, 8)
        : name === "shift_jis"
          ? Buffer.from([0x83, 0x65, 0x61])
          : BYTES;
      async function* one() {
        for (const byte of bytes) yield Uint8Array.of(byte);
      }
      const chunks = [];
      for await (const chunk of toUtf8(one(), name)) chunks.push(chunk);
      expect(Buffer.concat(chunks).toString()).toBe(decodeBytes(bytes, name));
    },
  );
});
