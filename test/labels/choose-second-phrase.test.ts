import { describe, expect, it } from "vitest";
import { chooseSecondPhrase } from "../../pipeline/labels/choose-second-phrase.ts";
import { type LabelCandidate, PhraseSpace } from "../../pipeline/labels/phrase-likeness.ts";
import { candidateOf, spaceOf } from "./phrases-of.ts";

// Topic 0 has the rows 0 to 19, topic 1 the rows 20 to 99.
const TOPIC_OF = Int32Array.from({ length: 100 }, (_, row) => Number(row >= 20));
const COUNTED = { partition: { topicOf: TOPIC_OF, k: 2 }, sizes: Int32Array.of(20, 80) };
const rows = (start: number, count: number) => Array.from({ length: count }, (_, index) => start + index);
const OTHERS = ["video", "speech"].map((surface) => candidateOf(surface, []));
const COSINES = Float64Array.of(0.5, 0.2);
const FIRST = candidateOf("graph kernels", rows(0, 10), { f1: 2 / 3, contrast: 0.3, cosines: COSINES });

function second(
  candidate: LabelCandidate,
  { score = 0.5, first = FIRST, space = spaceOf([first, candidate, ...OTHERS]) } = {},
) {
  const chosen = chooseSecondPhrase([{ candidate, score }], first, 0, { ...COUNTED, space, taken: new Set() });
  return chosen?.phrase.surface ?? null;
}
const of = (surface: string, documents: number[], counts: Partial<LabelCandidate> = {}) =>
  candidateOf(surface, documents, { inTitles: 1, titleShare: 0.05, contrast: 0.3, cosines: COSINES, ...counts });

describe("chooseSecondPhrase", () => {
  const good = of("message passing", rows(8, 6));

  it("takes a phrase that brings new members", () => {
    expect(second(good)).toBe("message passing");
  });

  it("asks for a title", () => {
    expect(second({ ...good, inTitles: 0 })).toBeNull();
  });

  it("asks for new members: 15 % of the topic, 10 % of a good phrase, two at least", () => {
    expect(second(of("message passing", rows(7, 6)))).toBe("message passing");
    expect(second(of("message passing", rows(6, 6)))).toBeNull();
    expect(second(of("message passing", rows(6, 6)), { score: 0.8 })).toBe("message passing");
    expect(second(of("message passing", rows(5, 6)), { score: 0.8 })).toBeNull();
  });

  it("asks that it raise F1 by 8 %", () => {
    // With 4 new members and none elsewhere F1 goes from 2 x 10 / 30 to 2 x 14 / 34, with 10 elsewhere to 2 x 14 / 44.
    expect(second(of("message passing", [...rows(10, 4), ...rows(20, 10)], { precision: 0.7 }))).toBeNull();
    expect(second(of("message passing", rows(10, 4)))).toBe("message passing");
  });

  it("asks for precision: three times the topic's share of the papers", () => {
    expect(second({ ...good, precision: 0.59 })).toBeNull();
    expect(second({ ...good, precision: 0.6 })).toBe("message passing");
  });

  it("asks for other words than the first phrase has at its ends", () => {
    expect(second(of("graph atlas", rows(8, 6)))).toBeNull();
    expect(second(of("string kernels", rows(8, 6)))).toBeNull();
    expect(second(of("deep graph kernels", rows(8, 6)))).toBeNull();
  });

  it("asks for another meaning", () => {
    const phrases = ["graph kernels", "message passing", "video", "speech"].map((surface) => candidateOf(surface, []));
    const spaceWith = (x: number, y: number) =>
      new PhraseSpace(
        phrases.map(({ phrase }) => phrase),
        { values: Float32Array.of(1, 0, 0, x, y, 0, 0, 0, 1, -1, -1, 0), dimensions: 3 },
      );
    const alike = spaceWith(0.97, 0.24);
    expect(alike.compare(phrases[0]!.phrase, phrases[1]!.phrase)).toBeGreaterThan(0.6);
    expect(second(good, { space: alike })).toBeNull();
    const unlike = spaceWith(0, 1);
    expect(unlike.compare(phrases[0]!.phrase, phrases[1]!.phrase)).toBeLessThan(0.6);
    expect(second(good, { space: unlike })).toBe("message passing");
  });

  it("asks that it mean this topic, or that the two together do so no less and it stands in two titles", () => {
    const other = { ...good, contrast: -0.1 };
    expect(second({ ...other, cosines: Float64Array.of(0.1, 0.2), inTitles: 2 })).toBeNull();
    expect(second({ ...other, inTitles: 2 })).toBe("message passing");
    expect(second({ ...other, inTitles: 1 })).toBeNull();
  });

  it("takes no general word, no name, and no lone word but one of many titles", () => {
    expect(second(of("tokens", rows(8, 6)))).toBeNull();
    expect(second(of("tokens", rows(8, 6), { titleShare: 0.1 }))).toBe("tokens");
    expect(second(of("Llama", rows(8, 6), { titleShare: 0.1 }))).toBeNull();
    expect(second(of("BERT", rows(8, 6), { titleShare: 0.1 }))).toBe("BERT");
    const general = of("property", rows(8, 6), { titleShare: 0.1 });
    expect(second({ ...general, phrase: { ...general.phrase, isGeneral: true } })).toBeNull();
  });

  it("lets more be said beside a lone word: two new members that do not lower F1", () => {
    const first = { ...FIRST, phrase: candidateOf("kernels", rows(0, 10)).phrase };
    const two = of("message passing", rows(6, 6));
    expect(second(two)).toBeNull();
    expect(second(two, { first })).toBe("message passing");
    expect(second(of("message passing", rows(5, 6)), { first })).toBeNull();
  });

  it("takes the better of two, and none that heads a topic", () => {
    const better = of("protein folding", rows(10, 8));
    const scored = [good, better].map((candidate) => ({ candidate, score: 0.5 }));
    const space = spaceOf([FIRST, good, better]);
    const choose = (taken: string[]) =>
      chooseSecondPhrase(scored, FIRST, 0, { ...COUNTED, space, taken: new Set(taken) })?.phrase.surface;
    expect(choose([])).toBe("protein folding");
    expect(choose([better.phrase.key])).toBe("message passing");
  });
});
