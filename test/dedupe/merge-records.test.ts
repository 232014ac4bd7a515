import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { TextEdge } from "../../pipeline/dedupe/group-texts.ts";
import { makePaper } from "../../pipeline/dedupe/make-paper.ts";
import { mergeRecords } from "../../pipeline/dedupe/merge-records.ts";
import { countWords, isCut, joinText } from "../../pipeline/dedupe/paper-row.ts";
import { nameText, normalizeIdentity, readRecordKey } from "../../pipeline/dedupe/record-key.ts";
import { completeFields, type SourceRecord } from "../../pipeline/input/record.ts";

function record(
  source: string,
  position: number,
  title: string,
  abstract: string,
  arxivId: string | null = null,
): SourceRecord {
  return {
    source,
    position,
    line: position,
    format: "sample",
    raw_title: title,
    raw_abstract: abstract,
    clean_title: title.trim(),
    clean_abstract: abstract.trim(),
    urls: [],
    extra: null,
    ...completeFields({ arxiv_id: arxivId }),
  };
}

const RECORDS = [
  record("a/1", 1, "One", "First abstract."),
  record("a/1", 2, "Two?", "Second abstract."),
  record("a/2", 1, "ONE!", "first  abstract", "2401.01234"),
  record("a/2", 2, "Two?", "Second abstract."),
  record("a/3", 1, "One", "First abstract.", "2402.00000"),
];

/** Merges records as the stage does: papers in order of id, the id of each record's paper, and the edges with their records. */
function merge(records: SourceRecord[], edges?: ReadonlyMap<string, TextEdge>) {
  const { papers, keptOf, duplicates } = mergeRecords(records.map(readRecordKey), edges);
  return {
    papers: [...papers]
      .map(([row, { paper_id, fields }]) => makePaper(records[row]!, paper_id, fields))
      .sort((a, b) => (a.paper_id < b.paper_id ? -1 : 1)),
    idOf: [...keptOf].map((row) => papers.get(row)!.paper_id),
    duplicates,
  };
}

describe("normalizeIdentity", () => {
  it("keeps letters and digits of any script in lower case, in compatible form", () => {
    expect(normalizeIdentity("Ｍask²-DiT: ﬁne!", "Über 5σ 深度\u200b学習.")).toBe("mask2ditfine\nüber5σ深度学習");
  });
});

describe("mergeRecords", () => {
  it("keeps the first record of each paper, and where each of them stood", () => {
    const { papers, idOf, duplicates } = merge(RECORDS);
    expect(papers.map(({ title }) => title).sort()).toEqual(["One", "Two?"]);
    const idOfTitle = (title: string) => papers.find((paper) => paper.title === title)!.paper_id;
    expect(idOf).toEqual(["One", "Two?", "One", "Two?", "One"].map(idOfTitle));
    expect(duplicates.map(({ kept, merged }) => [kept, merged])).toEqual([
      [0, 2],
      [1, 3],
      [0, 4],
    ]);
  });

  it("leads from each repeat of a text to the first of its kind, with a reason in words", () => {
    const different = "same title and abstract but for case, spacing or punctuation";
    const identical = "identical title and abstract";
    expect(merge(RECORDS).duplicates).toEqual([
      { kept: 0, merged: 2, kind: "exact", score: 1, reason: different },
      { kept: 1, merged: 3, kind: "exact", score: 1, reason: identical },
      { kept: 0, merged: 4, kind: "exact", score: 1, reason: identical },
    ]);
  });

  it("takes another abstract, or a word moved from title to abstract, for another text", () => {
    const records = [record("a", 1, "A B", "C"), record("a", 2, "A B", "D"), record("a", 3, "A", "B C")];
    expect(merge(records).duplicates).toEqual([]);
  });

  it("takes the first arXiv identifier known of a paper", () => {
    const { papers } = merge(RECORDS);
    expect(papers.find(({ title }) => title === "One")!.arxiv_id).toBe("2401.01234");
    expect(papers.find(({ title }) => title === "Two?")!.arxiv_id).toBeNull();
  });

  it("makes ids of the content alone: they stay when records are added or move", () => {
    const expected = createHash("sha256").update("one\nfirstabstract").digest("hex").slice(0, 16);
    expect(merge([RECORDS[0]!]).papers[0]!.paper_id).toBe(expected);
    const ids = merge(RECORDS).papers.map(({ paper_id }) => paper_id);
    expect(ids).toContain(expected);
    expect(merge(RECORDS.toReversed()).papers.map(({ paper_id }) => paper_id)).toEqual(ids);
    expect(merge([record("z", 9, "New", "Other."), ...RECORDS]).papers.map(({ paper_id }) => paper_id)).toEqual(
      expect.arrayContaining(ids),
    );
  });

  it("puts papers in order of id", () => {
    const many = Array.from({ length: 50 }, (_, index) => record("a", index + 1, `Title ${index}`, "Text."));
    const ids = merge(many).papers.map(({ paper_id }) => paper_id);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(50);
  });

  it("keeps the record that edges lead to, the id of the first, and says where fields come from", () => {
    const records = [
      record("a", 1, "One", "Text.", "2401.01234"),
      record("a", 2, "One", "Text, and more."),
      record("a", 3, "Two", "Text."),
      record("a", 4, "ONE", "Text."),
    ];
    const [first, second] = records.map((row) => nameText(readRecordKey(row).identity));
    const edge: TextEdge = { kept: second!, kind: "near", score: 0.9, evidence: "alike" };
    const { papers, idOf, duplicates } = merge(records, new Map([[first!, edge]]));
    expect(papers.map(({ abstract }) => abstract).sort()).toEqual(["Text, and more.", "Text."]);
    expect(idOf).toEqual([first, first, idOf[2], first]);
    expect(papers.find(({ paper_id }) => paper_id === first)!.arxiv_id).toBe("2401.01234");
    expect(duplicates).toEqual([
      { kept: 1, merged: 0, kind: "near", score: 0.9, reason: "alike" },
      { kept: 1, merged: 3, kind: "near", score: 0.9, reason: "alike" },
    ]);
    const merged = mergeRecords(records.map(readRecordKey), new Map([[first!, edge]]));
    expect(merged.papers.get(1)!.origins).toEqual([{ field: "arxiv_id", origin: 0 }]);
  });

  it("refuses an edge to a text that is not there", () => {
    const edge: TextEdge = { kept: "0123456789abcdef", kind: "near", score: 0.9, evidence: "alike" };
    const keys = RECORDS.map(readRecordKey);
    const text = nameText(keys[0]!.identity);
    expect(() => mergeRecords(keys, new Map([[text, edge]]))).toThrow(
      `text kept in the stead of ${text}: 0123456789abcdef: not there`,
    );
  });

  it("refuses two papers of one id", () => {
    const alike = RECORDS.map(readRecordKey).map((key, index) => ({ ...key, identity: `${"0".repeat(16)}${index}` }));
    expect(() => mergeRecords(alike)).toThrow(
      "two papers of one id: 0000000000000000: record 1 of a/1 and record 2 of a/1",
    );
  });
});

describe("the text of a paper", () => {
  it.each([
    ["A title", "A title. Words."],
    ["Is it?", "Is it? Words."],
    ["It is!", "It is! Words."],
    ["It is.", "It is. Words."],
    ['So "is it?"', 'So "is it?" Words.'],
    ["A (title)", "A (title). Words."],
  ])("parts title and abstract by one mark: %s", (title, text) => {
    expect(joinText(title, "Words.")).toBe(text);
  });

  it("counts as words what holds a letter or digit", () => {
    expect(countWords("State-of-the-art -- it's 5 % better , in 深度 .")).toBe(6);
    expect(countWords("")).toBe(0);
  });
});

describe("a long abstract", () => {
  const long = "some words 🤖 ".repeat(5000).trim();

  it("is kept whole, and searched up to the end of a word near 20,000 characters", () => {
    const { papers } = merge([record("a/1", 1, "One", long), record("a/1", 2, "Two", "Short.")]);
    const paper = papers.find(({ title }) => title === "One")!;
    expect(paper.clean_abstract).toBe(long);
    expect(`One. ${long}`.startsWith(`${paper.text} `)).toBe(true);
    expect(paper.text.length).toBeGreaterThan(19_900);
    expect(paper.text.length).toBeLessThanOrEqual(20_000);
    expect(papers.filter(isCut)).toEqual([paper]);
  });

  it("of one word is cut inside of it, but in no character", () => {
    for (const start of ["", "x"]) {
      const [paper] = merge([record("a/1", 1, "One", start + "🤖".repeat(20_000))]).papers;
      expect(paper!.text.length).toBeGreaterThan(19_900);
      expect(paper!.text).not.toMatch(/\p{Cs}/u);
    }
  });

  it("is another paper where it differs behind the cut", () => {
    expect(merge([record("a/1", 1, "One", `${long} a`), record("a/1", 2, "One", `${long} b`)]).papers).toHaveLength(2);
  });
});
