import { describe, expect, it } from "vitest";
import { cleanAbstract, cleanTitle } from "../../pipeline/text/clean-text.ts";

describe("cleanTitle", () => {
  it.each([
    ["  UNIP:\tRethinking\u00a0\u2009Patterns \n", "UNIP: Rethinking Patterns"],
    ["a\u0000b\u0007c\u200bd\u00ade\ufefff\u202eg\u202ch", "abcdefgh"],
    ["a\u0085b\u2028c", "a b c"],
    ["cafe\u0301 \ud800!", "café \ufffd!"],
    ["a&#x9b;31mb &#x202e;c &#xd800; &#173;&#xfeff;d&#x7f;&#xe0041;", "a31mb c \ufffd d"],
    ["&\u200b#x9b;x", "x"],
    ["``direct'' and `think', don't; ``isomorphic\" layers", `"direct" and 'think', don't; "isomorphic" layers`],
    ["Q&amp;A &lt;b&gt; &#945;&#x3b2; &quot;x&quot;", `Q&A <b> αβ "x"`],
    ["Draft & Verify, S&P 500, Q&A; and &unknown; (<4-bit), K << V, <b>bold</b>", null],
    ["[CLS] Token is All You Need? : scMamba 5σ", null],
    ["5'' wide, f''(x), ```code```, `code`", null],
    ["Mask$^2$DiT: Dual", "Mask2DiT: Dual"],
  ])("cleans %j", (raw, clean) => {
    expect(cleanTitle(raw)).toBe(clean ?? raw);
  });

  it("leaves an address in a title", () => {
    expect(cleanTitle("The web at https://a.org/b")).toBe("The web at https://a.org/b");
  });

  it("gives an empty text where nothing can be seen", () => {
    expect(cleanTitle("\u00a0\u200b \t")).toBe("");
  });
});

describe("cleanAbstract", () => {
  it("takes addresses out before their marks are read as LaTeX", () => {
    expect(cleanAbstract(String.raw`We save 5\%. Our code is available at https://a.org/~me/b\_c$d.`)).toEqual({
      text: "We save 5%. Our code is available.",
      urls: ["https://a.org/~me/b_c$d"],
    });
  });

  it("leaves no empty footnote behind an address", () => {
    const { text, urls } = cleanAbstract(String.raw`We release it\footnote{\url{https://a.org/b}} to all.`);
    expect(text).toBe("We release it to all.");
    expect(urls).toEqual(["https://a.org/b"]);
  });

  it("changes nothing that is clean already", () => {
    const raw = "na\\\"ive \\textbf{L}azy $O(n^2)$ ``x'' of~\\cite{y} 5\\% at https://a.org/b. More.";
    const { text } = cleanAbstract(raw);
    expect(cleanAbstract(text)).toEqual({ text, urls: [] });
  });
});

describe("hostile text", () => {
  const pieces = [
    "{",
    "}",
    "\\",
    "$",
    "$ ",
    "$x$",
    "$^{",
    "\\footnote{",
    "\\frac{",
    "$\\frac{",
    "{\\emph ",
    "\\(",
    '\\"',
    "\\c{",
    "\\cite[",
    "\\,",
    "`",
    "``",
    "`a",
    "''",
    "~",
    "a~",
    "&",
    "&#",
    "(",
    "( ",
    "at ",
    " ",
    "\u200b",
    "\ud800",
    "a.",
    "a-",
    "a.com/",
    "www.",
    "https://",
    "https://a.b/(",
    "https://a.b/)",
    "http://a b ",
    "http://a , ",
    "\\href{http://a}{",
    "<http://a.b>",
  ];
  it.each(pieces)("of 100 kB takes little time: %j", (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const startedAt = performance.now();
    cleanAbstract(text);
    cleanTitle(text);
    expect(performance.now() - startedAt).toBeLessThan(1500);
  });

  it("of random marks never throws, and comes out folded", () => {
    const marks = [
      "{",
      "}",
      "\\",
      "$",
      "^",
      "_",
      "~",
      "`",
      "'",
      "&",
      "a",
      "é",
      " ",
      "%",
      "(",
      ")",
      "[",
      "frac",
      "emph",
      "https://a.b/",
    ];
    let state = 1;
    const next = () => (state = (state * 48271) % 2147483647);
    for (let round = 0; round < 2000; round++) {
      const text = Array.from({ length: 40 }, () => marks[next() % marks.length]).join("");
      const clean = cleanAbstract(text).text;
      expect(clean, text).toBe(clean.trim().replace(/\s+/g, " ").normalize("NFC"));
    }
  });
});
