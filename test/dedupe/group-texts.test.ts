import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupTexts, judgePair, type StoredPair } from "../../pipeline/dedupe/group-texts.ts";
import { compareMerit, endsWithin, rankTexts } from "../../pipeline/dedupe/rank-texts.ts";

const THRESHOLDS = { identity: 0.3, near: 0.6, semantic: 0.7 };

/** Texts are called by their rank. */
function pair(a: number, b: number, scores: Partial<StoredPair> = {}): StoredPair {
  const [text_a, text_b] = [String(a), String(b)];
  return {
    text_a,
    text_b,
    rank_a: a,
    rank_b: b,
    identity: null,
    near: 0.9,
    semantic: null,
    distinction: null,
    evidence: "",
    ...scores,
  };
}

function group(
  pairs: StoredPair[],
  ...rest: Parameters<typeof groupTexts> extends [unknown, unknown, ...infer Rest] ? Rest : never
) {
  return Object.fromEntries([...groupTexts(pairs, THRESHOLDS, ...rest)].map(([text, { kept }]) => [text, kept]));
}

describe("judgePair", () => {
  it("takes the first kind that is enough", () => {
    expect(judgePair(pair(0, 1, { identity: 0.5, near: 0.9 }), THRESHOLDS)).toMatchObject({
      kind: "identity",
      isOne: true,
    });
    expect(judgePair(pair(0, 1, { identity: 0.2, near: 0.6 }), THRESHOLDS)).toMatchObject({
      kind: "near",
      margin: 0,
      isOne: true,
    });
    expect(judgePair(pair(0, 1, { near: 0.5, semantic: 0.8 }), THRESHOLDS)).toMatchObject({
      kind: "semantic",
      isOne: true,
    });
  });

  it("names the kind that came nearest where none is enough", () => {
    const verdict = judgePair(pair(0, 1, { near: 0.5, semantic: 0.65 }), THRESHOLDS);
    expect(verdict).toMatchObject({ kind: "semantic", isOne: false });
    expect(verdict.margin).toBeCloseTo(-0.05);
  });

  it("lets what tells texts apart forbid near and semantic, not identity", () => {
    expect(judgePair(pair(0, 1, { distinction: "other years" }), THRESHOLDS).isOne).toBe(false);
    expect(judgePair(pair(0, 1, { distinction: "other years", identity: 0.5 }), THRESHOLDS)).toMatchObject({
      kind: "identity",
      isOne: true,
    });
  });
});

describe("groupTexts", () => {
  it("keeps the lowest in rank and makes no chains: of 0-1, 1-2 alone 2 stays by itself", () => {
    expect(group([pair(0, 1), pair(1, 2)])).toEqual({ 1: "0" });
    expect(group([pair(0, 1), pair(1, 2), pair(0, 2)])).toEqual({ 1: "0", 2: "0" });
  });

  it("puts a text to the kept one with the widest margin", () => {
    expect(group([pair(0, 2, { near: 0.7 }), pair(1, 2, { near: 0.8 })])).toEqual({ 2: "1" });
  });

  it("bars what is never one paper from one group, and joins what always is", () => {
    const pairs = [pair(0, 1), pair(0, 2), pair(3, 4, { near: 0.1 })];
    expect(group(pairs, [{ text_a: "1", text_b: "2", verdict: "never" }])).toEqual({ 1: "0" });
    expect(group(pairs, [{ text_a: "1", text_b: "0", verdict: "never" }])).toEqual({ 2: "0" });
    expect(group(pairs, [{ text_a: "4", text_b: "3", verdict: "always" }])).toEqual({ 1: "0", 2: "0", 4: "3" });
    expect(group([], [{ text_a: "y", text_b: "x", verdict: "always" }])).toEqual({ y: "x" });
  });

  it("gives every merged text an edge above the threshold to a text that is kept", () => {
    const text = fc.integer({ min: 0, max: 12 });
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, score), { maxLength: 60 }), (drawn) => {
        const unique = new Map(
          drawn.filter(([a, b]) => a < b).map(([a, b, near]) => [`${a} ${b}`, pair(a, b, { near })]),
        );
        const kept = groupTexts([...unique.values()], THRESHOLDS);
        for (const [merged, edge] of kept) {
          expect(kept.has(edge.kept)).toBe(false);
          expect(unique.get(`${edge.kept} ${merged}`)!.near).toBe(edge.score);
          expect(edge.score).toBeGreaterThanOrEqual(THRESHOLDS.near);
        }
      }),
    );
  });
});

describe("which text is kept", () => {
  const plain = { version: 0, isCut: false, words: 100, fields: 2, place: 5 };
  it.each([
    ["the latest version", { version: 2, isCut: true, words: 10, fields: 0, place: 9 }],
    ["a whole abstract", { ...plain, place: 1 }],
    ["a longer one", { ...plain, words: 200, fields: 0, place: 9 }],
    ["one of more fields", { ...plain, words: 101, fields: 3, place: 9 }],
    ["the earliest", { ...plain, words: 90, place: 1 }],
  ])("is %s", (_, better) => {
    const worse = better.place === 1 && better.words === 100 ? { ...plain, isCut: true, words: 300, place: 0 } : plain;
    expect(compareMerit(better, worse)).toBeLessThan(0);
    expect([...rankTexts([worse, better])]).toEqual([1, 0]);
  });

  it("knows an abstract that is cut", () => {
    expect(["We show that…", "We show that ...", "We show that the"].map(endsWithin)).toEqual([true, true, true]);
    expect(["We show it.", 'We "show it."', "Is it?", "(see above)", "结束。"].map(endsWithin)).toEqual([
      false,
      false,
      false,
      true,
      false,
    ]);
  });
});
