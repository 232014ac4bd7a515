import { describe, expect, it } from "vitest";
import { toPrintable, toPrintableJson, toPrintableLine } from "../../pipeline/text/printable.ts";

describe("toPrintable", () => {
  it.each([
    ["\u001b[31mred\u0007", "\\x1b[31mred\\x07"],
    ["one\rtwo\u009b2J\u007f", "one\\x0dtwo\\x9b2J\\x7f"],
    ["abc\u202egnp.exe\u2066", "abc\\u202egnp.exe\\u2066"],
    ["half \ud800 pair", "half \\ud800 pair"],
    ["\ufeff\u00ad\u200b\u2028", "\\ufeff\\xad\\u200b\\u2028"],
    ["tag \u{e0041}", "tag \\u{e0041}"],
    ["not assigned \u2065\u{e0000}, but hidden", "not assigned \\u2065\\u{e0000}, but hidden"],
    ["Größe 🧪 ❤️ 👩‍🔬 می‌خواهم\n\tnext", "Größe 🧪 ❤️ 👩‍🔬 می‌خواهم\n\tnext"],
  ])("leaves what can be read of %j and writes the rest as its code", (text, printable) => {
    expect(toPrintable(text)).toBe(printable);
  });
});

describe("toPrintableLine", () => {
  it("breaks no line", () => {
    expect(toPrintableLine("feed/a\nerror: b\t.txt")).toBe("feed/a\\nerror: b\\t.txt");
  });
});

describe("toPrintableJson", () => {
  it("escapes what is unprintable so that it is read as before", () => {
    const value = { title: "\u009b31m \u202e \ud800 \u{e0041} 🧪\n" };
    const json = toPrintableJson(JSON.stringify(value, null, 2));
    expect(json).toMatch(/^[\n\x20-\x7e🧪]+$/u);
    expect(JSON.parse(json)).toEqual(value);
  });
});
