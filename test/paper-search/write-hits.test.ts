import { describe, expect, it } from "vitest";
import type { SearchHit } from "../../pipeline/paper-search/paper-search.ts";
import { writeHits } from "../../pipeline/paper-search/write-hits.ts";
import type { Terminal } from "../../pipeline/terminal/terminal.ts";
import { HOSTILE_TITLE } from "./sample-papers.ts";

const terminal: Terminal = {
  width: 60,
  isInteractive: false,
  bold: (text) => text,
  dim: (text) => text,
  good: (text) => text,
  doubtful: (text) => text,
  dot: () => "",
  mark: (text) => `[${text}]`,
  link: (text) => text,
};

const HIT: SearchHit = {
  paper_id: "0123456789abcdef",
  title: "Night flights of owls",
  score: 1.5,
  topic: "Owls",
  topic_id: 1,
  why: "by meaning: the nearest of 5; “owl” in the title",
  snippet: "An owl hunts.",
  matched: ["owl"],
  day: "2026-02-01",
  arxiv_id: null,
  url: null,
};

describe("writeHits", () => {
  it("shows rank, title, id, day, topic, the sentence and why, what matched marked", () => {
    expect(
      writeHits("owl", { found_by: "meaning and words", note: null, found: 5, whole: 2, hits: [HIT] }, terminal),
    ).toBe(`“owl” by meaning and words: the best 1 of 5 papers; 2 have
all words.

1  Night flights of [owls]
   0123456789abcdef  2026-02-01 · Owls
   An [owl] hunts.
   by meaning: the nearest of 5; “owl” in the title
`);
  });

  it("says that nothing was found", () => {
    expect(writeHits("owl", { found_by: "words", note: null, found: 0, whole: 0, hits: [] }, terminal)).toBe(
      "Nothing found for “owl”.\n",
    );
  });

  it("lets nothing that a paper says steer the terminal, and keeps to its width", () => {
    const hits = [
      { ...HIT, title: HOSTILE_TITLE, topic: "a\nb\u001b[2J", snippet: "\u0007 kites", matched: ["kite", "script"] },
    ];
    const text = writeHits(
      "\u001b]0;x\u0007 kites",
      { found_by: "words", note: null, found: 1, whole: 0, hits },
      terminal,
    );
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(text).toContain("[Kites] \\x1b[31m<[script]>");
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
  });
});
