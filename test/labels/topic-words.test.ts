import { describe, expect, it } from "vitest";
import { chooseTopicWords } from "../../pipeline/labels/topic-words.ts";

const word = (key: string, ...documents: number[]) => ({ key, surface: key, documents });
/** Rows of two topics of `size` texts each. */
const halves = (size: number) => Int32Array.from({ length: 2 * size }, (_, row) => Math.floor(row / size));
const rows = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);

function list(words: ReturnType<typeof word>[], topicOf: Int32Array, k = 2, limit = 10) {
  return chooseTopicWords(words, topicOf, k, limit).map((own) => own.map(({ word: { key } }) => key));
}

describe("chooseTopicWords", () => {
  it("weighs by the formula: coverage less two members, times ln(1 + mean size / texts)", () => {
    // Topics of 20. "wide" is in 16 of 20 members and in 4 others, "narrow" in 10 members alone.
    const words = [word("narrow", ...rows(0, 10)), word("wide", ...rows(0, 16), ...rows(20, 4))];
    const [first] = chooseTopicWords(words, halves(20), 2, 10);
    expect(first!.map(({ word: { key }, inside, score }) => [key, inside, score])).toEqual([
      ["wide", 16, expect.closeTo((14 / 20) * Math.log(1 + 20 / 20), 12)],
      ["narrow", 10, expect.closeTo((8 / 20) * Math.log(1 + 20 / 10), 12)],
    ]);
  });

  it("leaves out words that are no commoner inside than outside", () => {
    const everywhere = word("everywhere", ...rows(0, 40));
    expect(list([everywhere, word("own", ...rows(0, 5)), word("other", ...rows(22, 5))], halves(20))).toEqual([
      ["own"],
      ["other"],
    ]);
  });

  it("does not count what few members share by chance, by the size of the topic", () => {
    const two = word("two", 0, 1);
    const three = word("three", 0, 1, 2);
    expect(list([two, three], halves(12))).toEqual([["three"], []]);
    expect(list([word("one", 0), two], halves(11))).toEqual([["two"], []]);
    expect(list([word("one", 0)], halves(4))).toEqual([["one"], []]);
    expect(list([word("four", ...rows(0, 4)), word("five", ...rows(0, 5))], halves(200))).toEqual([["five"], []]);
  });

  it("gives at most as many words as asked for, equal ones by key", () => {
    const many = [..."dcba"].map((key) => word(key, ...rows(0, 6)));
    expect(list(many, halves(6), 2, 3)).toEqual([["a", "b", "c"], []]);
  });

  it("counts texts without a topic as outside", () => {
    const topicOf = Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1, -1, -1, -1, -1);
    expect(list([word("left", 0, ...rows(8, 4)), word("own", 0, 1)], topicOf)).toEqual([["own"], []]);
  });
});
