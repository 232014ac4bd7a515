import fc from "fast-check";

/** Pieces that broke a program before, or are made to: each kind on a line of its own. */
const PIECES = [
  ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "prototype", "null", "undefined", "NaN"],
  ["=HYPERLINK(A1)", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1", ";=1"],
  ["</script><script>alert(1)</script>", "<!--", "]]>", "<img src=x onerror=alert(1)>", "&lt;b&gt;", "<svg/onload=1>"],
  ["{{x}}", "`x`", "| a | b |", "[a](javascript:alert(1))", "![x](y)", "# head", "---", "* * *", "\\", "\\n"],
  [
    "&#x9b;31m",
    "&#x202e;",
    "&#xd800;",
    "&#27;[2J",
    "&amp;#x9b;",
    "&am\u200bp;#27;",
    "&nbsp;",
    "&#0;",
    "&#x110000;",
    "&shy;",
  ],
  [
    "\u001b[31m",
    "\u001b]0;x\u0007",
    "\u009b",
    "\u0000",
    "\u0007",
    "\u0085",
    "\u2028",
    "\u2029",
    "\r",
    "\n",
    "\t",
    "\u007f",
  ],
  ["\u202e", "\u2066", "\u200f", "\u061c", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u{e0041}", "\ufff9", "\uffff"],
  [
    "\ud800",
    "\udfff",
    "\ud83d",
    "\u{10ffff}",
    "\u{1f469}\u200d\u{1f52c}",
    "e\u0301\u0301\u0301",
    "İ",
    "ß",
    "K",
    "ﬁ",
    "Ⅷ",
  ],
  ["主题模型", "موضوع", "נושא", "หัวข้อ", "тема", "ａｂｃ", "𝒳𝒴", "٣", "²"],
  ["$\\frac{", "$x^{2}$", "\\textbf{", "}}}", "$$", "\\mathbb{R}", "{\\bf x}", "\\\\(", "%", "~", "``x''", "'''"],
  [
    "https://[::1",
    "http://x.y/%E0%A4%A",
    "www.a.b",
    "https://github.com/a/b.",
    "javascript:1",
    "a@b.c",
    "arXiv:2401.00001v2",
  ],
  ["...", "-", "--", "—", "•", "(", ")", "?!", '"', "'", ".", ",", ":", ";", "/", "_", "+", "*"],
  ["0", "1e309", "-0", "99999999999999999999", "0x1f", "1,000", "3.14", "2147483648", "I", "a"],
].flat();

const PLAIN =
  "we propose a new method for graph neural networks that learns language models robots speech of the in with and vision training data results show attention layer large".split(
    " ",
  );

/** A word as papers have it. */
export const plainWord = fc.constantFrom(...PLAIN);

const plainSentence = fc
  .array(plainWord, { minLength: 3, maxLength: 14, size: "max" })
  .map((words) => `${words.join(" ")}. `);

/** A run of one character or piece, up to far longer than any word, phrase or sentence. */
const long = fc
  .tuple(
    fc.constantFrom(
      "x",
      "x ",
      "x-",
      "X",
      "ab ",
      "é",
      "\u0301",
      "主",
      "a. ",
      "(",
      "{",
      "$",
      "&",
      "'",
      "`",
      "AB (AB) ",
      "http://a.b/",
      "-",
      " ",
    ),
    fc.oneof(fc.integer({ min: 50, max: 700 }), fc.constantFrom(2001, 5000, 20_001, 60_000)),
  )
  .map(([piece, count]) => piece.repeat(Math.ceil(count / piece.length)));

const piece = fc.oneof(
  { arbitrary: plainWord, weight: 6 },
  { arbitrary: plainSentence, weight: 4 },
  { arbitrary: fc.constantFrom(...PIECES), weight: 8 },
  { arbitrary: fc.string({ unit: "binary", maxLength: 12 }), weight: 1 },
  { arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }), weight: 1 },
  { arbitrary: long, weight: 1 },
);

/** A text of plain words and of pieces that are meant to break something; perhaps empty. */
export const hostileText = fc
  .tuple(fc.array(piece, { maxLength: 12, size: "max" }), fc.constantFrom(" ", " ", ""))
  .map(([pieces, separator]) => pieces.join(separator));

/** A short text of the same kind, for names, dates and arguments. */
export const hostileWord = fc.oneof(
  fc.constantFrom(...PIECES),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom("", " ", "0", "x"),
);
