import { describe, expect, it } from "vitest";
import { dropNone, shorten, shortenList } from "../../pipeline/mcp/cut-answers.ts";
import { makePrintable } from "../../pipeline/mcp/printable-values.ts";

describe("shorten", () => {
  it("keeps what fits and never half a character", () => {
    expect(shorten("abcde", 5)).toBe("abcde");
    expect(shorten("abcdef", 5)).toBe("abcd…");
    expect(shorten("abc🧪def", 5)).toBe("abc…");
  });
});

describe("shortenList", () => {
  it("says how many are left out", () => {
    expect(shortenList(["a", "b"], 2)).toEqual(["a", "b"]);
    expect(shortenList(["a", "b", "c", "d"], 2)).toEqual(["a", "b", "… and 2 more"]);
  });
});

describe("dropNone", () => {
  it("leaves out null and empty lists alone", () => {
    expect(dropNone({ a: null, b: [], c: 0, d: "", e: false })).toEqual({ c: 0, d: "", e: false });
  });
});

describe("makePrintable", () => {
  it("writes every hidden character as its code, in keys and at any depth, and leaves the rest", () => {
    expect(makePrintable({ "a\u001b": ["\u202Eb", { c: "\u{E0041}\n\té" }], n: 1, none: null, yes: true })).toEqual({
      "a\\x1b": ["\\u202eb", { c: "\\u{e0041}\n\té" }],
      n: 1,
      none: null,
      yes: true,
    });
  });
});
