import { describe, expect, it } from "vitest";
import { UserError } from "../../pipeline/error.ts";
import { decodeText } from "../../pipeline/text/decode-text.ts";

const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from([part]))));

describe("decodeText", () => {
  it("parts lines by \\n, whatever parted them, and drops a byte order mark", () => {
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, "a\r\nb\rc\n\r\nd"), "x")).toBe("a\nb\nc\n\nd");
  });

  it.each([
    [bytes("one\ntwo\nth", 0xe9, "ree"), 3],
    [bytes("one\r\ntwo", 0xff, "\r\n"), 2],
    [bytes("one\rtwo\rthree", 0xc3), 3],
    [bytes("one", 0xe2, "\ntwo"), 1],
    [bytes(0xff, 0xfe, "o", 0), 1],
  ])("refuses bytes that are no UTF-8, with their line (%#)", (damaged, line) => {
    const decode = () => decodeText(damaged, "pages/x.txt");
    expect(decode).toThrow(UserError);
    expect(decode).toThrow(`pages/x.txt:${line}: not UTF-8 text`);
  });
});
