import { describe, expect, it } from "vitest";
import { measureAssociation, weighPaperPhrases } from "../../pipeline/reasons/phrase-association.ts";
import { phraseOf } from "../labels/phrases-of.ts";

describe("measureAssociation", () => {
  it("is the normalised mutual information, discounted", () => {
    // p(both) = 4/16, p(phrase) = p(topic) = 8/16 and 4/16: ln(2) / ln(4) = 1/2, times 4/5.
    expect(measureAssociation({ both: 4, withPhrase: 8, inTopic: 4, all: 16 })).toBeCloseTo(0.4, 12);
    // Always and only together: 1, times 4/5.
    expect(measureAssociation({ both: 4, withPhrase: 4, inTopic: 4, all: 16 })).toBeCloseTo(0.8, 12);
  });

  it("is 0 for chance, for less than chance, and where nothing can be said", () => {
    expect(measureAssociation({ both: 2, withPhrase: 8, inTopic: 4, all: 16 })).toBe(0);
    expect(measureAssociation({ both: 1, withPhrase: 8, inTopic: 4, all: 16 })).toBe(0);
    expect(measureAssociation({ both: 0, withPhrase: 3, inTopic: 4, all: 16 })).toBe(0);
    expect(measureAssociation({ both: 0, withPhrase: 0, inTopic: 0, all: 0 })).toBe(0);
    expect(measureAssociation({ both: 5, withPhrase: 5, inTopic: 5, all: 5 })).toBe(0);
  });

  it("grows with the papers that have both, falls with those that have the phrase alone, and stays below 1", () => {
    const counts = { both: 3, withPhrase: 5, inTopic: 10, all: 100 };
    const weight = measureAssociation(counts);
    expect(measureAssociation({ ...counts, both: 4 })).toBeGreaterThan(weight);
    expect(measureAssociation({ ...counts, withPhrase: 6 })).toBeLessThan(weight);
    expect(measureAssociation({ both: 9999, withPhrase: 9999, inTopic: 9999, all: 1e6 })).toBeLessThan(1);
  });
});

describe("weighPaperPhrases", () => {
  const topicOf = Int32Array.from([0, 0, 0, 1, 1, 1, -1, -1]);

  it("weighs a paper's phrases by the other papers, and counts all", () => {
    const own = weighPaperPhrases([phraseOf("graph kernel", [0, 1, 3])], topicOf, 2)[0]!;
    // Of the other seven papers two have the phrase, two are of the topic, one has both.
    const weight = measureAssociation({ both: 1, withPhrase: 2, inTopic: 2, all: 7 });
    expect(own).toMatchObject([{ phrase: { surface: "graph kernel" }, weight, inside: 2, outside: 1 }]);
  });

  it("takes no paper as a witness in its own case", () => {
    expect(weighPaperPhrases([phraseOf("graph kernel", [0, 3, 4, 5])], topicOf, 2)[0]).toEqual([]);
  });

  it("has nothing for a paper without topic, which counts as outside of all", () => {
    const byPaper = weighPaperPhrases([phraseOf("graph kernel", [0, 1, 6])], topicOf, 2);
    expect(byPaper[6]).toEqual([]);
    expect(byPaper[0]).toMatchObject([{ inside: 2, outside: 1 }]);
    expect(byPaper).toHaveLength(topicOf.length);
  });

  it("puts the strongest first, and equal ones in order of key", () => {
    const phrases = [phraseOf("tree", [0, 1, 3]), phraseOf("kernel", [0, 1]), phraseOf("graph", [0, 1])];
    expect(weighPaperPhrases(phrases, topicOf, 2)[0]!.map(({ phrase }) => phrase.key)).toEqual([
      "graph",
      "kernel",
      "tree",
    ]);
  });
});
