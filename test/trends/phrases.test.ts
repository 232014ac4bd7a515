import { describe, expect, it } from "vitest";
import { ENGLISH } from "../../pipeline/text/languages/english.ts";
import { countPhrases } from "../../pipeline/trends/count-phrases.ts";
import { groupPhrases, type SpelledPhrase, spellPhrases } from "../../pipeline/trends/spell-phrases.ts";

const TEXTS = [
  "On-policy distillation of the small model works",
  "We study on policy distillation. The model is small",
  "On-policy distillations of an agent. Agents on-line",
];

/** A phrase that stands in rows, all of them in its window. */
function phraseIn(key: string, rows: number[], isRaised = true): SpelledPhrase {
  const window = { start: 0, papers: 3 };
  return { key, rows, window, newPapers: rows.length, pValue: 0, qValue: 0, isRaised, surface: key, words: 1 };
}

describe("countPhrases", () => {
  const counted = countPhrases(TEXTS, { least: 2, maxWords: 4 });
  const rowsOf = new Map(counted.map(({ key, rows }) => [key, rows]));

  it("counts all spellings of a run as one, in as many texts as have it", () => {
    expect(rowsOf.get("onpolicydistillation")).toEqual([0, 2]);
    expect(rowsOf.get("distillation")).toEqual([0, 1, 2]);
    expect(rowsOf.get("model")).toEqual([0, 1]);
  });

  it("crosses no punctuation, ends with no empty word, and leaves out what is rare", () => {
    for (const key of rowsOf.keys()) expect(key).not.toMatch(/^the|of$|agentagent/);
    expect(countPhrases(TEXTS, { least: 4, maxWords: 4 })).toEqual([]);
  });
});

describe("spellPhrases", () => {
  it("keeps whole phrases, as they are spelled", () => {
    const texts = TEXTS.map((text) => `${text}. The on-policy distillation.`);
    const found = [phraseIn("onpolicydistillation", [0, 1, 2]), phraseIn("onpolicy", [0, 1, 2])];
    const settings = { maxTermWords: 4, maxWordShare: 1 };
    const spelled = spellPhrases(found, texts, ({ rows }) => rows, settings, ENGLISH);
    expect(spelled.map(({ surface }) => surface)).toEqual(["on-policy distillation"]);
  });
});

describe("groupPhrases", () => {
  it("tells what stands in most of the same papers with the surer phrase", () => {
    const phrases = [
      phraseIn("a", [1, 2, 3, 4]),
      phraseIn("b", [1, 2, 3, 9]),
      phraseIn("c", [1, 8, 9]),
      phraseIn("d", [8, 9]),
    ];
    expect(groupPhrases(phrases, ({ rows }) => rows)).toEqual([-1, 0, -1, 2]);
    const unsure = [phraseIn("a", [1, 2], false), phraseIn("b", [1, 2])];
    expect(groupPhrases(unsure, ({ rows }) => rows)).toEqual([-1, -1]);
  });
});
