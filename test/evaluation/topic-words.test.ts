import { describe, expect, it } from "vitest";
import { computeCoherence } from "../../pipeline/evaluation/coherence.ts";
import { computeDiversity } from "../../pipeline/evaluation/diversity.ts";
import { chooseTopicWords, extractWords } from "../../pipeline/evaluation/topic-words.ts";

const word = (key: string, ...documents: number[]) => ({ key, documents });

describe("computeCoherence", () => {
  it("gives the values worked out by hand", () => {
    // p(a) = 1/2, p(b) = 1/2, p(a, b) = 1/4 of 8 documents: independent.
    expect(computeCoherence([[word("a", 0, 1, 2, 3), word("b", 2, 3, 4, 5)]], 8)).toBeCloseTo(0, 12);
    // p(a) = 1/2, p(b) = p(a, b) = 1/4: ln 2 / ln 4.
    expect(computeCoherence([[word("a", 0, 1, 2, 3), word("b", 0, 1)]], 8)).toBeCloseTo(0.5, 12);
  });

  it("is 1 for words that are always together, also in every document, and -1 for words that never meet", () => {
    expect(computeCoherence([[word("a", 0, 1), word("b", 0, 1)]], 8)).toBeCloseTo(1, 12);
    expect(computeCoherence([[word("a", 0, 1), word("b", 0, 1)]], 2)).toBe(1);
    expect(computeCoherence([[word("a", 0, 1), word("b", 2, 3)]], 8)).toBe(-1);
  });

  it("weighs topics equally, and leaves out those without a pair", () => {
    const apart = [word("a", 0), word("b", 1)];
    const together = [word("c", 4, 5), word("d", 4, 5), word("e", 4, 5)];
    expect(computeCoherence([apart, together, [word("f", 1)], []], 8)).toBeCloseTo(0, 12);
    expect(computeCoherence([[word("f", 1)]], 8)).toBeNaN();
  });
});

describe("computeDiversity", () => {
  it("is the share of distinct words", () => {
    expect(computeDiversity([[word("a"), word("b")], [word("c")]])).toBe(1);
    expect(
      computeDiversity([
        [word("a"), word("b")],
        [word("a"), word("c")],
      ]),
    ).toBe(0.75);
  });
});

describe("extractWords", () => {
  it("counts each word by text, without case, empty words, numbers, and words of a single text", () => {
    const words = extractWords([
      "The robot and a Robot of 2024",
      "A novel gripper: the gripper",
      "robot gripper 2024 lattice",
    ]);
    expect(words).toEqual([
      { key: "robot", documents: [0, 2], counts: [2, 1] },
      { key: "gripper", documents: [1, 2], counts: [2, 1] },
    ]);
  });
});

describe("chooseTopicWords", () => {
  const labels = Int32Array.of(0, 0, 1);
  const word = (key: string, ...counts: number[]) => ({ key, documents: [...counts.keys()], counts });
  const list = (words: Parameters<typeof chooseTopicWords>[0]) =>
    chooseTopicWords(words, labels, 2).map((own) => own.map(({ key }) => key));

  it("puts words of one topic before words of all, and leaves out those that a topic does not have", () => {
    const [first, second] = list([
      word("everywhere", 3, 3, 6),
      word("robot", 3, 3),
      { ...word("lattice", 6), documents: [2] },
    ]);
    expect(first).toEqual(["robot", "everywhere"]);
    expect(second).toEqual(["lattice", "everywhere"]);
  });

  it("weighs by the formula: a frequent word that is shared may beat a rare one that is not", () => {
    // Totals 11 and 9, mean 10. In the first topic: 9/11 ln(1 + 10/18) = .361 against 2/11 ln(1 + 10/2) = .326.
    expect(list([word("rare", 1, 1), word("shared", 5, 4, 9)])[0]).toEqual(["shared", "rare"]);
    // With 3 of the rare one: totals 12 and 9, mean 10.5: 9/12 ln(1 + 10.5/18) = .345 against 3/12 ln(1 + 10.5/3) = .376.
    expect(list([word("rare", 2, 1), word("shared", 5, 4, 9)])[0]).toEqual(["rare", "shared"]);
  });

  it("gives no more than ten words a topic, equal ones by code unit", () => {
    const many = [..."lkjihgfedcba"].map((letter) => word(`${letter}ong`, 1, 1));
    expect(list(many)[0]).toEqual([..."abcdefghij"].map((letter) => `${letter}ong`));
  });
});
