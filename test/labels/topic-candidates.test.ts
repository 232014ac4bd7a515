import { describe, expect, it } from "vitest";
import { findCandidates } from "../../pipeline/labels/topic-candidates.ts";
import { phraseOf } from "./phrases-of.ts";

const NO_TITLES = new Map<string, ReadonlySet<number>>();
const surfacesOf = (candidates: readonly { phrase: { surface: string } }[]) =>
  candidates.map(({ phrase }) => phrase.surface);

describe("findCandidates", () => {
  // Two topics of four papers: rows 0 to 3 and 4 to 7.
  const TOPIC_OF = Int32Array.from([0, 0, 0, 0, 1, 1, 1, 1]);
  const find = (phrases: ReturnType<typeof phraseOf>[], titles: ReadonlyMap<string, ReadonlySet<number>> = NO_TITLES) =>
    findCandidates(phrases, titles, TOPIC_OF, { k: 2, maxTopicShare: 1 / 3 });

  it("gives class-based TF-IDF, coverage and precision worked out by hand", () => {
    const [first, second] = find([
      phraseOf("graph kernel", [0, 1]),
      phraseOf("video", [4, 5, 6]),
      phraseOf("token", [0, 4, 5]),
    ]);
    // Phrases per topic: 2 + 1 = 3 and 3 + 2 = 5, so 4 on average.
    const kernel = first!.find(({ phrase }) => phrase.surface === "graph kernel")!;
    expect(kernel.ctfidf).toBeCloseTo((2 / 3) * Math.log(1 + 4 / 2), 10);
    expect([kernel.inside, kernel.outside, kernel.precision]).toEqual([2, 0, 1]);
    expect(kernel.f1).toBeCloseTo((2 * 1 * 0.5) / 1.5, 10);
    const token = second!.find(({ phrase }) => phrase.surface === "token")!;
    expect(token.ctfidf).toBeCloseTo((2 / 5) * Math.log(1 + 4 / 3), 10);
    expect([token.inside, token.outside]).toEqual([2, 1]);
    expect(token.precision).toBeCloseTo(2 / 3, 10);
    // In a quarter of the first topic and half of the second.
    expect(token.entropy).toBeCloseTo((1 / 3) * Math.log(3) + (2 / 3) * Math.log(3 / 2), 10);
    expect(kernel.entropy).toBeCloseTo(0, 10);
    expect(surfacesOf(second!)).toEqual(["video", "token"]);
  });

  it("leaves out a phrase that is no commoner inside than outside", () => {
    expect(find([phraseOf("token", [0, 4])])).toEqual([[], []]);
  });

  it("leaves out a word of more than a quarter of the papers, and a phrase of more than 35 %", () => {
    const topicOf = Int32Array.from({ length: 40 }, (_, row) => (row < 20 ? 0 : 1));
    const firstRows = (count: number) => Array.from({ length: count }, (_, row) => row);
    const phrases = [
      phraseOf("graph", firstRows(10)),
      phraseOf("kernel", firstRows(11)),
      phraseOf("graph token", firstRows(14)),
      phraseOf("graph atlas", firstRows(15)),
    ];
    const [first] = findCandidates(phrases, NO_TITLES, topicOf, { k: 2, maxTopicShare: 1 });
    expect(new Set(surfacesOf(first!))).toEqual(new Set(["graph", "graph token"]));
  });

  it("leaves out a stop word of the corpus: carried by a tenth of the papers in too many topics", () => {
    const topicOf = Int32Array.from({ length: 80 }, (_, row) => Math.floor(row / 20));
    const everywhere = [0, 1, 2, 3, 20, 21, 40, 41];
    const withShare = (maxTopicShare: number) =>
      findCandidates([phraseOf("language model", everywhere)], NO_TITLES, topicOf, { k: 4, maxTopicShare })[0]!.length;
    expect(withShare(0.5)).toBe(0);
    expect(withShare(0.75)).toBe(1);
  });

  it("asks for more documents the larger the topic is, up to four", () => {
    const topicOf = Int32Array.from({ length: 40 }, (_, row) => (row < 20 ? 0 : 1));
    const [first] = findCandidates([phraseOf("rare", [0, 1]), phraseOf("common", [0, 1, 2])], NO_TITLES, topicOf, {
      k: 2,
      maxTopicShare: 1,
    });
    expect(surfacesOf(first!)).toEqual(["common"]);
  });

  it("drops imprecise phrases while enough others remain, and keeps them otherwise", () => {
    // Ten topics of ten papers: the precise phrases stand in topic 0 alone, the imprecise one in two papers of every topic but one.
    const topicOf = Int32Array.from({ length: 100 }, (_, row) => Math.floor(row / 10));
    const imprecise = phraseOf("imprecise", [0, 1, 2, 10, 20, 30, 40, 50, 60, 70, 80]);
    const precise = Array.from({ length: 8 }, (_, index) =>
      phraseOf(`precise ${"abcdefgh"[index]}`, [index, index + 1]),
    );
    const find = (count: number) =>
      surfacesOf(
        findCandidates([imprecise, ...precise.slice(0, count)], NO_TITLES, topicOf, { k: 10, maxTopicShare: 1 })[0]!,
      );
    expect(find(8)).not.toContain("imprecise");
    expect(find(7)).toContain("imprecise");
  });

  it("leaves out a word that says little by itself, unless nothing else is there", () => {
    const general = { ...phraseOf("property", [0, 1, 2]), isGeneral: true };
    expect(surfacesOf(find([general, phraseOf("video", [1, 2])])[0]!)).toEqual(["video"]);
    expect(surfacesOf(find([general])[0]!)).toEqual(["property"]);
  });

  it("counts papers without a topic as outside", () => {
    const topicOf = Int32Array.from([0, 0, 1, 1, -1, -1]);
    const [first] = findCandidates([phraseOf("video", [0, 1, 4])], NO_TITLES, topicOf, { k: 2, maxTopicShare: 1 });
    expect(first![0]).toMatchObject({ inside: 2, outside: 1, precision: 2 / 3 });
  });

  it("counts the members that have the phrase in their title", () => {
    const phrase = phraseOf("graph kernel", [0, 1, 2]);
    const [first] = find([phrase], new Map([[phrase.key, new Set([0, 2, 5])]]));
    expect(first![0]!.inTitles).toBe(2);
  });

  it("orders equals by key", () => {
    const [first] = find([phraseOf("zeta", [0, 1]), phraseOf("alpha", [1, 2])]);
    expect(surfacesOf(first!)).toEqual(["alpha", "zeta"]);
  });
});
